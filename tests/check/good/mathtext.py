import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0.01, 1, 100)
fig, ax = plt.subplots()
ax.plot(x, -x * np.log2(x))
ax.set_title(r"Entropy $H = -\sum_i p_i \log_2 p_i$")
ax.set_xlabel(r"$p_1$")
ax.set_ylabel(r"$-p_1 \log_2 p_1$ (bit)")
ax.text(0.3, 0.3, r"$\frac{dH}{dp} = 0$ at $p = 1/e$")
ax.text(0.3, 0.2, r"$x^2 + \sqrt{y_{k}}$")
