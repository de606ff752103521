import os
import numpy as np
import matplotlib.pyplot as plt

plt.rc("text", usetex=True)
plt.plot([1])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
