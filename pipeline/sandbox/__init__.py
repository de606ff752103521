"""What render scripts and renderers may do, as far as the kernel can hold them to that.

A process → one that is confined for good: renderers ─▶ permits ─▶ files, calls ─▶ numbers; a script
stands `apart` as well, and its parent is `listening`. All make calls of the `kernel`.
"""
