import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 4.2))
i = np.logspace(-1, 3, 100)
ax.loglog(i, np.minimum(i * 2, 300), color="#333", lw=2)
ax.axvline(150, ls="--", color="#888")
ax.text(170, 2, "ridge", rotation=90)
for n, a, p in (("decode", 1, 1.6), ("prefill", 300, 260), ("norm", 0.5, 0.8)):
    ax.plot(a, p, "o")
    ax.annotate(n, (a, p), xytext=(6, -12), textcoords="offset points")
ax.set(xlabel="intensity (FLOP/byte)", ylabel="TFLOP/s")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
