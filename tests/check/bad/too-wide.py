# anywhere: L001 L006
import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(16, 4))
ax.plot([1, 2, 3], [1, 4, 9])
