import os
import numpy as np
import matplotlib.pyplot as plt

plt.plot([1])
plt.title("x")
plt.savefig(os.environ["VISUAL_OUT_PATH"], backend="pgf")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
