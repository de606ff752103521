import os
import numpy as np
import matplotlib.pyplot as plt
import datetime as dt, matplotlib.dates as md

fig, ax = plt.subplots(figsize=(7, 3.5))
d = [dt.date(2024, 1, 1) + dt.timedelta(days=7 * i) for i in range(20)]
ax.plot(d, np.cumsum(np.random.default_rng(0).normal(1, 1, 20)))
ax.xaxis.set_major_formatter(md.ConciseDateFormatter(md.AutoDateLocator()))
fig.autofmt_xdate()
ax.set_ylabel("incidents")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
