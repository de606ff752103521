import os

import matplotlib.pyplot as plt
import numpy as np

S, SLO = 10, 50
load = np.linspace(0, 0.95, 96)
fig, ax = plt.subplots(figsize=(6, 2.8))
ax.plot(load, S / (1 - load))
ax.axhline(SLO, color="#a31f34", linestyle="--")
ax.plot(1 - S / SLO, SLO, "D", color="#a31f34")
ax.text(0.02, SLO + 6, "SLO")
ax.set(xlabel="load", ylabel="response time (ms)", ylim=(0, 220))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
