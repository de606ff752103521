"""The facts that claims can name, each a function whose docstring is its documentation."""
