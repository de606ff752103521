import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(5, 4))
ax.pie([45, 30, 15, 10], labels=["weights", "optimizer", "activations", "other"],
       autopct="%1.0f %%", colors=["#cfe2f3", "#d4edda", "#fdebd0", "#f7f7f7"],
       wedgeprops={"edgecolor": "#555555"})
