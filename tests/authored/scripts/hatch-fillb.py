import os
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(0, 10, 400)
for k in range(8):
    plt.fill_between(
        x,
        np.sin(x) + k,
        np.sin(x) + k + 0.7,
        hatch=["/", "o", "*", ".", "x", "+", "O", "|"][k] * 4,
        alpha=0.2 + 0.1 * k,
        edgecolor="C%d" % k,
    )
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
