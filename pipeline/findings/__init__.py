"""Findings beyond where they are found: what the codes mean, what is accepted, how they print."""
