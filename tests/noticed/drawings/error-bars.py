import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
x = np.arange(5)
ax.errorbar(x, [4, 6, 5, 8, 7], yerr=[0.5, 1, 0.4, 0.9, 0.6], fmt="o-", capsize=3)
ax.set_xticks(x, ["8", "16", "32", "64", "128"])
ax.set(xlabel="batch size", ylabel="loss", ylim=(0, 10))
