import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
plt.hist2d(rng.normal(size=2000), rng.normal(size=2000), bins=30, cmin=1)
plt.colorbar()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
