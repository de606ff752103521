import os
import numpy as np
import matplotlib.pyplot as plt
import random

r = np.random.default_rng()
q = np.random.default_rng()
print(
    r.random(),
    q.random(),
    np.random.Generator(np.random.PCG64()).random(),
    np.random.SeedSequence().entropy,
    random.Random().random(),
    np.random.RandomState().rand(),
    np.random.default_rng(3).random(),
    random.Random(3).random(),
    random.random(),
    np.random.rand(),
)
random.seed()
np.random.seed()
print(random.random(), np.random.rand())
plt.plot(r.random(9))
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
