import os
import numpy as np
import matplotlib.pyplot as plt

plt.pcolormesh(np.random.default_rng(1).random((5, 6)), shading="gouraud")
plt.colorbar()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
