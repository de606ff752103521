"""Style sheets and style attributes → presentation attributes (CSS Cascading 5)."""
