import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 3, figsize=(8, 3), layout="constrained")
axes[0].bar([0, 1], [40, 70], color="#4a90c4")
axes[0].text(0, 40, "40 ms", ha="center", va="center", color="black")  # L002
axes[1].bar([0, 1, 2, 3], [40, 60, 50, 30], width=0.3, color="#3d9e5a")
axes[1].text(1, 20, "1.25 s", ha="center", color="black")  # L002
axes[2].barh([0, 1], [30, 50], color="#c87b2a")
axes[2].text(30, 0, "30 jobs", ha="center", va="center", color="black")  # L002
axes[2].axvline(40, color="#333333", linestyle="--")
axes[2].text(39.2, 0.5, "limit", va="center")  # L002
