import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(1)
plt.scatter(
    rng.random(300),
    rng.random(300),
    s=rng.random(300) * 900,
    hatch="oo",
    alpha=0.3,
    facecolor="#4a90c4",
    edgecolor="k",
)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
