import os
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3.4))
names = ["Register", "L1", "L2", "L3", "DRAM"]
bars = ax.bar(names, [1, 4, 14, 50, 200], color="#cfe2f3", edgecolor="#4a90c4")
ax.bar_label(bars)
ax.set(ylabel="latency (cycles)", title="Cost of a miss")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
