import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3))
ax.barbs(range(8), [1] * 8, np.linspace(0, 60, 8), np.linspace(10, -30, 8))
ax.eventplot([[1, 2, 4], [2, 3, 6]], lineoffsets=[2, 3], linelengths=0.5)
ax.set_ylim(0, 4)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
