import os
import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(6, 3.6))
x = np.linspace(0, 0.95, 80)
ax.plot(x, 10 / (1 - x), label="M/M/1")
ax.plot(x, 10 + 5 * x / (1 - x), "--", label="M/D/1")
ax.plot(x, 10 / (1 - x**2), ":", label="M/M/2")
ax.axhline(50, color="#c44", linewidth=1)
ax.text(0.02, 53, "SLO 50 ms")
ax.set(xlabel="utilization", ylabel="response time (ms)", ylim=(0, 120))
ax.legend()
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
