import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots()
ax.bar(["small\nbatch", "medium\nbatch", "large\nbatch"], [3, 5, 9], color="#d4edda", edgecolor="#3d9e5a")
ax.text(0, 6, "bound by\nlatency", ha="center")
ax.text(2, 4, "bound by\nmemory\nbandwidth", ha="center", va="center")
ax.set_title("Two regimes\nand what lies between")
