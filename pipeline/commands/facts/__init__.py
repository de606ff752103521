"""`doit facts`: what a drawing shows, as true claims that are ready to copy.

facts ─▶ leads (from_texts, from_graph, from_figure) ─▶ proposals, judged as claims are; numbers of
alt and caption ─▶ backing. variations draws a script again with other params.
"""
