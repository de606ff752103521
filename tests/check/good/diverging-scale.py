import os

import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.imshow(np.arange(9).reshape(3, 3) - 4, cmap="coolwarm")
ax.set_title("change of load")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
