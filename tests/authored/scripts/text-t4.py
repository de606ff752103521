import os
import numpy as np
import matplotlib.pyplot as plt
import matplotlib

matplotlib.use("pgf")
plt.plot([1])
plt.tight_layout()
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
