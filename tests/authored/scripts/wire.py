import os
import numpy as np
import matplotlib.pyplot as plt

fig = plt.figure(figsize=(6, 5))
ax = fig.add_subplot(projection="3d")
X, Y = np.meshgrid(np.linspace(-2, 2, 15), np.linspace(-2, 2, 15))
ax.plot_wireframe(X, Y, X**2 - Y**2, lw=0.7)
ax.contourf(X, Y, X**2 - Y**2, zdir="z", offset=-6, cmap="coolwarm", alpha=0.6)
ax.set_zlim(-6, 4)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
