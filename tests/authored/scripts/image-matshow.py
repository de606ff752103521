import os
import numpy as np
import matplotlib.pyplot as plt

plt.matshow(np.eye(5))
plt.colorbar()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
