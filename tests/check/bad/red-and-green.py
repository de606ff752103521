import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 5, 40)
fig, ax = plt.subplots()
ax.plot(x, x, color="#d62728", label="misses")  # L004
ax.plot(x, 6 - x, color="#2ca02c", label="hits")  # A005 L004
ax.legend(loc="upper center")
