import matplotlib.pyplot as plt
import numpy as np

fig,ax=plt.subplots(figsize=(7.5,3))
for row,(s,d,t) in enumerate([(0,4,"fetch"),(3,6,"decode frames"),(8,3,"infer"),(10,5,"post-process")]):
    ax.barh(row,d,left=s,color="#fdebd0",edgecolor="#c87b2a"); ax.text(s+d/2,row,t,ha="center",va="center")
ax.invert_yaxis(); ax.set_yticks(range(4),["disk","CPU","GPU","CPU"]); ax.set_xlabel("ms")
