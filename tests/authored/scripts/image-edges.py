import os
import numpy as np
import matplotlib.pyplot as plt

plt.pcolormesh(np.arange(12).reshape(3, 4), edgecolors="k", linewidth=1)
plt.colorbar(drawedges=True)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
