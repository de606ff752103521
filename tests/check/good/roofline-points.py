import matplotlib.pyplot as plt
import numpy as np

x = np.logspace(-1, 3, 50)
fig, ax = plt.subplots()
ax.plot(x, np.minimum(x * 2, 300))
ax.set_xscale("log")
for name, at, height in [("GEMM", 200, 260), ("softmax", 0.8, 1.5), ("conv", 40, 75)]:
    ax.plot(at, height, "D", color="#a31f34")
    ax.annotate(name, (at, height), xytext=(0, -14), textcoords="offset points", ha="center")
ax.set(xlabel="FLOP/B", ylabel="TFLOP/s", ylim=(-30, 330))
