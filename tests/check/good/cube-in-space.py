"""A cube of house colours: its sides that face away are darker, as matplotlib draws them."""

import os

import matplotlib.pyplot as plt
import numpy as np

filled = np.ones((3, 3, 3), dtype=bool)
colours = np.full(filled.shape, "#cfe2f3")
colours[:, 1, :] = "#cc4444"
fig, ax = plt.subplots(subplot_kw={"projection": "3d"}, figsize=(7, 5))
ax.voxels(filled, facecolors=colours, edgecolor="#333")
ax.set(xlabel="time", ylabel="tenant", zlabel="metric", xticks=[], yticks=[], zticks=[])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
