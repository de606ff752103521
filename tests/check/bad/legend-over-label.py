import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.plot([0, 1], [0, 1], label="with cache")
ax.text(0.02, 0.97, "peak of the day")  # L002
ax.legend(loc="upper left", frameon=True, facecolor="white", framealpha=1)
