import os
import numpy as np
import matplotlib.pyplot as plt

fig, axs = plt.subplots(2, 3, sharex=True, sharey=True, figsize=(8, 4.5))
for k, ax in enumerate(axs.flat):
    ax.plot(np.sin(np.arange(50) / 5 * (k + 1)))
    ax.set_title(f"layer {k}")
fig.supxlabel("step")
fig.supylabel("activation")
fig.suptitle("Activations by layer")
fig.tight_layout()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
