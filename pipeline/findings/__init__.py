"""Findings after they are found: what each code means, which are accepted, how they print."""
