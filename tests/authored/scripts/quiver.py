import os
import numpy as np
import matplotlib.pyplot as plt

X, Y = np.meshgrid(np.arange(-2, 2.1, 0.5), np.arange(-2, 2.1, 0.5))
fig, ax = plt.subplots(figsize=(5, 5))
q = ax.quiver(X, Y, -X, -2 * Y, color="#4a90c4")
ax.quiverkey(q, 0.8, 1.04, 4, "gradient of 4", labelpos="E")
ax.contour(X, Y, X**2 + 2 * Y**2, levels=6, colors="#bbb")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
