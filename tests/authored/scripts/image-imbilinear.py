import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
plt.imshow(rng.random((6, 6)), interpolation="bilinear")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
