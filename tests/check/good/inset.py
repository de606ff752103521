import matplotlib.pyplot as plt
import numpy as np

x=np.linspace(0,10,200); fig,ax=plt.subplots(); ax.plot(x,np.sin(x)+x/5); ax.set_ylim(-3,3); i=ax.inset_axes([.62,.1,.35,.3]); i.plot(x,np.sin(x*3)); ax.indicate_inset_zoom(i); i.set_title("zoom",fontsize=8)
