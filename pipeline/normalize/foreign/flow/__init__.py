"""Boxes → where they stand: breaks ─▶ paragraph ─▶ lines ─▶ runs ─▶ sizes ─▶ flex ─▶ blocks."""
