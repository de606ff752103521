import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots()

ax.imshow(np.random.rand(128, 128))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
