import os
import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 3.8))
x = np.logspace(-1, 3, 100)
ax.loglog(x, np.minimum(312, 2 * x), color="#4a90c4", label="A100")
ax.scatter([0.5, 60, 400], [1, 100, 290], color="#c44", zorder=3)
for place, name in ((0.5, "GEMV"), (60, "attention"), (400, "GEMM")):
    ax.text(place * 1.2, min(312, 2 * place) * 0.5, name)
ax.axvline(156, linestyle=":", color="#555")
ax.set(xlabel="intensity (FLOP/B)", ylabel="TFLOP/s")
ax.legend()
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
