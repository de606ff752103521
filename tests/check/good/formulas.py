import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(6, 3))
ax.text(0.3, 0.5, r"$T=\frac{2(N-1)}{N}$", fontsize=16)
ax.text(0.05, 0.1, r"$\sqrt{x^2+y^2}$ and $\overline{ABC}$, $\underline{q}$", rotation=20, fontsize=14)
ax.text(0.6, 0.8, r"$\hat{y}=\bar{x}_i+\vec{v}$, $\frac{\sqrt{d_k}}{QK^T}$", fontsize=18)
ax.set_ylabel(r"$\frac{\mathrm{FLOP}}{\mathrm{byte}}$")
ax.set_title(r"speed-up $S=\frac{1}{(1-p)+\frac{p}{s}}$")
