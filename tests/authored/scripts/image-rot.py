import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.transforms import Affine2D

fig, ax = plt.subplots()
im = ax.imshow(np.arange(16).reshape(4, 4), extent=(0, 4, 0, 4))
im.set_transform(Affine2D().rotate_deg(30) + ax.transData)
ax.set(xlim=(-3, 4), ylim=(-1, 6))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
