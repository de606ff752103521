"""What a script draws → SVG, by a renderer that takes the place of matplotlib's.

canvas is that renderer. Text: lettering ─▶ typewriter, formulas ─▶ measures. Images: images ─▶
cells. misread and latex look at what a script asks for.
"""
