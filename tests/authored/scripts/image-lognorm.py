import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.colors import LogNorm, BoundaryNorm

fig, (a, b) = plt.subplots(1, 2)
d = np.logspace(0, 4, 25).reshape(5, 5)
fig.colorbar(a.imshow(d, norm=LogNorm()), ax=a, extend="both")
fig.colorbar(b.pcolormesh(d, norm=BoundaryNorm([1, 10, 100, 5000, 10000], 256)), ax=b)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
