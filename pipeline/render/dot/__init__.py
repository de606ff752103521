"""DOT → raw SVG, by Graphviz.

In doit's process: renderer. In the worker: drawing ─▶ source ─▶ wrong (faults) ─▶ edits, room
─▶ layout ─▶ graphviz ─▶ wrong (messages).
"""
