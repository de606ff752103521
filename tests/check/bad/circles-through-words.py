import matplotlib.pyplot as plt
from matplotlib.patches import Circle

fig, ax = plt.subplots(figsize=(7, 6))
ax.set_aspect("equal")
ax.axis("off")
ax.set_xlim(0, 10)
ax.set_ylim(0, 10)
ax.add_patch(Circle((4, 5), 3, fill=False, ec="#555555", lw=3))
ax.add_patch(Circle((6.5, 5), 3, fill=False, ec="#555555", lw=3, ls="--"))
ax.text(8, 3, "availability")  # L002
