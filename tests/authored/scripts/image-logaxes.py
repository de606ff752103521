import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.pcolormesh(np.logspace(0, 3, 9), np.logspace(0, 2, 6), np.arange(40).reshape(5, 8))
ax.set(xscale="log", yscale="log")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
