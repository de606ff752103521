"""What each code of a finding means (contract 7): a class a code, told by its docstring.

The rules of `pipeline.check` tell theirs by their own docstrings, in the same form: what the
finding says in the first line; what is looked at, and what cannot be seen; then `Bad:` and `Good:`
with an example each.
"""

from __future__ import annotations

from pipeline.findings.codes.access import A001, A004
from pipeline.findings.codes.build import B001, B002
from pipeline.findings.codes.claim import C004
from pipeline.findings.codes.question import Q001, Q002, Q003, Q004, Q005, Q006, Q007, Q008, Q009
from pipeline.findings.codes.render import R001, R002, R003, R004, R005
from pipeline.findings.codes.safety import S001, S002, S003, S004, S005, S006

CODES: tuple[type, ...] = (
    *(Q001, Q002, Q003, Q004, Q005, Q006, Q007, Q008, Q009),
    *(R001, R002, R003, R004, R005),
    *(S001, S002, S003, S004, S005, S006),
    *(A001, A004),
    *(B001, B002),
    C004,
)

__all__ = ["CODES"]
