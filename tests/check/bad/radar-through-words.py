import matplotlib.pyplot as plt
import numpy as np

names = ["Read", "Write throughput", "Cost", "Latency", "Operations"]
angles = np.linspace(0, 2 * np.pi, 6)
values = [3, 5, 2, 5, 1, 3]
fig, ax = plt.subplots(subplot_kw={"projection": "polar"}, figsize=(6, 6))
ax.fill(angles, values, color="#cfe2f3")
ax.plot(angles, values, color="#555555", lw=3)
ax.set_xticks(angles[:-1], names)
ax.set_ylim(0, 5)
ax.set_yticks([])
ax.text(0.808, 3.29, "in the middle", ha="center", va="center")  # L002
