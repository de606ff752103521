import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.plot([0, 1, 2], [1, 3, 2])
ax.axhline(4, color="#cc4444")
ax.text(0.1, 4.1, "Service limit", va="top")  # L002
ax.axhline(5, color="#333333", linewidth=1)
ax.annotate("HARD LIMIT", (1, 5), xytext=(0, -6), textcoords="offset points")  # L002
ax.set_ylim(0, 6)
