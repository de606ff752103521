import os
import numpy as np
import matplotlib.pyplot as plt

r = np.linspace(1, 2, 8)
t = np.linspace(0, 3, 20)
R, T = np.meshgrid(r, t)
plt.pcolormesh(R * np.cos(T), R * np.sin(T), R * T, cmap="viridis")
plt.gca().set_aspect("equal")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
