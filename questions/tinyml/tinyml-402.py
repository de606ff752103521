"""Currents and times of a LoRa sensor -> charge a day by consumer at two spreading factors."""

import json
import os
from math import ceil

import matplotlib.pyplot as plt

P = json.loads(os.environ["VISUAL_PARAMS"])
PARTS = {
    "sleep": ("#f7f7f7", "#555", ""),
    "CPU": ("#cfe2f3", "#4a90c4", ""),
    "listen": ("#d4edda", "#3d9e5a", "//"),
    "transmit": ("#fdebd0", "#c87b2a", ""),
}
ERROR = "#c44"
DAY = 86400  # s
HOUR = 3600  # s; mA · ms in an hour's seconds are µAh
PREAMBLE, CODING, BANDWIDTH = 8, 5, 125  # symbols, coded bits for 4, kHz


def airtime(factor, size):
    """Return how many ms a LoRa packet of `size` bytes lasts (Semtech AN1200.13)."""
    symbol = 2**factor / BANDWIDTH
    low_rate = 2 if factor >= 11 else 0
    bits = 8 * size - 4 * factor + 28 + 16
    symbols = 8 + ceil(bits / (4 * (factor - low_rate))) * CODING
    return (PREAMBLE + 4.25 + symbols) * symbol


def charges(factor):
    """Return the µAh a day of each part."""
    times = P["messages"]
    asleep = P["mcu_sleep_uA"] + P["radio_sleep_uA"]
    in_ms = {
        "CPU": P["cpu_mA"] * P["cpu_ms"],
        "listen": P["listen_mA"] * P["listen_ms"],
        "transmit": P["transmit_mA"] * airtime(factor, P["bytes"]),
    }
    active = {part: times * charge / HOUR for part, charge in in_ms.items()}
    return {"sleep": asleep * DAY / HOUR, **active}


budget = P["battery_mAh"] * P["usable_percent"] * 10 / (P["years"] * 365)
rows = {f"SF{factor}": charges(factor) for factor in P["factors"]}
figure, axes = plt.subplots(figsize=(7.6, 4.2))
starts = dict.fromkeys(rows, 0)
for part, (fill, stroke, hatch) in PARTS.items():
    values = [row[part] for row in rows.values()]
    axes.barh(
        list(rows), values, 0.5, list(starts.values()),
        color=fill, edgecolor=stroke, hatch=hatch, label=part,
    )  # fmt: skip
    starts = {name: starts[name] + rows[name][part] for name in rows}
axes.axvline(budget, color=ERROR, linestyle="--", label="budget")
for place, (name, row) in enumerate(rows.items()):
    parts = " + ".join(f"{value:.0f} {part}" for part, value in row.items())
    told = f"{name}: {parts} = {starts[name]:.0f} µAh a day"
    sheet = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    axes.text(4, place + 0.4, told, va="center", bbox=sheet)
axes.text(budget + 14, -0.5, f"budget {budget:.0f} µAh a day", va="center")
axes.set_ylim(2.65, -0.75)
axes.set_xlim(0, 1200)
handles, names = axes.get_legend_handles_labels()
axes.legend(handles[1:], names[1:], ncols=4, loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
axes.set_xlabel("charge a day (µAh)")
axes.spines[["top", "right", "left"]].set_visible(False)
axes.tick_params(axis="y", length=0)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
