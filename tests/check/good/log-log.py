import matplotlib.pyplot as plt
import numpy as np

x = np.logspace(-1, 3, 50)
fig, ax = plt.subplots()
ax.loglog(x, np.minimum(x * 20, 1000), color="#555555")
ax.set_xlabel("arithmetic intensity (FLOP/B)")
ax.set_ylabel("TFLOP/s")
ax.text(0.3, 14, "memory bound", rotation=38, rotation_mode="anchor")
ax.text(120, 1150, "compute bound", va="bottom")
ax.set_ylim(1, 3000)
ax.grid(True, which="both")
