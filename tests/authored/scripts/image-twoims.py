import os
import numpy as np
import matplotlib.pyplot as plt

plt.imshow(np.zeros((4, 4)), cmap="gray")
m = np.ma.masked_less(np.arange(16).reshape(4, 4), 8)
plt.imshow(m, cmap="autumn", alpha=0.6)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
