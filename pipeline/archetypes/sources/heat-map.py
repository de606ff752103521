"""A heat map: one cell for each pair, coloured by its value and labelled with it."""

import os

import matplotlib.pyplot as plt
import numpy as np

SHOWN, WANTED = "class predicted", "true class"
WHITE_FROM = 72  # black letters are harder to read on cells as dark as these
NAMES = ("car", "bus", "bicycle", "person")
COUNTS = np.array(
    [
        [88, 9, 1, 2],
        [14, 82, 1, 3],
        [2, 1, 71, 26],
        [1, 0, 12, 87],
    ]
)

figure, axes = plt.subplots(figsize=(5.4, 4.2))
image = axes.imshow(COUNTS, cmap="Blues", vmin=0, vmax=100)
for (row, column), count in np.ndenumerate(COUNTS):
    color = "white" if count >= WHITE_FROM else "black"
    axes.text(column, row, count, ha="center", va="center", color=color)

axes.set_xticks(range(len(NAMES)), NAMES)
axes.set_yticks(range(len(NAMES)), NAMES)
axes.tick_params(length=0)
axes.set(xlabel=SHOWN, ylabel=WANTED)
figure.colorbar(image, label="of 100 pictures")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
