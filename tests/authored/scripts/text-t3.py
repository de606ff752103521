import os
import numpy as np
import matplotlib.pyplot as plt

plt.plot([1])
plt.text(0, 1, r"$x$", usetex=True)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
