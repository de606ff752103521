import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 4))
ax.set(xlim=(0, 10), ylim=(0, 10))
ax.axvline(5, color="#bbb")
for i, t in enumerate(
    [
        "שלום עולם",
        "مرحبا بالعالم",
        "延迟 分布",
        "नमस्ते",
        "emoji 🚀 go",
        "check ✓ done",
        "mix שלום abc",
        "東京 $x^2$ 大阪",
    ]
):
    ax.text(5, 9 - i, t, ha=("left", "center", "right")[i % 3], bbox=dict(fc="#eee", pad=1))
ax.set_title("标题 two\n次行")
ax.set_ylabel("延迟 (ms)")
ax.set_xticks([0, 5, 10], ["零", "五", "十"])
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
