import os
import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 3.4))
ax.hist(np.random.default_rng(3).gamma(2, 12, 500), bins=12, color="#cfe2f3", edgecolor="#555")
ax.axvline(92, color="#c44", linestyle="--")
ax.text(94, 60, "p99")
ax.set(xlabel="latency (ms)", ylabel="requests")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
