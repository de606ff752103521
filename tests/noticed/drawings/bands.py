import os
import matplotlib.pyplot as plt
import numpy as np
fig, ax = plt.subplots(figsize=(6, 3.5))
x = np.arange(30)
y = 60 + 10 * np.sin(x / 4)
ax.fill_between(x, y - 5, y + 5, color="#cfe2f3", label="p10 to p90")
ax.plot(x, y, color="#4a90c4", label="median")
ax.hist(np.repeat(x, 2), bins=10, histtype="stepfilled", color="#d4edda", label="arrivals")
ax.legend()
ax.set(xlabel="minute", ylabel="queue")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
