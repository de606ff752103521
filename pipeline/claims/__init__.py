"""Claims of a question about its drawing → whether each is true, by the facts of the drawing.

text ─ language/ ─▶ Claim ─ judge, with Facts ─▶ Verdict
`known/` holds the facts that claims can name, `registry` lists them; `measures/` knows units, how
exactly numbers are known, and how texts are read.
"""

from pipeline.claims.judge import judge
from pipeline.claims.language.grammar import parse
from pipeline.claims.language.tokens import ClaimError

__all__ = ["ClaimError", "judge", "parse"]
