import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.hist(np.random.default_rng(1).normal(size=900), 30, label="latency")
ax.axvline(0, color="black", linestyle="--", label="median")
ax.legend(loc="lower center")
