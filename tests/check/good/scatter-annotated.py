import matplotlib.pyplot as plt
import numpy as np

points = [("A100", 1.55, 312), ("H100", 3.35, 989), ("V100", 0.9, 125), ("TPU v4", 1.2, 275), ("MI250", 3.2, 383)]
fig, ax = plt.subplots()
for name, bandwidth, flops in points:
    ax.plot(bandwidth, flops, "o", color="#4a90c4")
    ax.annotate(name, (bandwidth, flops), xytext=(6, 4), textcoords="offset points")
ax.set_xlabel("memory bandwidth (TB/s)")
ax.set_ylabel("peak bf16 (TFLOP/s)")
ax.set_xlim(0.5, 4)
