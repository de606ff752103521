"""A script → the raw SVG that it saves, in a process of its own and in house style.

In doit's process: renderer. In the process that forks: warm_up ─▶ style, drawing/. In its child:
script ─▶ imports, inputs_seen, refused/, listener ─▶ figure/, which reads what is saved ─▶ errors.
"""
