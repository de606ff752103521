"""Style sheets → the rules that hold, flat, and for which elements."""
