import os
import numpy as np
import matplotlib.pyplot as plt

plt.title(r"$5 \mu s$ and $10^6$ $x_1$ $O(n)$")
plt.xlabel(r"\$5 and \$10")
plt.ylabel("$5")
plt.text(0, 0, r"$2$ and $3$")
plt.text(0, 1, r"$10$ of $20$")
plt.text(1, 0, "T$_1$ = 10$\\times$3")
plt.text(1, 1, r"$3 \times 4$ 12")
plt.gca().yaxis.set_major_formatter("${x:.1f}")
plt.text(0.5, 0.5, r"$\$5$ to $\$10$")
plt.text(0.2, 0.2, "2$x$ + 3$y$ = 10")
plt.text(0.3, 0.3, "$n=5$, $m=10$")
plt.text(0.6, 0.6, "$5$–$10$ ms")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
