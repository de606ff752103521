import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
fig, ax = plt.subplots(figsize=(6, 4))
ax.violinplot(
    [rng.normal(m, s, 200) for m, s in ((1, 0.3), (2, 0.5), (1.5, 0.8))], showmedians=True
)
ax.set_xticks([1, 2, 3], ["p50", "p95", "p99"])
ax.set_ylabel("latency (ms)")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
