import os

import matplotlib.pyplot as plt

shares = [14, 13, 12, 11, 10, 9, 9, 8, 7, 7]
plt.pie(shares, labels=list("abcdefghij"), autopct="%d %%", pctdistance=0.8)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
