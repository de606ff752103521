"""What crosses a stage boundary: named tuples, and nothing else."""

import contextlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from pipeline.verdicts import Asks, Verdict

Engine = Literal["embedded", "system"]
"""Who lays out DOT."""
Severity = Literal["error", "warning"]
Sandbox = Literal["auto", "required", "off"]
"""Who holds a render script to its drawing: the kernel where it can, it alone, or neither."""

ABSENT = "absent"
"""State of an input that a render looked for and did not find."""
CHANGED = "changed"
"""State of an input that was written to while a render read it: it never holds."""

TIME_LIMIT = "the time limit"
"""How the message of each finding on what ran into its time limit ends."""

MIB = 2**20
"""Bytes of a mebibyte, in which limits are given."""

OUR_FAULT = "this is a fault of the pipeline, not of the drawing: report it with the source"
"""The hint of every finding on something that a right pipeline would have done."""


class VisualsError(Exception):
    """Base of the errors that a user sees as one message, without a traceback."""


class Finding(NamedTuple):
    """One thing that is wrong, and where (contract 7).

    `file` is relative to the project; `line` and `column` count from 1 and are None where they
    are not known.
    """

    code: str
    severity: Severity
    file: str
    message: str
    hint: str = ""
    visual: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def place(self) -> str:
        """The file, and the line and column where a line is known, as a terminal shows them."""
        at = "" if self.line is None else f":{self.line}:{self.column or 1}"
        return f"{self.file}{at}"

    def to_dict(self) -> dict[str, Any]:
        """The finding as the contract's JSON object, keys in the contract's order."""
        order = ("code", "severity", "file", "line", "column", "visual", "message", "hint")
        return {key: getattr(self, key) for key in order}


def severity_of(code: str) -> Severity:
    """What findings of a code are (contract 7); a long alt (A001) is a warning all the same."""
    is_failure = code[:1] in "QS" or code in ("R001", "R002", "R003", "R004", "A001")
    return "error" if is_failure else "warning"


def is_error(finding: Finding) -> bool:
    """Whether this finding fails its visual."""
    return finding.severity == "error"


def by_place(finding: Finding) -> tuple[str, int, int, str]:
    """The order in which a reader meets findings: as they stand in their files."""
    return finding.file, finding.line or 0, finding.column or 0, finding.code


def findings_json(findings: Iterable[Finding]) -> bytes:
    """Findings as the contract's JSON; half of a letter, as broken text may hold, has no bytes."""
    rows = [finding.to_dict() for finding in sorted(findings, key=by_place)]
    return (json.dumps(rows, indent=2, ensure_ascii=False) + "\n").encode(errors="replace")


def findings_in(content: str | bytes) -> tuple[Finding, ...]:
    """The findings in such JSON; none where it is damaged."""
    with contextlib.suppress(ValueError, TypeError):
        return tuple(Finding(**each) for each in json.loads(content))
    return ()


class Visual(NamedTuple):
    """A diagram that a question carries, its defaults filled in.

    `question_file` and `source` are relative to the project; `rendered` is a bare file name;
    `topic` is that of the question, for the gallery's search.
    `findings` holds what loading found; with an error among them the visual cannot be rendered.
    `params` are its params as canonical JSON, "" where there are none. `asks` stands for all that
    its question claims about the drawing and, in its second half, for where the claims stand; ""
    without any. `said_at` says where its alt and its caption stand: see `load/texts.py`.
    """

    id: str
    question: str
    track: str
    status: str
    kind: str
    question_file: str
    source: str
    rendered: str
    alt: str
    caption: str
    topic: str = ""
    findings: tuple[Finding, ...] = ()
    params: str = ""
    asks: str = ""
    said_at: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether it cannot be rendered."""
        return any(map(is_error, self.findings))


class Limits(NamedTuple):
    """What one render may use: `timeout` in seconds from its start, `memory` in MiB.

    `sandbox` says who holds a script to it.
    """

    timeout: float = 60.0
    memory: int = 2048
    sandbox: Sandbox = "auto"

    @property
    def result(self) -> int:
        """How many bytes its result may have; to read them takes a few times as much memory."""
        return self.memory * MIB // 4


class Chance(NamedTuple):
    """What a render gets by chance: the seed of random generators, and the clock.

    `clock` is in seconds since 1970; None stands for the machine's own.
    """

    seed: int = 0
    clock: float | None = None


class Layout(NamedTuple):
    """Where a project keeps what, relative to it.

    `build` is no input of anything. The `folders` of questions and sources may be links that lead
    out of the project; `linked` are folders in them, with sources, to which a link leads.
    """

    build: str = "build"
    folders: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


class Job(NamedTuple):
    """Everything that a render depends on; `render(job)` is a pure function of it.

    `source` is relative to the project, `content` its bytes. `fingerprint` stands for whatever
    else shapes the output (versions, style, fonts, the code that renders). By `layout` the files
    that it reads are named. `params` is what the script gets as VISUAL_PARAMS.
    """

    visual: str
    kind: str
    source: str
    content: bytes
    fingerprint: str
    limits: Limits = Limits()
    engine: Engine = "embedded"
    chance: Chance = Chance()
    layout: Layout = Layout()
    params: str = "{}"


class Rendered(NamedTuple):
    """What came of a Job: the raw SVG, or None and at least one error among the findings.

    `seconds` is the wall clock time that it took.
    `renderer` is "graphviz 14.1.5", "matplotlib 3.11.2" or "svg". `output` is what a script
    printed. `inputs` maps each project file that was read or looked for to its state, as
    `files/inputs.py` has them; a path that ends in "/" stands for a listed folder, a name that ends
    in "///" for a module that was imported.
    """

    raw: bytes | None
    renderer: str
    findings: tuple[Finding, ...] = ()
    output: str = ""
    inputs: Mapping[str, str] = {}
    seconds: float = 0.0


class Page(NamedTuple):
    """A page as HTML, UTF-8; `is_settled` unless a file that it shows was not as it was built."""

    content: bytearray
    is_settled: bool


class Drawing(NamedTuple):
    """A raw SVG on its way to the normal form.

    `title` becomes `<title>`, `alt` becomes `<desc>`. Findings name `source`, whose bytes are
    `content`. `palette` holds the house colours, `display_height` the height in px to which the
    site limits a picture, None if it limits none. `asks` is what the question claims about it,
    `question_file` where title and alt stand, "" where that is not known, and `said_at` at which
    lines and columns, as a `Visual` has it.
    """

    visual: str
    raw: bytes
    title: str
    alt: str
    source: str
    font_stack: str
    kind: str = "svg"
    content: bytes = b""
    palette: tuple[str, ...] = ()
    display_height: int | None = None
    asks: Asks = Asks()
    question_file: str = ""
    said_at: str = ""


class Normalized(NamedTuple):
    """An SVG in normal form (`width` and `height` in CSS px), or None and at least one error.

    `seconds` is the wall clock time that it took, `verdicts` are those on its claims, in order.
    """

    svg: bytes | None
    width: int = 0
    height: int = 0
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    verdicts: tuple[Verdict, ...] = ()
