import os
import numpy as np
import matplotlib.pyplot as plt

plt.plot([0, 3], [0, 3], lw=8, color="k")
plt.imshow(np.arange(16).reshape(4, 4), alpha=0.5, zorder=3)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
