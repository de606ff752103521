import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.pie([5, 3, 2], labels=["weights", "optimizer", "rest"], autopct="%d %%")
