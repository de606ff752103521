import matplotlib.pyplot as plt
import numpy as np

x=2**np.arange(14); fig,ax=plt.subplots(); ax.semilogx(x,np.log2(x),base=2,marker="s"); ax.set_xticks(x,[str(v) for v in x]); ax.set_xlabel("message size (KB)")
