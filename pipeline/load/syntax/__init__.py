"""YAML bytes → a document with the place of each value, or what is wrong with them."""
