"""Bytes ⇄ files: written whole or not at all, their states, and results kept by content.

outputs (write, remove) · inputs (states) · stat_cache ─▶ hashes ─▶ fingerprint · store
"""
