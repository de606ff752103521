import matplotlib.pyplot as plt
import numpy as np

fig,ax=plt.subplots()
ax.bar(["a","b","c"],[3,5,4],color="#d4edda",edgecolor="#555",hatch="//",label="CPU"); ax.bar(["a","b","c"],[2,2,3],bottom=[3,5,4],color="#fdebd0",edgecolor="#555",hatch="..",label="GPU")
ax.bar_label(ax.containers[1]); ax.legend(); ax.set_ylim(0,10)
