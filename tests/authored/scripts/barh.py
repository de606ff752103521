import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 3.5))
n = ["tokenize", "embed", "attend", "project", "sample"]
v = [2, 5, 41, 23, 7]
b = ax.barh(n, v, color="#cfe2f3", edgecolor="#4a90c4")
ax.bar_label(b, fmt="%d ms", padding=3)
ax.invert_yaxis()
ax.spines[["top", "right"]].set_visible(False)
ax.set_xlim(0, 48)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
