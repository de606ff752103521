import os
import numpy as np
import matplotlib.pyplot as plt

plt.style.use("ggplot")
fig, ax = plt.subplots(figsize=(6, 3.5))
ax.bar(list("abcd"), [3, 5, 2, 6])
ax.set_title("styled")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
