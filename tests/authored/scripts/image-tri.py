import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(1)
x, y = rng.random((2, 40))
f, (a, b, c) = plt.subplots(1, 3)
a.tripcolor(x, y, x + y)
b.tripcolor(x, y, x * y, shading="gouraud")
c.tricontourf(x, y, x - y)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
