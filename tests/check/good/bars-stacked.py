import matplotlib.pyplot as plt
import numpy as np

names = ["1 node", "2 nodes", "4 nodes", "8 nodes"]
compute = np.array([80, 78, 74, 66])
network = np.array([5, 12, 21, 35])
fig, ax = plt.subplots()
a = ax.bar(names, compute, color="#cfe2f3", edgecolor="#4a90c4", label="compute")
b = ax.bar(names, network, bottom=compute, color="#fdebd0", edgecolor="#c87b2a", label="network")
ax.bar_label(a, label_type="center")
ax.bar_label(b, label_type="center", fontsize=8)
ax.set_ylim(0, 130)
ax.set_ylabel("ms per step")
ax.legend(ncols=2)
