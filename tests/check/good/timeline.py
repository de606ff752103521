import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(7.5, 3))
spans = [(0, 3, "load"), (3, 7, "prefill"), (10, 12, "decode"), (22, 2, "send")]
for start, length, name in spans:
    ax.broken_barh([(start, length)], (0.6, 0.8), facecolors="#d4edda", edgecolor="#3d9e5a")
    ax.text(start + length / 2, 1, name, ha="center", va="center", rotation=90 if length < 4 else 0)
ax.set_ylim(0, 2)
ax.set_yticks([1], ["GPU 0"])
ax.set_xlabel("ms")
