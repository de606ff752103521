# anywhere: A003
import matplotlib.pyplot as plt
import numpy as np

import matplotlib.patheffects as effects

fig, ax = plt.subplots()
ax.plot([1, 2, 3], [1, 4, 9])
ax.text(2, 4, "knee of the curve", path_effects=[effects.withStroke(linewidth=3, foreground="white")])
