import os
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3.6))
size = [1.3, 2.5, 3.9, 5.3, 6.6, 9.2, 12, 19]
top = [60.1, 67, 70.2, 71.8, 73, 75.3, 76.4, 77.2]
ax.scatter(size, top, color="#4a90c4")
ax.annotate("MobileNet", (3.9, 70.2), (5, 66), arrowprops={"arrowstyle": "->"})
ax.set(xlabel="parameters (M)", ylabel="top-1 accuracy (%)")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
