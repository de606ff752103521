import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(1, 10, 50)
fig, ax = plt.subplots()
for color, power, name in [("#4a90c4", 1, "linear"), ("#c87b2a", 1.3, "superlinear"), ("#3d9e5a", 0.6, "sublinear")]:
    ax.plot(x, x**power, color=color)
    ax.text(10.1, 10**power, name, va="center")
ax.set_xlim(1, 12.5)
ax.set_xlabel("GPUs")
ax.set_ylabel("speed-up")
