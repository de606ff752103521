import matplotlib.pyplot as plt
import numpy as np

fig,ax=plt.subplots(figsize=(5,5)); ax.axis("off"); ax.set_aspect("equal")
for k in range(6):
    a=np.pi/3*k; x,y=np.cos(a),np.sin(a)
    ax.add_patch(plt.Circle((x,y),.22,facecolor="#cfe2f3",edgecolor="#4a90c4",zorder=2)); ax.text(x,y,f"GPU {k}",ha="center",va="center")
    b=a+np.pi/3; ax.plot([x,np.cos(b)],[y,np.sin(b)],color="#555",zorder=1)
ax.set_xlim(-1.4,1.4); ax.set_ylim(-1.4,1.4)
