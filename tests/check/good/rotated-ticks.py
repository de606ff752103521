import matplotlib.pyplot as plt
import numpy as np

names = ["tokenize", "embed", "attention", "projection", "feed-forward", "normalize", "sample", "detokenize"]
fig, ax = plt.subplots()
ax.bar(names, [3, 8, 31, 14, 27, 4, 9, 2], color="#3d9e5a")
ax.tick_params(axis="x", rotation=45)
for label in ax.get_xticklabels():
    label.set_ha("right")
ax.set_ylabel("ms")
