"""A timeline: events on one line of time, their labels in turn above and below it."""

import os

import matplotlib.pyplot as plt

EVENTS = (  # second, label
    (0, "leader fails"),
    (5, "heartbeat\nmissed"),
    (10, "election\nstarts"),
    (13, "new leader\nelected"),
    (18, "clients\nreconnect"),
    (24, "backlog\ndone"),
)
OUTAGE = (0, 18)  # from and to, in seconds

figure, axes = plt.subplots(figsize=(7.4, 2.6))
axes.axhline(0, color="#555555", linewidth=1.5)
axes.plot(OUTAGE, (0, 0), color="#cc4444", linewidth=6, solid_capstyle="butt")
for number, (second, label) in enumerate(EVENTS):
    side = 1 if number % 2 == 0 else -1
    axes.plot([second, second], [0, side], color="#bbbbbb", linewidth=1, zorder=0)
    axes.plot(second, 0, "o", color="white", markeredgecolor="#555555", markersize=9)
    text = f"{label}\n{second} s"
    axes.text(second, side * 1.15, text, ha="center", va="bottom" if side > 0 else "top")

axes.set(xlim=(-2, 26), ylim=(-2.4, 2.4))
axes.axis("off")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
