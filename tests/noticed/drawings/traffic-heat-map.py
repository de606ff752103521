import os
import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(5.4, 4))
data = np.add.outer(np.arange(4), np.arange(6))
mesh = ax.pcolormesh(data, cmap="viridis")
ax.set_xticks(np.arange(6) + 0.5, [f"rank {n}" for n in range(6)])
ax.set_yticks(np.arange(4) + 0.5, [f"expert {n}" for n in range(4)])
fig.colorbar(mesh, label="tokens")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
