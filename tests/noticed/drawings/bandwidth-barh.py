import os
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3))
bars = ax.barh(
    ["PCIe 4.0 x16", "PCIe 5.0 x16", "NVLink 3", "NVLink 4", "HBM2e", "HBM3"],
    [32, 64, 600, 900, 2039, 3350],
    color="#d4edda",
    edgecolor="#555",
)
ax.bar_label(bars, padding=3)
ax.set(xlabel="bandwidth (GB/s)", xscale="log", xlim=(10, 10000))
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
