import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
fig, ax = plt.subplots(figsize=(7, 3))
ax.imshow(rng.random((10, 30)), interpolation="bicubic", aspect="auto", cmap="magma", alpha=0.7)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
