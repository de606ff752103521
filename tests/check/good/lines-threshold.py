import matplotlib.pyplot as plt
import numpy as np

x = np.arange(24)
fig, ax = plt.subplots()
ax.plot(x, 40 + 20 * np.sin(x / 4), marker="o")
ax.axhline(70, color="#cc4444", linestyle="--")
ax.text(0.2, 71, "limit 70 %", va="bottom")
ax.axvline(6, color="#555555", linestyle=":")
ax.annotate("peak", (6, 60), (9, 66), arrowprops={"arrowstyle": "->"})
ax.set(xlabel="hour", ylabel="utilization (%)", ylim=(0, 90))
ax.grid(alpha=0.5)
