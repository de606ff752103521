import os
import numpy as np
import matplotlib.pyplot as plt

a = np.linspace(0, 1, 16).reshape(4, 4)
plt.plot([0, 3], [0, 3], lw=8, color="k")
plt.imshow(np.arange(16).reshape(4, 4), alpha=a, zorder=3)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
