"""Two pictures of one visual, with their alt and caption → what a reviewer must see of the change.

pixels (where they differ) · contents ─▶ words, shapes (what is lost, new, changed) ─▶ doubts ─▶
pair (all of it, in a worker) ─▶ change (a visual before and after, for the page)

Nothing is imported here: what asks for a comparison does not need what compares.
"""
