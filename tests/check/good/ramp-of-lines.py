import os

import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
for step, colour in enumerate(plt.cm.plasma(np.linspace(0, 0.9, 6))):
    ax.plot([0, 1], [step, step + 1], color=colour, linewidth=2)
ax.set_xlabel("time in s")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
