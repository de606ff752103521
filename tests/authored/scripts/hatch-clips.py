import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(1)
from matplotlib.patches import Circle

ax = plt.gca()
for i in range(200):
    c = Circle(rng.random(2), 0.05, transform=ax.transData)
    (l,) = ax.plot(rng.random(20), rng.random(20))
    l.set_clip_path(c)
ax.set_aspect("equal")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
