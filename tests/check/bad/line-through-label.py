import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.plot([0, 10], [0, 10])
ax.text(5, 5, "the slope is one", ha="center", va="center")  # L002
ax.axhline(3, color="#555555")
ax.text(1, 3, "limit of the node", va="center")  # L002
