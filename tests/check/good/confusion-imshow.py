import matplotlib.pyplot as plt
import numpy as np

m=np.array([[50,3,2],[4,44,7],[1,6,48]]); fig,ax=plt.subplots()
ax.pcolormesh(m,cmap="Greens"); ax.invert_yaxis()
for i in range(3):
    for j in range(3): ax.text(j+.5,i+.5,str(m[i,j]),ha="center",va="center",color="white" if m[i,j]>30 else "black")
