import matplotlib.pyplot as plt
import numpy as np

from matplotlib.patches import FancyBboxPatch, Rectangle

fig, ax = plt.subplots(figsize=(6, 3))
ax.add_patch(Rectangle((1, 1), 1.2, 1, facecolor="#cfe2f3", edgecolor="#4a90c4"))
ax.text(1.6, 1.5, "parameter server", ha="center", va="center")  # L003
ax.add_patch(FancyBboxPatch((5, 1), 1.2, 1, facecolor="#d4edda", edgecolor="#3d9e5a"))
ax.text(5.6, 1.5, "a worker with a long name", ha="center", va="center")  # L003
ax.set_xlim(0, 8)
ax.set_ylim(0, 3)
ax.axis("off")
