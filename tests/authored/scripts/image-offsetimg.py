import os
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.offsetbox import OffsetImage, AnnotationBbox

fig, ax = plt.subplots()
ax.add_artist(
    AnnotationBbox(OffsetImage(np.arange(64).reshape(8, 8), zoom=4, cmap="hot"), (0.5, 0.5))
)
fig.figimage(np.arange(400).reshape(20, 20), 100, 50)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
