import os
import numpy as np
import matplotlib.pyplot as plt

fig = plt.figure(figsize=(6, 5))
ax = fig.add_subplot(projection="3d")
x, y = np.meshgrid(range(3), range(3))
ax.bar3d(x.ravel(), y.ravel(), 0, 0.6, 0.6, np.arange(1, 10), color="#cfe2f3", edgecolor="#555")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
