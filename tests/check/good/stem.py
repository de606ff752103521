import matplotlib.pyplot as plt
import numpy as np

fig, ax=plt.subplots(); ax.stem(np.arange(8),[1,3,2,4,3,5,2,1]); ax.set_xlabel("k")
for k,v in enumerate([1,3,2,4,3,5,2,1]): ax.text(k, v+.15, str(v), ha="center")
ax.set_ylim(0,6)
