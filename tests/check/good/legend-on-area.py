import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 10, 50)
fig, ax = plt.subplots()
ax.stackplot(x, 2 + 0 * x, 3 + 0 * x, labels=["weights", "activations"])
ax.legend(loc="upper left")
