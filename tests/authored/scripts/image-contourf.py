import os
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(-3, 3, 60)
X, Y = np.meshgrid(x, x)
c = plt.contourf(X, Y, np.sin(X) * np.cos(Y), levels=12)
plt.colorbar(c)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
