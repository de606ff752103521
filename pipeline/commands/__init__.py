"""Commands of doit, one module each; doit finds them by entry points."""
