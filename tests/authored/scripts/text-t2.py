import os
import numpy as np
import matplotlib.pyplot as plt

plt.style.use({"text.usetex": True})
plt.plot([1])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
