"""A machine and a project → a line for each thing that a build needs or can use.

Each look is on its own: what is broken makes one line and hides no other. What loads a C library
is looked at in a process of its own, which may crash. Nothing is written.
"""
