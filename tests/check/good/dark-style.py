import matplotlib.pyplot as plt

plt.style.use("dark_background")
fig, ax = plt.subplots()
ax.plot([1, 2, 3], [3, 1, 2], color="white", label="load")
ax.set_title("White on black")
ax.set_xlabel("time (s)")
ax.legend()
