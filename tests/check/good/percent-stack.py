import matplotlib.pyplot as plt
import numpy as np

fig,ax=plt.subplots(); names=["a","b","c"]; x=np.array([.5,.3,.2]); y=np.array([.3,.3,.3]); z=1-x-y
left=np.zeros(3)
for v,c in [(x,"#cfe2f3"),(y,"#d4edda"),(z,"#fdebd0")]:
    b=ax.barh(names,v,left=left,color=c,edgecolor="#555"); ax.bar_label(b,[f"{k:.0%}" for k in v],label_type="center"); left+=v
