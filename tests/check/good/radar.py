import matplotlib.pyplot as plt
import numpy as np

angles = np.linspace(0, 2*np.pi, 6)
fig, ax = plt.subplots(subplot_kw={"polar": True})
ax.plot(angles, [3,4,2,5,4,3]); ax.fill(angles, [3,4,2,5,4,3], alpha=.2)
ax.set_xticks(angles[:-1], ["latency","throughput","cost","power","accuracy"])
