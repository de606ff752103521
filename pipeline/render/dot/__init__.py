"""DOT → raw SVG, by Graphviz.

In doit's process: renderer ─▶ messages. In the worker: drawing ─▶ source, attributes ─▶ layout.
"""
