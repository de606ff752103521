import os

import matplotlib.pyplot as plt
import numpy as np

PEAK, BANDWIDTH = 312, 2
x = np.geomspace(1, 4096, 97)
fig, ax = plt.subplots(figsize=(6, 2.8))
ax.loglog(x, np.minimum(PEAK, BANDWIDTH * x), label="roof")
ax.axvline(PEAK / BANDWIDTH, color="#555555", linestyle=":")
ax.set(xlabel="arithmetic intensity (FLOP/B)", ylabel="performance (TFLOP/s)")
ax.legend()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
