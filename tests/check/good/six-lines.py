import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 5, 50)
fig, ax = plt.subplots()
for k in range(6):
    ax.plot(x, x * (k + 1), label=f"{k + 1} replicas")
ax.legend()
