import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.sankey import Sankey

fig, ax = plt.subplots(figsize=(6, 4))
ax.axis("off")
Sankey(
    ax=ax,
    flows=[0.6, 0.4, -0.5, -0.3, -0.2],
    labels=["hot", "cold", "serve", "evict", "spill"],
    orientations=[0, 1, 0, -1, 1],
    scale=1,
).finish()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
