import os
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(-3, 3, 60)
X, Y = np.meshgrid(x, x)
c = plt.contourf(X, Y, np.sin(X) * np.cos(Y), alpha=0.5, cmap="coolwarm")
plt.colorbar(c)
plt.contour(X, Y, np.sin(X) * np.cos(Y), colors="k", linewidths=0.5)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
