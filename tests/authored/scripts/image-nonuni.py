import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.image import NonUniformImage

fig, ax = plt.subplots()
im = NonUniformImage(ax, extent=(0, 10, 0, 10), cmap="cool")
im.set_data(np.array([1, 2, 4, 8]), np.array([1, 3, 9]), np.arange(12).reshape(3, 4))
ax.add_image(im)
ax.set(xlim=(0, 10), ylim=(0, 10))
ax2 = ax.inset_axes([0.6, 0.6, 0.35, 0.3])
ax2.pcolorfast([0, 1, 3, 7], [0, 2, 3], np.arange(6).reshape(2, 3))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
