import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(3)
fig, ax = plt.subplots()
ax.scatter(rng.normal(0, 1, 400), rng.normal(0, 1, 400), s=12, alpha=0.5, label="train")
ax.scatter(rng.normal(2, 1, 200), rng.normal(2, 1, 200), s=12, alpha=0.5, marker="^", label="shifted")
ax.set(xlabel="first component", ylabel="second component", ylim=(-4, 7))
ax.legend()
