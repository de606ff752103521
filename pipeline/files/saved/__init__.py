"""What a run saves for the next: files that are sealed, mappings by path, results by content."""
