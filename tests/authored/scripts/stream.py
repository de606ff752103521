import os
import numpy as np
import matplotlib.pyplot as plt

Y, X = np.mgrid[-3:3:60j, -3:3:60j]
U = -1 - X**2 + Y
V = 1 + X - Y**2
fig, ax = plt.subplots(figsize=(6, 5))
s = ax.streamplot(X, Y, U, V, color=np.hypot(U, V), cmap="viridis", density=1.2)
fig.colorbar(s.lines, label="speed")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
