import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 4))
n = np.arange(1, 20)
ax.plot(n, n, label="$O(n)$")
ax.plot(n, n * np.log2(n), label=r"$O(n\log n)$")
ax.plot(n, n**2 / 4, label="$O(n^2)$")
ax.legend()
ax.set(xlabel="$n$", ylabel="steps")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
