import matplotlib.pyplot as plt

fig, ax = plt.subplots()
for k in range(6):
    ax.bar(k, k + 2, hatch="//")
ax.set_ylabel("latency (ms)")
