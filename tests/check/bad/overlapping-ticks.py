import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 3))
ax.bar([f"configuration {k}" for k in range(9)], range(1, 10))  # L002
ax.set_ylabel("ms")
