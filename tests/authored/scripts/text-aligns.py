import os
import numpy as np
import matplotlib.pyplot as plt

fig, axs = plt.subplots(1, 3, figsize=(8, 3))
for ax, ha in zip(axs, ("left", "center", "right")):
    ax.axvline(0.5, color="#c44")
    ax.set_title("  two  lead, two  between  ", loc=ha)
    ax.text(
        0.5,
        0.7,
        "one\n    four in\na    b\ntrail    ",
        ha=ha,
        va="center",
        bbox=dict(fc="#cfe2f3", pad=2),
    )
    ax.text(0.5, 0.3, "  x  ", ha=ha, bbox=dict(fc="#d4edda", pad=1))
    ax.text(0.5, 0.1, "tab\there", ha=ha)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
