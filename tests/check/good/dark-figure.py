import matplotlib.pyplot as plt

fig, ax = plt.subplots(facecolor="#333333")
ax.set_facecolor("#333333")
ax.plot([1, 2, 3], [3, 1, 2], color="white")
ax.set_title("White on grey", color="white")
ax.tick_params(colors="white")
