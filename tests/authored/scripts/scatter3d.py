import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
fig = plt.figure(figsize=(6, 5))
ax = fig.add_subplot(projection="3d")
ax.scatter(*rng.normal(size=(3, 80)), c=rng.random(80))
ax.view_init(25, 40)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
