import os
import numpy as np
import matplotlib.pyplot as plt

plt.style.use("dark_background")
fig, ax = plt.subplots(figsize=(6, 3.5))
ax.plot([1, 3, 2, 5], "o-")
ax.set_title("dark")
ax.legend(["load"])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
