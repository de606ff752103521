import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 4))
x = np.arange(1, 30)
ax.plot(x, 1 / x + 0.02 * x)
ax.annotate(
    "sweet spot",
    (7, 1 / 7 + 0.14),
    (12, 0.8),
    arrowprops=dict(arrowstyle="-|>", connectionstyle="arc3,rad=.3"),
    bbox=dict(boxstyle="round", fc="#fdebd0"),
)
ax.annotate("", (20, 0.45), (28, 0.59), arrowprops=dict(arrowstyle="<->"))
ax.axvspan(5, 9, color="#d4edda", alpha=0.6)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
