"""The commands with which a visual comes from a draft to what is published."""
