import matplotlib.pyplot as plt
import numpy as np

x = np.arange(10)
fig, ax = plt.subplots()
ax.plot(x, x**2, color="#4a90c4")
ax.set_ylabel("throughput (tokens/s)", color="#333333")
other = ax.twinx()
other.plot(x, 100 - 8 * x, color="#c87b2a", linestyle="--")
other.set_ylabel("latency (ms)", color="#555555")
ax.set_xlabel("batch size")
