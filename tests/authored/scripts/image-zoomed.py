import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.imshow(np.arange(100).reshape(10, 10))
ax.set(xlim=(2.2, 6.7), ylim=(7.1, 3.3))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
