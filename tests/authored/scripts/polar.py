import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(subplot_kw=dict(projection="polar"), figsize=(5, 5))
t = np.linspace(0, 2 * np.pi, 6, endpoint=False)
v = [4, 3, 5, 2, 4, 3]
ax.plot([*t, t[0]], [*v, v[0]])
ax.fill(t, v, alpha=0.25)
ax.set_xticks(t, ["latency", "cost", "quality", "energy", "safety", "scale"])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
