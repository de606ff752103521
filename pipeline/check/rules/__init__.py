"""What is hard to read, access or trust in a Scene: one rule a module, listed in RULES above."""
