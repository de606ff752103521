import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.plot([1, 2, 3], [3, 1, 2])
ax.set_title("A title of the axes that is long enough to lie below the other")
fig.suptitle("The title of the whole figure")
