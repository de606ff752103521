"""What is relative to a font, a viewport or a box → user units of the place where it stands."""
