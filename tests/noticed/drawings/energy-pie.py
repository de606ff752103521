import os
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5, 4))
ax.pie(
    [45, 30, 15, 10],
    labels=["radio", "compute", "sensor", "leakage"],
    autopct="%d %%",
    colors=["#cfe2f3", "#d4edda", "#fdebd0", "#f7f7f7"],
    wedgeprops={"edgecolor": "#555"},
)
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
