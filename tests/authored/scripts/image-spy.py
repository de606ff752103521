import os
import numpy as np
import matplotlib.pyplot as plt

A = np.random.default_rng(0).random((40, 40)) > 0.9
plt.spy(A)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
