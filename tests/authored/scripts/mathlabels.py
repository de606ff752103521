import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 4))
z = np.linspace(-4, 4, 100)
ax.plot(z, 1 / (1 + np.exp(-z)), label=r"$\sigma(z)=\frac{1}{1+e^{-z}}$")
ax.plot(z, np.maximum(z, 0) / 4, label=r"$\max(0,z)/4$")
ax.legend(fontsize=12)
ax.set_xlabel(r"$z = \mathbf{w}^\top \mathbf{x} + b$")
ax.set_xticks([-4, 0, 4], [r"$-4$", r"$0$", r"$4$"])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
