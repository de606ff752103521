import os
import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 3.4))
x = np.arange(4)
ax.bar(x - 0.2, [12, 22, 41, 70], 0.4, label="FP16", color="#cfe2f3", edgecolor="#555")
ax.bar(x + 0.2, [7, 12, 22, 38], 0.4, label="INT8", color="#fdebd0", edgecolor="#555", hatch="//")
ax.set_xticks(x, ["batch 1", "batch 4", "batch 16", "batch 32"])
ax.set(ylabel="latency (ms)")
ax.legend()
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
