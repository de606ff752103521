"""A tree in normal form → what it paints, in paint order and in px of the canvas.

walk ─▶ looks (colours, widths, letters) ─▶ outline, stretches ─▶ Shape and Label ─▶ Scene
"""
