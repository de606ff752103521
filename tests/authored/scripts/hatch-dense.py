import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3))
for i, h in enumerate(
    ["ooooo", "OOOO", "......", "*****", "xxxxx", "+++++", "-----", "|||||", "//////", "o.O*x+"]
):
    ax.bar(i, i + 1, hatch=h, facecolor=(0.9, 0.5, 0.4, 0.5), edgecolor=(0, 0, 0, 0.4))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
