import matplotlib.pyplot as plt
import numpy as np

plt.rcParams["svg.fonttype"] = "path"  # A003
fig, ax = plt.subplots()
ax.plot([1, 2, 3], [1, 4, 9])
ax.set_title("Growth")
