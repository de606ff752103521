import os
import numpy as np
import matplotlib.pyplot as plt

r = np.zeros((4, 4, 3))
r[:, :2, 0] = 1
r[2:, :, 1] = 0.7
plt.imshow(r)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
