"""What the passes share while one drawing is normalized."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from pipeline.kinds import kind_of
from pipeline.model import Drawing, Finding, Severity
from pipeline.normalize.encoding import utf8
from pipeline.positions import SvgPositions, within

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
XML_SPACE = f"{{{XML}}}space"
WIDEST = 800.0
"""No canvas is wider than this, in CSS px."""


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned rectangle in user units."""

    x: float
    y: float
    width: float
    height: float


Concern = Literal["reference", "unit", "list", "unread"]
References = dict[etree._Element, list[tuple[str, str]]]
"""Elements with the attribute and the id of each reference that they make."""


@dataclass(slots=True)
class Context:
    """One drawing while it is normalized: its tree, its findings, what earlier passes found out.

    `viewport` is the authored viewBox (what percentages refer to), `size` the authored width and
    height in CSS px, `canvas` the whole-numbered size of the result, `background` the colour
    that the author gave the root by CSS.
    `concerned` are the elements, in their order, that bear something which concerns later passes;
    `labels` are the labels in HTML with what they show;
    `references` are those of every element that makes any, from when they are mended until ids
    are named. `waiting` are properties by element that have no attribute. `positions` are read
    when the first one is needed.
    """

    drawing: Drawing
    root: etree._Element
    findings: list[Finding] = field(default_factory=list)
    viewport: Box = Box(0, 0, 0, 0)
    size: tuple[float, float] = (0, 0)
    canvas: tuple[int, int] = (0, 0)
    background: str = "#fff"
    concerned: dict[Concern, dict[etree._Element, None]] = field(
        default_factory=lambda: {"reference": {}, "unit": {}, "list": {}, "unread": {}}
    )
    references: References = field(default_factory=dict)
    labels: dict[etree._Element, list[etree._Element]] = field(default_factory=dict)
    waiting: dict[etree._Element, dict[str, str]] = field(default_factory=dict)
    positions: SvgPositions | None = None
    ids: frozenset[str] | None = None
    held: list[etree._Element] = field(init=False)
    """Every node. lxml makes a new object in each pass for a node that nobody holds: without this
    list normalizing takes 5 % longer (`python -m benchmarks.normalizer`)."""

    def __post_init__(self) -> None:
        self.held = list(self.root.iter())

    def has_id(self, name: str) -> bool:
        """Whether an element has an id, from when that is first asked."""
        if self.ids is None:
            self.ids = frozenset(each.get("id", "") for each in self.root.iter(etree.Element))
        return name in self.ids

    def refuse(
        self,
        code: str,
        at: etree._Element | int | None,
        message: str,
        hint: str,
        attribute: str = "",
    ) -> None:
        """Record an error at an element, or at one attribute of it, or at a line of the raw SVG."""
        place = (at, None) if isinstance(at, int) else self.place(at, attribute)
        self.findings.append(finding(self.drawing, code, message, hint, *place))

    def warn(
        self, code: str, at: etree._Element | int, message: str, hint: str, attribute: str = ""
    ) -> None:
        """Record a warning at an element, at one attribute of it, or at a line of the raw SVG."""
        place = (at, None) if isinstance(at, int) else self.place(at, attribute)
        warning = finding(self.drawing, code, message, hint, *place, severity="warning")
        self.findings.append(warning)

    def place(
        self, at: etree._Element | None, attribute: str = ""
    ) -> tuple[int | None, int | None]:
        """Line and column of an element, or of its attribute, where `raw` is the source."""
        if at is None or not kind_of(self.drawing.kind).is_source:
            return None, None
        if self.positions is None:
            text = utf8(self.drawing.raw).decode(errors="replace")
            self.positions = SvgPositions(text, self.root)
        return self.positions.of(at, attribute) or (line_of(at), None)


def finding(
    drawing: Drawing,
    code: str,
    message: str,
    hint: str,
    line: int | None = None,
    column: int | None = None,
    severity: Severity = "error",
) -> Finding:
    """A finding on `drawing`; it has a place only where `raw` is the author's own file."""
    is_source = kind_of(drawing.kind).is_source
    where = within(drawing.raw, line or None, column) if is_source else (None, None)
    return Finding(code, severity, drawing.source, message, hint, drawing.visual, *where)


pairs: Callable[[etree._Element], list[tuple[str, str]]] = etree._Element.items  # type: ignore[assignment]  # the stubs allow bytes; lxml gives str
"""The attributes of an element, in their order."""


def line_of(element: etree._Element) -> int | None:
    """The line where an element starts."""
    return element.sourceline  # type: ignore[return-value]  # the stubs say EllipsisType


def take(element: etree._Element, name: str) -> str | None:
    """Remove an attribute and return its value, None where there is none."""
    value = element.get(name)
    if value is not None:
        del element.attrib[name]
    return value


def letters_of(label: etree._Element) -> str:
    """All characters within an element."""
    return "".join(map(str, label.itertext())) if len(label) else label.text or ""


def local(name: str) -> str:
    """`{namespace}name` without its namespace."""
    return name.rpartition("}")[2]


def shorten(value: str, limit: int = 60) -> str:
    """A value as a message shows it: one line, not too long."""
    text = " ".join(value.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
