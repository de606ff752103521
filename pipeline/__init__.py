"""From questions to SVGs that a website can ship; one direction, one stage a room.

questions/** ─ load ─▶ Visual ─ plan ─▶ Job ─ render ─▶ raw SVG ─ normalize ─▶ SVG
SVG ─ check ─▶ findings; SVG and findings ─ manifest ─▶ build/manifest.json ─ pages ─▶ the gallery

doit holds the graph (dodo.py, graph/) and decides what runs; the stages know nothing of doit.
"""
