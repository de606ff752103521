"""A function's name and its argument → Outcome: work done in other processes, warm and bounded.

pool ─┬─ call ───────▶ in_place      warm processes, each for one piece of work after another
      ├─ call_alone ─▶ fork_client   one warm process that forks a fresh child for each piece
      └─ call_alone ─▶ in_place      where fork does not serve: a fresh process for each piece

A bottom layer: it knows nothing of what it runs. Nothing is imported here: the processes start
through this package, and need but a part of it.
"""
