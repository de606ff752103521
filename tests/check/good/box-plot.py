import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(0)
fig, ax = plt.subplots()
ax.boxplot([rng.normal(k, 1, 60) for k in range(4)], tick_labels=["FIFO", "SJF", "RR", "EDF"])
ax.set_ylabel("slowdown")
