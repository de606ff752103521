import os
import matplotlib.pyplot as plt
import numpy as np
fig, ax = plt.subplots(figsize=(5, 4))
x, y = np.meshgrid(np.linspace(0, 4, 30), np.linspace(0, 4, 30))
cost = ax.contourf(x, y, x * y, levels=6)
ax.plot([0, 4], [4, 0], "w--")
fig.colorbar(cost, label="cost")
ax.set(xlabel="batch", ylabel="devices")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
