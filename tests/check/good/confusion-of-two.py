import os

import matplotlib.pyplot as plt

counts = [[50, 4], [3, 60]]
fig, (ax, right) = plt.subplots(1, 2, figsize=(7, 3.4))
ax.imshow(counts, cmap="Blues")
ax.set_xticks([0, 1], ["no", "yes"])
ax.set_yticks([0, 1], ["no", "yes"])
right.scatter([1, 2, 3, 4], [1, 2, 3, 4], c=[10, 20, 30, 40], cmap="plasma", s=90)
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
