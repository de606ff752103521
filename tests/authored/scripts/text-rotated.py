import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 4))
ax.set(xlim=(0, 10), ylim=(0, 10))
for a in (0, 30, 45, 90, 180, -60):
    ax.text(5, 5, "        %d deg,   gap" % a, rotation=a, rotation_mode="anchor")
ax.text(1, 8, "two  gaps\n  lead", rotation=20, ha="center", va="center", bbox=dict(fc="#eee"))
ax.text(8, 2, "mono  gap\n    lead", family="monospace", rotation=90, bbox=dict(fc="#eee"))
ax.set_ylabel("y   label  with  gaps")
ax.set_xlabel("nbsp   gap")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
