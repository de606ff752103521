import os
import numpy as np
import matplotlib.pyplot as plt

with plt.xkcd():
    fig, ax = plt.subplots(figsize=(6, 4))
    x = np.linspace(0, 10, 50)
    ax.plot(x, np.exp(-x / 4) * 10, label="hope")
    ax.plot(x, np.minimum(x, 6), label="bugs")
    ax.set(title="project", xlabel="time", ylabel="amount")
    ax.legend()
    ax.annotate("release", (6, 6), (2, 8), arrowprops=dict(arrowstyle="->"))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
