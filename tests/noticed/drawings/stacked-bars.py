import os
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3.4))
names = ["ZeRO-0", "ZeRO-1", "ZeRO-2", "ZeRO-3"]
parts = {"weights": [14, 14, 14, 2], "gradients": [14, 14, 2, 2], "optimizer": [84, 11, 11, 11]}
base = [0] * 4
for (name, values), fill in zip(parts.items(), ["#cfe2f3", "#d4edda", "#fdebd0"]):
    ax.bar(names, values, bottom=base, label=name, color=fill, edgecolor="#555")
    base = [a + b for a, b in zip(base, values)]
ax.set(ylabel="memory (GB)")
ax.legend()
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
