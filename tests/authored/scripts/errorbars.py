import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 4))
x = np.arange(5)
ax.errorbar(x, x**0.5, yerr=0.2, xerr=0.1, fmt="o", capsize=4, label="A")
ax.errorbar(x, x**0.7, yerr=[[0.1] * 5, [0.4] * 5], fmt="s--", capsize=3, label="B")
ax.legend()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
