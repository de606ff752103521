import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
plt.hexbin(rng.normal(size=2000), rng.normal(size=2000), gridsize=20, cmap="Greens")
plt.colorbar()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
