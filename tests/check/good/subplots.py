import matplotlib.pyplot as plt
import numpy as np

fig, axes = plt.subplots(2, 2, figsize=(7.5, 5.5), layout="constrained")
x = np.linspace(0, 6, 80)
for k, ax in enumerate(axes.flat):
    ax.plot(x, np.sin((k + 1) * x))
    ax.set_title(f"({chr(97 + k)}) {k + 1} cycles")
    ax.set_xlabel("time (s)")
    ax.set_ylabel("signal")
fig.suptitle("Four signals")
