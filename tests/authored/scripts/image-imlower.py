import os
import numpy as np
import matplotlib.pyplot as plt

plt.imshow(
    np.arange(12).reshape(3, 4), origin="lower", extent=(0, 10, 5, 8), aspect="auto", cmap="Blues"
)
plt.colorbar(label="x", orientation="horizontal")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
