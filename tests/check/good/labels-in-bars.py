import matplotlib.pyplot as plt

fig, ax = plt.subplots()
for k in range(3):
    ax.bar_label(ax.bar(k, k + 2), label_type="center")
