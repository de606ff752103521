import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.patches import Circle

fig, ax = plt.subplots()
im = ax.imshow(np.arange(100).reshape(10, 10))
im.set_clip_path(Circle((4.5, 4.5), 4, transform=ax.transData))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
