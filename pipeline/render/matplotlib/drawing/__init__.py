"""What a script draws → SVG, by a renderer that takes the place of matplotlib's.

canvas is that renderer. Text: lettering ─▶ typewriter, formulas ─▶ measures. Images: images ─▶
cells; triangles, hatches. hooks have matplotlib draw by it, and look at what a script asks for.
"""
