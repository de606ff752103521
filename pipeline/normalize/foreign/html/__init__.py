"""HTML and its styles → boxes: sheet ─▶ rules ─▶ computed (by shorthands) ─▶ boxes."""
