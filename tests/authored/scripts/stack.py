import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 4))
x = np.arange(10)
ax.stackplot(x, x + 1, 10 - x, np.sin(x) + 4, labels=["read", "write", "idle"], alpha=0.8)
ax.legend(loc="upper left")
ax.set(xlim=(0, 9), ylabel="share")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
