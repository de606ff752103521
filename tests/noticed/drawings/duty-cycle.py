import os
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3))
ax.step(
    [0, 1, 2, 5, 6, 7, 10], [0.01, 80, 0.01, 0.01, 80, 0.01, 0.01], where="post", color="#4a90c4"
)
ax.set(xlabel="time (s)", ylabel="power (mW)")
fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
