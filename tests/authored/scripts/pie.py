import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 4))
ax.pie(
    [45, 25, 20, 10],
    labels=["GEMM", "attention", "norm", "other"],
    autopct="%1.0f%%",
    explode=[0.05, 0, 0, 0],
    startangle=90,
    wedgeprops=dict(edgecolor="white"),
)
ax.set_title("Where the time goes")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
