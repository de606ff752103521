import os

import matplotlib.pyplot as plt

COLOURS = ["#ca0020", "#f4a582", "#f7f7f7", "#92c5de", "#0571b0"]
ANSWERS = ["never", "seldom", "at times", "often", "always"]
fig, ax = plt.subplots(figsize=(7, 2.6))
for row, shares in enumerate([[5, 10, 20, 40, 25], [10, 20, 30, 30, 10]]):
    left = 0
    for share, colour, answer in zip(shares, COLOURS, ANSWERS, strict=True):
        ax.barh(row, share, left=left, color=colour, edgecolor="#333333", label=answer)
        left += share
ax.set_yticks([0, 1], ["on call", "off call"])
ax.set_xlabel("answers (%)")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
