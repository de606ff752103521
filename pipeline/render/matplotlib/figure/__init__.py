"""A figure that a script saves → facts of what its artists hold.

capture ─▶ axes ─▶ axis (ticks), lines, boxes (bars, slices) ─▶ artists (is it seen, its colours).
"""
