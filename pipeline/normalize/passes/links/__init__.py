"""What refers to what inside a drawing: mended, bounded, named."""
