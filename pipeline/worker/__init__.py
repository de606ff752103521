"""A function's name and its argument → Outcome: work done in other processes, warm and bounded.

Workers ─┬─ call ───────▶ inplace   a warm process for each core, one piece of work after another
         ├─ call_alone ─▶ forking   one warm process that forks a fresh child for each piece
         └─ call_alone ─▶ single    where fork does not serve: a fresh process for each piece

A bottom layer: it knows nothing of what it runs. Nothing is imported here: the processes start
through this package, and need but a part of it.
"""
