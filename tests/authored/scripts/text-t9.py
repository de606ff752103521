import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.textpath import TextPath

TextPath((0, 0), "x", usetex=True)
plt.plot([1])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
