import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.bar(["a", "b"], [3, 4], color="#4a90c4")
ax.text(0, 3.2, "pale", color="#cccccc", ha="center")  # A002
ax.text(1, 2, "on the bar", color="white", ha="center")  # A002
ax.set_ylim(0, 5)
