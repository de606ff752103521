"""Numbers with units, and how texts are read."""
