import os
import matplotlib.pyplot as plt

fig, (left, right) = plt.subplots(1, 2, figsize=(7, 3))
left.plot([1, 2, 4, 8], [1, 1.9, 3.6, 6.4], "o-", label="measured")
left.plot([1, 2, 4, 8], [1, 2, 4, 8], "--", color="#555", label="ideal")
left.set(xlabel="GPUs", ylabel="speed-up", title="scaling")
left.legend()
right.bar(["compute", "network"], [70, 30], color=["#cfe2f3", "#fdebd0"], edgecolor="#555")
right.set(ylabel="time (%)", title="at 8 GPUs")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
