import matplotlib.pyplot as plt
import numpy as np

fig,ax=plt.subplots(); ax.axis("off")
pos={"root":(0,2),"left":(-1,1),"right":(1,1),"a":(-1.5,0),"b":(-.5,0),"c":(.5,0)}
for p,c in [("root","left"),("root","right"),("left","a"),("left","b"),("right","c")]: ax.plot(*zip(pos[p],pos[c]),color="#333",zorder=1)
for n,(x,y) in pos.items(): ax.text(x,y,n,ha="center",va="center",bbox=dict(boxstyle="round",facecolor="#f7f7f7",edgecolor="#bbb"),zorder=3)
