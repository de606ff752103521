"""Warm processes that do one piece of work after another: taken from a crew, and put back."""
