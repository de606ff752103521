"""Inputs of a size in one dimension each, and how many operations they take."""
