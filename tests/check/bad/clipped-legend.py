import matplotlib.pyplot as plt
import numpy as np

import os

fig, ax = plt.subplots(figsize=(6.5, 3.5))
ax.plot([1, 2, 3], [1, 4, 9], label="throughput of the whole cluster")  # L003
ax.plot([1, 2, 3], [2, 3, 5], "--", label="latency")
fig.legend(loc="center right", bbox_to_anchor=(1.2, 0.5))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg")
