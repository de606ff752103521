import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.imshow(np.arange(40).reshape(5, 8), extent=(1, 1000, 1, 100), origin="lower")
ax.set(xscale="log", aspect="auto")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
