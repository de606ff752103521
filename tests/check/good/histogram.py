import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(0)
fig, ax = plt.subplots()
values = rng.gamma(2, 20, 2000)
ax.hist(values, 40, color="#cfe2f3", edgecolor="#4a90c4")
p99 = np.quantile(values, 0.99)
ax.axvline(p99, color="#a31f34", linestyle="--")
ax.text(p99 + 3, 150, f"p99 = {p99:.0f} ms", color="#a31f34")
ax.set(xlabel="latency (ms)", ylabel="requests")
