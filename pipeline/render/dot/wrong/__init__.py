"""A DOT text, and what Graphviz says of it → findings with their places and ways out.

Before Graphviz: faults ─▶ unclosed, attributes, traps. After it: messages ─▶ subjects
─▶ records; messages ─▶ causes ─▶ heads, grammar.
"""
