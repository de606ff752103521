import os

import matplotlib.pyplot as plt

names = ["weights", "gradients", "optimizer", "activations"]
fig, ax = plt.subplots(figsize=(6, 2.8))
bars = ax.bar(names, [14, 14, 84, 22], color="#cfe2f3", edgecolor="#4a90c4")
ax.bar_label(bars)
ax.set(ylabel="memory (GB)", ylim=(0, 95))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
