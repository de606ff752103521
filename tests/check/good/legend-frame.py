import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 10, 60)
fig, ax = plt.subplots()
for k in range(3):
    ax.plot(x, np.sin(x + k), linestyle=["-", "--", ":"][k], label=f"phase {k}")
ax.legend(loc="center", frameon=True)
ax.set_xlabel("time (s)")
