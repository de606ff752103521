import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 4))
ax.plot([1, 2], label="a    1.0")
ax.plot([2, 1], label="bb   22.0")
ax.legend(prop=dict(family="monospace"), title="name  value")
ax.set_xticks([0, 1], ["  zero", "one    more"])
t = ax.table(
    [["  a", "b  c"], ["d    e", "f"]],
    colLabels=["x  y", "z"],
    loc="bottom",
    bbox=[0, -0.5, 1, 0.3],
)
ax.annotate("note    here", (0.5, 1.5), (0.2, 1.2), arrowprops=dict(arrowstyle="->"))
ax.set_title("  title   spaced")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
