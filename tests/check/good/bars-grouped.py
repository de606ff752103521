import matplotlib.pyplot as plt
import numpy as np

names = ["ResNet-50", "BERT-L", "GPT-2", "DLRM"]
x = np.arange(4)
fig, ax = plt.subplots(figsize=(7, 4))
a = ax.bar(x - 0.2, [812, 431, 233, 655], 0.4, label="A100")
b = ax.bar(x + 0.2, [1390, 802, 455, 990], 0.4, label="H100")
ax.bar_label(a, padding=2)
ax.bar_label(b, padding=2)
ax.set_xticks(x, names)
ax.set_ylabel("samples per second")
ax.set_title("Training throughput by model")
ax.legend()
ax.set_ylim(0, 1600)
