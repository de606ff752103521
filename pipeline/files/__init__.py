"""Bytes ⇄ files: read if they are regular, written whole or not at all, and their states.

regular ─▶ inputs (states) ─▶ noted · paths (where one leads from another)
deep (walk, remove) ─▶ outputs (write, remove) ─▶ lock · scratch
saved/ (sealed files, what is known by path, results by content) ─▶ hashes ─▶ fingerprint
"""
