import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5, 3))
ax.bar(range(4), [3, 4, 5, 4], label="compute")
ax.bar(range(4), [2, 2, 2, 2], bottom=[3, 4, 5, 4], label="communication")
ax.legend(loc="lower right")
