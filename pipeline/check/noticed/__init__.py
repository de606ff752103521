"""What an alt and a caption say, and what a chart shows, against the facts of the drawing.

text ─ phrases ─ silences ─▶ what it counts ─ labels, general ─▶ counts  ┐
text ─▶ types                                                            ├─▶ C003
axes ─ values ─▶ charts ─▶ C005                                          ┘
A false alarm is worse than a miss: what nobody can count is passed over.
"""
