"""What a drawing shows, as data, read from the drawing and not from its source."""
