import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 10, 50)
fig, ax = plt.subplots()
ax.plot(x, x)
ax.text(5, 5, "slope 1", ha="center", va="center", bbox={"facecolor": "white", "edgecolor": "none"})
ax.annotate("knee", (8, 8), (2, 8), bbox={"boxstyle": "round", "facecolor": "#f7f7f7"}, arrowprops={"arrowstyle": "->"})
ax.set(xlabel="offered load", ylabel="served load")
