import matplotlib.pyplot as plt
import numpy as np

fig,ax=plt.subplots()
for n,x,y,s in [("S",1,2,100),("M",2,3,400),("L",3,5,1200),("XL",4.2,6,2500)]:
    ax.scatter(x,y,s=s,color="#cfe2f3",edgecolor="#4a90c4"); ax.text(x,y,n,ha="center",va="center")
ax.set(xlim=(0,6),ylim=(0,8),xlabel="cost",ylabel="quality")
