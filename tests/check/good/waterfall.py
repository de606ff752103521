import matplotlib.pyplot as plt
import numpy as np

fig,ax=plt.subplots(); names=["base","cache","batch","quantize","total"]; v=[100,-30,-20,-15,35]; b=[0,70,50,35,0]
ax.bar(names,[abs(k) for k in v],bottom=b,color=["#4a90c4","#d4edda","#d4edda","#d4edda","#a31f34"],edgecolor="#555")
for k,(h,l) in enumerate(zip(v,b)): ax.text(k,l+abs(h)+2,f"{h:+d} ms",ha="center")
ax.set_ylim(0,115)
