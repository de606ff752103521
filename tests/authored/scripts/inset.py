import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 4))
x = np.linspace(0, 10, 300)
y = np.sin(x) * np.exp(-x / 8) + 1.2
ax.plot(x, y)
i = ax.inset_axes([0.6, 0.6, 0.35, 0.35])
i.plot(x, y)
i.set(xlim=(4, 5), ylim=(0.5, 0.9))
ax.indicate_inset_zoom(i, edgecolor="#555")
ax.set_ylim(0, 3)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
