import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 5))
X, Y = np.meshgrid(np.linspace(-3, 3, 80), np.linspace(-2, 2, 80))
Z = (1 - X) ** 2 + 10 * (Y - X**2) ** 2
c = ax.contour(X, Y, np.log1p(Z), levels=8)
ax.clabel(c, fontsize=8)
t = np.array([[-2, 1.5], [-1, 1.2], [0, 0.3], [0.7, 0.4], [1, 1]])
ax.plot(*t.T, "o-", color="#c44")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
