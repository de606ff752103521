"""Side-by-side runs of whole builds that print ratios: `python -m benchmarks`."""
