import os
import numpy as np
import matplotlib.pyplot as plt

plt.plot([1, 2], label="from $5 to $10")
plt.title("$5 and then $10")
plt.xlabel(f"${1.5:.2f}/GB vs ${2.5:.2f}/GB")
plt.legend()
plt.ylabel("cost: $1,200 to $3,400")
plt.annotate("a\n$0.12/GB vs $0.09/GB", (0, 1.5))
plt.text(0, 1.2, "${:,.0f} – ${:,.0f}".format(1200, 3400))
from matplotlib.ticker import FuncFormatter

plt.gca().xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"${x:.0f} to ${x + 1:.0f}"))
plt.text(0.5, 1, "5$ or 10$ a month")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
