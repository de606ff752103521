import os

import matplotlib.pyplot as plt
from matplotlib.colors import ListedColormap

colours = [
    "#2ecc71",  # L004
    "#f1c40f",  # L004
    "#e67e22",  # L004
    "#e74c3c",  # L004
]
fig, (left, right) = plt.subplots(1, 2)
left.barh(["low", "medium", "high", "severe"], [40, 25, 10, 5], color=colours)
right.imshow([[0, 1], [2, 3]], cmap=ListedColormap(colours))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
