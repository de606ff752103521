import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots()

m = ax.pcolormesh(np.random.rand(100, 100))
fig.colorbar(m)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
