import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(subplot_kw={"projection": "polar"})
ax.pcolormesh(np.linspace(0, 2 * np.pi, 25), np.linspace(0, 1, 6), np.arange(120).reshape(5, 24))
ax.grid(False)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
