import os
import matplotlib.pyplot as plt
import numpy as np
fig, ax = plt.subplots(figsize=(5, 4))
x, y = np.meshgrid(np.linspace(-2, 2, 30), np.linspace(-2, 2, 30))
ax.clabel(ax.contour(x, y, x**2 + 4 * y**2, levels=[0.5, 1, 2, 4, 8], colors="#555"))
steps = np.linspace(0, 1, 200)
ax.plot(2 - 2 * steps, 1.5 - 1.5 * steps**3, "-o", color="#c44", markevery=25)
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
