import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 10, 80)
fig, ax = plt.subplots()
for k in range(4):
    ax.plot(x, np.sin(x + k), label=f"node {k}")
ax.legend(loc="center")
