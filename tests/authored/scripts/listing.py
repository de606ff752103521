import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 3))
ax.axis("off")
code = [
    "for l in layers:",
    "    x = norm(x)      # cheap",
    "    x = attend(x)    # O(n^2)",
    "    x = mlp(x)",
    "return x",
]
for i, c in enumerate(code):
    ax.text(0.05, 0.9 - i * 0.14, c, family="monospace", fontsize=12)
    ax.text(0.9, 0.9 - i * 0.14, f"{i + 1:>3}", family="monospace", fontsize=12, color="#555")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
