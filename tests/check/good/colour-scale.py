import os

import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
x = np.linspace(-3, 3, 60)
X, Y = np.meshgrid(x, x)
fig.colorbar(ax.contourf(X, Y, np.exp(-(X**2) - Y**2)), label="hits per key")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
