import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.plot([1, 2], [1, 2])
ax.text(1.2, 1.6, "draft", alpha=0.3)  # A002
