import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.step([0, 1, 2, 3, 4, 5], [1, 1, 3, 4, 2, 2], where="post")
ax.axvspan(2, 4, color="#fdebd0")
ax.text(3, 4.6, "burst", ha="center")
ax.set(xlabel="minute", ylabel="replicas", ylim=(0, 5))
