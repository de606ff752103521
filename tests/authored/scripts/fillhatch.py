import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 4))
x = np.linspace(0, 10, 60)
ax.plot(x, x)
ax.fill_between(x, x - 1, x + 1, alpha=0.3, hatch="//", edgecolor="#4a90c4", label="90 %")
ax.fill_between(
    x, 0, x - 1, where=x > 3, facecolor="none", hatch="..", edgecolor="#c87b2a", label="waste"
)
ax.legend()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
