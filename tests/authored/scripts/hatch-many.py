import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
for i in range(40):
    ax.bar(
        i,
        i + 1,
        hatch="o." * (1 + i % 4),
        facecolor=plt.cm.viridis(i / 40),
        edgecolor=plt.cm.magma(i / 40),
        alpha=0.3 + 0.5 * i / 40,
    )
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
