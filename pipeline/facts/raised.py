"""Raised letters as they are read in one line: 10³, and x^max where there are no such letters."""

_PLAIN = "0123456789+-−()ni"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱ"
_TABLE = str.maketrans(_PLAIN, _RAISED)


def raised(text: str) -> str:
    """A text that stands above the line, after what it belongs to."""
    return text.translate(_TABLE) if set(text) <= set(_PLAIN) else f"^{text}"
