"""Boxes → where they stand.

breaks ─▶ paragraph ─▶ widths ─▶ lines ─▶ runs ─▶ sizes ─▶ align, flex ─▶ blocks
"""
