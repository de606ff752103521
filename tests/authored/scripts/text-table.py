import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3.5))
ax.axis("off")
rows = [
    ("layer", "params", "ms"),
    ("embed", "38.6 M", "0.4"),
    ("attention", "7.1 M", "12.75"),
    ("mlp", "14.2 M", "101.0"),
]
for i, r in enumerate(rows):
    ax.text(
        0.02,
        0.95 - i * 0.1,
        f"{r[0]:<12}{r[1]:>10}{r[2]:>10}",
        family="monospace",
        fontsize=11,
        weight="bold" if i == 0 else None,
    )
ax.text(
    0.02,
    0.45,
    "+--------+------+\n| device | GB/s |\n+--------+------+\n| HBM    | 3350 |\n| NVLink |  900 |\n+--------+------+",
    family="monospace",
    va="top",
    fontsize=11,
)
ax.text(
    0.55,
    0.45,
    "repo\n├── src\n│   ├── main.py\n│   └── util.py\n└── README.md",
    family="DejaVu Sans Mono",
    va="top",
    fontsize=11,
)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
