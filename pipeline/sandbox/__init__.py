"""What a render script may do, as far as the kernel can hold it to that.

A process → one that is confined for good: permits ─▶ files, calls.
"""
