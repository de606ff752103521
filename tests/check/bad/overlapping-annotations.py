import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.plot([1, 2, 3], [1, 4, 9])
ax.text(1.9, 6.1, "first token")
ax.text(1.95, 6.2, "steady state")  # L002
