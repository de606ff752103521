import matplotlib.pyplot as plt
import numpy as np

x = np.arange(5)
fig, ax = plt.subplots(figsize=(6, 3.5))
ax.bar(x - 0.2, [5, 6, 7, 6, 5], 0.4, label="read")
ax.bar(x + 0.2, [4, 6, 7, 7, 6], 0.4, hatch="//", label="write")
ax.legend(loc="center")
