import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 4))
b = [1, 2, 4, 8, 16, 32]
ax.plot(b, [10, 19, 36, 65, 100, 110], "o-", label="throughput")
ax2 = ax.twinx()
ax2.plot(b, [1, 1.1, 1.3, 1.9, 3.2, 6], "s--", color="C1", label="latency")
ax.set(xlabel="batch", ylabel="items/s", xscale="log")
ax2.set_ylabel("ms")
fig.legend(loc="upper left", bbox_to_anchor=(0.15, 0.88))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
