import os
import numpy as np
import matplotlib.pyplot as plt

fig = plt.figure(figsize=(7, 5))
ax = fig.add_subplot(projection="3d")
X, Y = np.meshgrid(np.linspace(-3, 3, 30), np.linspace(-3, 3, 30))
p = ax.plot_surface(X, Y, np.sin(np.hypot(X, Y)), cmap="viridis")
fig.colorbar(p, shrink=0.6)
ax.set(xlabel="x", ylabel="y", zlabel="loss")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
