import matplotlib.pyplot as plt
import numpy as np

x = np.arange(3)
fig, ax = plt.subplots()
ax.bar(x - 0.2, [1, 2, 3], 0.4, color="#cc4444", label="failed")
ax.bar(x + 0.2, [3, 2, 1], 0.4, color="#3d9e5a", label="passed")  # A005
ax.legend()
