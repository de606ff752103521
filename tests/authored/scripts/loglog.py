import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 4))
x = np.logspace(0, 5, 50)
ax.loglog(x, 2e3 * x**-0.3, label=r"$L \propto N^{-0.3}$")
ax.loglog(x, 1e3 * x**-0.5 + 20, label="measured")
ax.grid(which="both", alpha=0.4)
ax.legend()
ax.set(xlabel="parameters $N$ (millions)", ylabel="loss")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
