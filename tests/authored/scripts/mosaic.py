import os
import numpy as np
import matplotlib.pyplot as plt

fig, axd = plt.subplot_mosaic("AAB;CCB", figsize=(8, 4.5), layout="constrained")
axd["A"].plot([1, 2, 1])
axd["B"].imshow(np.arange(20).reshape(10, 2), aspect="auto", cmap="Blues")
axd["C"].bar([1, 2], [2, 3])
fig.colorbar(axd["B"].images[0], ax=axd["B"])
for k, a in axd.items():
    a.set_title(k)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
