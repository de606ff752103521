import os
import numpy as np
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 4))
ax.axis("off")
for i, t in enumerate(
    [
        r"$\sum_{i=0}^{n} x_i^2$   gap   $\alpha$",
        r"$\sqrt{\frac{a+b}{c}}$ and $\sqrt[3]{x}$",
        r"$\left(\frac{n}{k}\right)$, $\left[\frac{\partial f}{\partial x}\right]$",
        r"$\int_0^\infty e^{-x}\,dx = 1$",
        r"cost  of  $O(n \log n)$  steps",
        r"$\mathbf{W} \in \mathbb{R}^{d \times k}$, $\hat{y}$, $\overline{xy}$, $\vec{v}$",
        r"$\mathrm{softmax}(QK^T/\sqrt{d_k})V$",
        r"$\mathcal{L} = -\log p$",
    ]
):
    ax.text(0.02, 0.92 - i * 0.13, t, fontsize=14)
ax.text(0.6, 0.5, r"$\frac{1}{2}$", fontsize=30)
ax.text(0.8, 0.5, r"$x \leq y \neq z$", rotation=30, ha="center")
plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
