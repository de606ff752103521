import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(1)
data = rng.integers(5, 99, (6, 6))
fig, ax = plt.subplots(figsize=(6, 5))
mesh = ax.pcolormesh(data, cmap="Greys", edgecolors="white")
for (i, j), value in np.ndenumerate(data):
    ax.text(j + 0.5, i + 0.5, value, ha="center", va="center", color="white" if value > 62 else "black")
ax.set_xticks(np.arange(6) + 0.5, [f"GPU {k}" for k in range(6)])
ax.set_yticks(np.arange(6) + 0.5, [f"GPU {k}" for k in range(6)])
ax.set_title("Bandwidth between pairs (GB/s)")
