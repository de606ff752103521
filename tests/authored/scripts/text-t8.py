import os
import numpy as np
import matplotlib.pyplot as plt

with plt.rc_context({"text.usetex": True}):
    plt.plot([1])
    plt.title("x")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
