import os

import matplotlib.pyplot as plt
import numpy as np

S = 1.62
load = np.linspace(0, 0.9, 91)
fig, ax = plt.subplots(figsize=(6, 2.8))
ax.plot(load, S / (1 - load), label="M/M/1")
ax.plot(load, S * (1 + load / (2 * (1 - load))), "-.", label="M/D/1")
ax.axhline(9, color="#555555", linestyle="--", label="SLO 9 s")
ax.set(xlabel="load", ylabel="response time (s)")
ax.legend()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
