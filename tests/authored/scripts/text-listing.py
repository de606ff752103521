import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3.5))
ax.axis("off")
ax.text(
    0.02,
    0.95,
    "def ring(rank, world):\n    for step in range(world - 1):\n        send(chunk[step])        # to the right\n        recv(chunk[step - 1])    # from the left\n\n        if step == rank:\n\t\tbreak\n    return chunk",
    family="monospace",
    fontsize=11,
    va="top",
    bbox=dict(fc="#f7f7f7", ec="#555"),
)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
