"""From questions to SVGs that a website can ship; one direction, one stage a module.

questions/**.yaml ─ load ─▶ Visual ─ plan ─▶ Job ─ render ─▶ raw SVG ─ normalize ─▶ SVG
                                                                   └─ check ─▶ findings
SVGs and findings ─ manifest ─▶ build/manifest.json ─ page ─▶ build/index.html

doit holds the graph (dodo.py, graph.py) and decides what runs; the stages know nothing of doit.
"""
