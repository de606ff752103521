import json
import os

import matplotlib.pyplot as plt

P, M = map(json.loads(os.environ["VISUAL_PARAMS"]).get, "PM")
end = 2 * (M + P - 1)
fig, ax = plt.subplots(figsize=(7, 2.4))


def box(stage, start, length, text, colour):
    ax.barh(stage, length, left=start, height=0.8, color=colour, edgecolor="#555555")
    ax.text(start + length / 2, stage, text, ha="center", va="center")


for stage in range(P):
    for m in range(M):
        box(stage, stage + m, 1, f"F{m}", "#cfe2f3")
        box(stage, end - stage - M + m, 1, f"B{M - 1 - m}", "#d4edda")
    gaps = (0, stage), (stage + M, 2 * (P - 1 - stage)), (end - stage, stage)
    for start, length in gaps:
        if length:
            box(stage, start, length, "idle", "#f9d6d5")
ax.set_yticks(range(P), [f"stage {stage}" for stage in range(P)])
ax.invert_yaxis()
ax.set_xlim(0, end)
ax.set_xlabel(f"unit of time; idle: {P - 1}/{P - 1 + M} ≈ {(P - 1) / (P - 1 + M):.2f}")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
