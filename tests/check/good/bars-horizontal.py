import matplotlib.pyplot as plt
import numpy as np

names = ["embedding lookup", "attention", "feed-forward", "layer norm", "softmax"]
values = [12.5, 41.2, 33.9, 3.1, 9.3]
fig, ax = plt.subplots()
bars = ax.barh(names, values, color="#4a90c4")
ax.bar_label(bars, fmt="%.1f %%", padding=4)
ax.set_xlim(0, 50)
ax.set_xlabel("share of the time")
ax.invert_yaxis()
ax.grid(axis="x")
