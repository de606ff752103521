import matplotlib.pyplot as plt
import numpy as np

from matplotlib.patches import FancyBboxPatch, FancyArrowPatch
fig, ax=plt.subplots(figsize=(7.5,2.5)); ax.axis("off"); ax.set_xlim(0,10); ax.set_ylim(0,3)
for k,(x,t) in enumerate([(0.2,"tokenize"),(2.7,"embed"),(5.2,"attend"),(7.7,"decode")]):
    ax.add_patch(FancyBboxPatch((x,1),1.8,1,boxstyle="round,pad=0.1",facecolor="#cfe2f3",edgecolor="#4a90c4"))
    ax.text(x+.9,1.5,t,ha="center",va="center")
    if k<3: ax.add_patch(FancyArrowPatch((x+1.95,1.5),(x+2.4,1.5),arrowstyle="->",mutation_scale=15))
ax.text(5,.3,"one token at a time",ha="center")
