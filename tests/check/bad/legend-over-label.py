import matplotlib.pyplot as plt
import numpy as np

fig, (dense, usual) = plt.subplots(1, 2, figsize=(8, 3))
dense.plot([0, 1], [0, 1], label="with cache")
dense.text(0.02, 0.95, "peak of the day")  # L002
dense.legend(loc="upper left", frameon=True, facecolor="white", framealpha=1)
usual.plot([0, 1], [0, 1], label="without cache")
usual.text(0.05, 0.97, "peak of the night")  # L002
usual.legend(loc="upper left", borderpad=2)
