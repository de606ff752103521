import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 4))
x = np.arange(4)
for i, n in enumerate(["fp32", "fp16", "int8"]):
    ax.bar(x + 0.25 * i, np.array([4, 6, 8, 9]) * (i + 1) / 2, 0.25, label=n)
ax.set_xticks(x + 0.25, ["ResNet", "BERT", "GPT", "ViT"])
ax.set_ylabel("throughput (k/s)")
ax.legend(loc="upper left", title="precision")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
