"""The house font: its faces, tables of its letters, and how far a text runs in it.

faces ─▶ tables ─▶ measure; `python -m pipeline.fonts` makes the data that they read.
"""
