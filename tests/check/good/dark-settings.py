import matplotlib.pyplot as plt

for name in ("text.color", "axes.labelcolor", "xtick.color", "ytick.color"):
    plt.rcParams[name] = "white"
plt.rcParams |= {"figure.facecolor": "black", "axes.facecolor": "black"}
fig, ax = plt.subplots()
ax.plot([1, 2, 3], [3, 1, 2])
ax.set_title("White on black")
ax.set_xlabel("time (s)")
