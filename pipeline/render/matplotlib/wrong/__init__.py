"""What a script raised → a finding at its line, and what its author can write instead.

errors ─▶ hints (what is known) ─▶ guesses (names that are near to others).
"""
