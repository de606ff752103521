import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(1)
fig, ax = plt.subplots()
ax.scatter(rng.random(300), rng.random(300), label="request")
ax.legend(loc="upper right")
