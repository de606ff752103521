import os
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(0)
for k in range(3):
    plt.hist(
        rng.normal(k, 1, 500),
        bins=40,
        hatch=["//", "oo", ".."][k],
        alpha=0.4,
        edgecolor="k",
        label=str(k),
    )
plt.legend()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
