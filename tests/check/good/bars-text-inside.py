import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
for row, (name, value) in enumerate([("prefill", 38), ("decode", 55), ("queue", 17)]):
    ax.barh(row, value, color="#a31f34")
    ax.text(value - 1, row, f"{name}: {value} ms", color="white", ha="right", va="center")
ax.set_yticks([])
ax.set_xlabel("ms")
