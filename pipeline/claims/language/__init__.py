"""How claims are written."""
