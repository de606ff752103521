import matplotlib.pyplot as plt
import numpy as np

names = [f"layer {k}" for k in range(16)]
fig, ax = plt.subplots()
ax.bar(names, np.linspace(4, 20, 16), color="#4a90c4")
ax.tick_params(axis="x", rotation=90)
ax.set_ylabel("activation memory (MB)")
