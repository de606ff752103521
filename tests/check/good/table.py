import matplotlib.pyplot as plt
import numpy as np

fig, ax=plt.subplots(figsize=(6,2)); ax.axis("off")
ax.table(cellText=[["A100","312","1.6"],["H100","989","3.4"]], colLabels=["GPU","TFLOP/s","TB/s"], loc="center")
