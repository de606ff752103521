import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
fig, ax = plt.subplots(figsize=(6, 4))
ax.ecdf(rng.gamma(2, 2, 200), label="p50 path")
ax.ecdf(rng.gamma(3, 2, 200), label="p99 path", ls="--")
ax.legend()
ax.grid(alpha=0.4)
ax.set_xlabel("ms")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
