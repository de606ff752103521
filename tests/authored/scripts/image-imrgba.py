import os
import numpy as np
import matplotlib.pyplot as plt

r = np.zeros((4, 4, 4))
r[..., 3] = np.linspace(0.1, 1, 16).reshape(4, 4)
r[..., 2] = 1
plt.imshow(r)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
