"""Fixed cost and cost an image -> throughput and time of a batch over its size."""

import json
import os

import matplotlib.pyplot as plt
import numpy as np

P = json.loads(os.environ["VISUAL_PARAMS"])
CURVE, LIMIT, TARGET, ACCENT, NEUTRAL = "#4a90c4", "#3d9e5a", "#c44", "#a31f34", "#555"
LARGEST = 40


def time(batch):
    """Return the ms that a batch takes on the NPU."""
    return P["fixed_ms"] + batch * P["image_ms"]


def rate(batch):
    """Return the images a second at batches of this size."""
    return 1000 * batch / time(batch)


sizes = np.arange(1, LARGEST + 1)
frame = 1000 / P["preview_rate"]
preview = int((frame - P["fixed_ms"]) // P["image_ms"])
share = P["share_percent"] / 100
gallery = int(np.ceil(share * P["fixed_ms"] / ((1 - share) * P["image_ms"]) - 1e-9))
figure, (upper, lower) = plt.subplots(2, 1, sharex=True, figsize=(7.6, 5.6), layout="constrained")
for axes in (upper, lower):
    axes.spines[["top", "right"]].set_visible(False)
    named = {preview: "preview", gallery: "gallery"} if axes is upper else {}
    for batch, colour in ((preview, ACCENT), (gallery, NEUTRAL)):
        axes.axvline(batch, color=colour, linestyle=":", label=named.get(batch))

upper.axhline(1000 / P["image_ms"], color=LIMIT, linestyle="--", label="limit")
upper.plot(sizes, rate(sizes), ".-", color=CURVE, label="throughput")
lower.axhline(frame, color=TARGET, linestyle="--", label="frame")
lower.plot(sizes, time(sizes), ".-", color=CURVE, label="batch time")
for batch, colour, marker in ((1, NEUTRAL, "o"), (preview, ACCENT, "D"), (gallery, NEUTRAL, "s")):
    upper.plot(batch, rate(batch), marker, color=colour, markersize=7)
    lower.plot(batch, time(batch), marker, color=colour, markersize=7)
    upper.annotate(
        f"batch of {batch}: {rate(batch):.0f}/s", (batch, rate(batch)), (7, -15),
        textcoords="offset points", color=colour if colour == ACCENT else "#333",
    )  # fmt: skip
    lower.annotate(
        f"{time(batch):.0f} ms", (batch, time(batch)), (8, -13), textcoords="offset points",
        color=colour if colour == ACCENT else "#333",
    )  # fmt: skip
upper.text(1, 1000 / P["image_ms"] + 12, f"limit: {1000 / P['image_ms']:.0f}/s")
lower.text(1, frame + 2, f"a frame of the preview: {frame:.1f} ms")
upper.set_ylim(0, 1000 / P["image_ms"] * 1.12)
lower.set_ylim(0, time(LARGEST) * 1.05)
upper.set_ylabel("images a second")
lower.set_ylabel("time of a batch (ms)")
lower.set_xlim(0, LARGEST + 0.5)
lower.set_xlabel("images in a batch")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
