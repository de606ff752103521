import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
fig, ax = plt.subplots()
ax.scatter(rng.random(50), rng.random(50), rasterized=True)
ax.pcolormesh(np.arange(9).reshape(3, 3) / 3, alpha=0.3, rasterized=True)
ax.plot([0, 1], [0, 1], rasterized=True)
ax.set_rasterization_zorder(1)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
