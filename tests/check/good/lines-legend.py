import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 10, 100)
fig, ax = plt.subplots()
for k in range(1, 5):
    ax.plot(x, x**0.5 * k, label=f"{k} replicas")
ax.set_xlabel("load (requests per second)")
ax.set_ylabel("latency (ms)")
ax.grid(True)
ax.legend(loc="upper left")
ax.set_title("Latency over load")
