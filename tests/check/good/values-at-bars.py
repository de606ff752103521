import matplotlib.pyplot as plt

fig, (ax, on_side) = plt.subplots(1, 2, figsize=(7, 3))
bars = ax.bar(["ap", "bq", "cy"], [40, 70, 55], color="#4a90c4")
ax.bar_label(bars, labels=["40 ms", "70 % gpqy", "(55)"])
ax.text(2, 54, "55 jobs", ha="center", va="top", color="black")
ax.set_ylim(0, 80)
on_side.barh(["x", "y"], [30, 62], color="#3d9e5a")
on_side.text(30.5, 0, "30 requests", va="center")
on_side.text(31, 1, "62 requests", ha="center", va="center", color="black")
on_side.axvline(80, color="#cc4444", linestyle="--")
on_side.text(81, 1, "limit", va="center")
on_side.set_xlim(0, 100)
