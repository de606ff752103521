import os
import numpy as np
import matplotlib.pyplot as plt

t = np.arange(0, 2, 1 / 500)
plt.specgram(np.sin(2 * np.pi * 50 * t * t), NFFT=64, Fs=500, noverlap=32)
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
