import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.plot([1, 2, 3], [1, 4, 9])
ax.text(1.5, 6, "a remark in small print", fontsize=5)  # L006
