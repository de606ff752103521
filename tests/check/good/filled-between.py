import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 10, 60)
fig, ax = plt.subplots()
ax.fill_between(x, 0, 2 + np.sin(x), color="#cfe2f3", label="reads")
ax.fill_between(x, 2 + np.sin(x), 5 + np.sin(x), color="#fdebd0", label="writes")
ax.text(1.5, 1, "reads")
ax.text(4, 3, "writes", va="center")
ax.set(xlabel="time (s)", ylabel="GB/s", ylim=(0, 7), xlim=(0, 10))
