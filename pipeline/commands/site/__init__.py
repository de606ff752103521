"""Commands that give the site what it serves: `publish` and `release`."""
