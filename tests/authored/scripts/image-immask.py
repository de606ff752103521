import os
import numpy as np
import matplotlib.pyplot as plt

d = np.arange(30.0).reshape(5, 6)
d[2, 3] = np.nan
m = np.ma.masked_where(d % 7 == 0, d)
plt.gca().set_facecolor("#ddd")
plt.imshow(m, cmap="plasma")
plt.colorbar()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
