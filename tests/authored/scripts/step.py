import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6.5, 3.5))
ax.step(range(8), [1, 1, 2, 4, 4, 8, 8, 2], where="post")
ax.fill_between(range(8), [1, 1, 2, 4, 4, 8, 8, 2], step="post", alpha=0.2)
ax.set(xlabel="time (min)", ylabel="replicas")
ax.axhline(6, ls=":", color="#c44")
ax.text(0.1, 6.1, "quota")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
