import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 2.5))
ax.axis("off")
t = ax.table(
    [["HBM3", "3.35 TB/s", "80 GB"], ["NVLink", "0.9 TB/s", "–"], ["PCIe 5", "0.064 TB/s", "–"]],
    colLabels=["link", "rate", "size"],
    loc="center",
    cellLoc="center",
)
t.scale(1, 1.6)
t.auto_set_font_size(False)
t.set_fontsize(11)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
