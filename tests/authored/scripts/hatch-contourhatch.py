import os
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(-3, 3, 80)
X, Y = np.meshgrid(x, x)
Z = np.exp(-(X**2) - Y**2)
plt.contourf(X, Y, Z, hatches=["-", "/", "\\\\", "//", "oo", ".."], cmap="gray", alpha=0.5)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
