"""Normal form → findings: one small function for each rule, given what the drawing paints.

All are warnings, except the error for a drawing that shows nothing. A rule sees boxes and colours,
but not what they mean. What it can and cannot see is written in pipeline/findings/codes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.check.noticed import noticed
from pipeline.check.places import Place, Places
from pipeline.check.rules.blank import blank
from pipeline.check.rules.colour_alone import told_by_colour_alone
from pipeline.check.rules.contrast import too_pale
from pipeline.check.rules.drawn_text import drawn_text
from pipeline.check.rules.other_font import other_font
from pipeline.check.rules.overlap import hard_to_read
from pipeline.check.rules.overrun import runs_out
from pipeline.check.rules.palette import off_palette
from pipeline.check.rules.size import too_small, too_wide
from pipeline.check.scene.scene import Flaw, Flaws, Scene, names
from pipeline.check.scene.walk import scene_of
from pipeline.check.shown import Shown
from pipeline.facts import read
from pipeline.facts.model import Facts
from pipeline.model import Drawing, Finding, Normalized, is_error
from pipeline.normalize import normalize_tree
from pipeline.normalize.context import Context
from pipeline.verdicts import Verdict

Rule = Callable[[Scene], Flaws]

UNKNOWABLE = (ArithmeticError, LookupError, ValueError, RecursionError)
"""What is raised where the numbers of a drawing are too large to calculate with."""

RULES: Mapping[str, Rule] = {
    "A002": too_pale,
    "A003": drawn_text,
    "A005": told_by_colour_alone,
    "L001": too_wide,
    "L002": hard_to_read,
    "L003": runs_out,
    "L004": off_palette,
    "L005": other_font,
    "L006": too_small,
}
"""The rule that looks for each code."""

__all__ = ["RULES", "Rule", "check", "examine", "normalize_and_check", "warm_up"]


def normalize_and_check(drawing: Drawing) -> Normalized:
    """The normal form of a drawing and what all rules find; no SVG if there is an error."""
    normalized, context = normalize_tree(drawing)
    if context is None or normalized.svg is None:
        return normalized
    scene = _scene(context)
    shown = Shown(drawing, scene)
    verdicts = _judged(drawing, shown) if drawing.asks.claims else ()
    against = contradictions(context, scene, shown, verdicts)
    findings = (*normalized.findings, *check(context, scene), *against)
    if any(map(is_error, findings)):
        return Normalized(None, findings=findings)
    size = normalized.width, normalized.height
    return Normalized(normalized.svg, *size, findings, verdicts=verdicts)


def _judged(drawing: Drawing, shown: Shown) -> tuple[Verdict, ...]:
    from pipeline.claims.judge import verdicts_on  # it takes long to import, and few have claims

    return verdicts_on(drawing.asks, shown.facts)


def _scene(context: Context) -> Scene | None:
    """What a drawing paints; None where its numbers are too large to calculate with."""
    try:
        return scene_of(context)
    except UNKNOWABLE:
        return None


def facts_of(drawing: Drawing) -> Facts:
    """All that is known of what a drawing shows; nothing is seen of one without a normal form."""
    _, context = normalize_tree(drawing)
    return Shown(drawing, _scene(context)).facts if context else read(drawing.raw, drawing.kind)


def check(context: Context, scene: Scene | None) -> list[Finding]:
    """What the rules find in a drawing in normal form that paints `scene`; never raises.

    Nothing if the numbers in the drawing are too large to calculate with.
    """
    try:
        return examine(context, scene) if scene else []
    except UNKNOWABLE:
        return []


def examine(context: Context, scene: Scene) -> list[Finding]:
    """The same. Raises OverflowError where numbers are too large, and else only by our fault."""
    places = Places(context)
    if nothing := blank(scene):
        return [nothing]
    return [
        _finding(code, flaw, place, context.drawing)
        for code, rule in RULES.items()
        for flaw, place in _together(list(rule(scene)), places)
    ]


def contradictions(
    context: Context, scene: Scene | None, shown: Shown, verdicts: Sequence[Verdict]
) -> list[Finding]:
    """What the alt, the caption and the axes say against what is drawn; never raises.

    An alt and a caption stand in the question, not in the source.
    """
    drawing, places = context.drawing, Places(context)
    try:
        found = list(noticed(drawing, shown, scene, verdicts)) if scene else []
    except UNKNOWABLE:
        return []
    question = drawing._replace(source=drawing.question_file or drawing.source)
    return [
        _finding(code, flaw, place, question) if code == "C003"
        else _finding(code, flaw, places.of(flaw.at, flaw.word), drawing)
        for code, flaw, place in found
    ]  # fmt: skip


def _together(flaws: list[Flaw], places: Places) -> list[tuple[Flaw, Place]]:
    """Flaws with their places; equal flaws at one place, as on the ticks of an axis, become one."""
    alike: dict[object, list[tuple[Flaw, Place]]] = {}
    for flaw in flaws:
        place = places.of(flaw.at, flaw.word)
        key = (flaw.message, place) if flaw.labels else len(alike)
        alike.setdefault(key, []).append((flaw, place))
    return [_as_one(each) if len(each) > 1 else each[0] for each in alike.values()]


def _as_one(alike: list[tuple[Flaw, Place]]) -> tuple[Flaw, Place]:
    """The first of some flaws, with the labels of all."""
    first, place = alike[0]
    return replace(first, labels=tuple(label for flaw, _ in alike for label in flaw.labels)), place


def _finding(code: str, flaw: Flaw, place: Place, drawing: Drawing) -> Finding:
    message = flaw.message
    if flaw.labels:
        message = message.replace("{detail}", flaw.detail).replace("{labels}", names(flaw.labels))
    line, column = place
    return Finding(
        code, "warning", drawing.source, message, flaw.hint, drawing.visual, line, column
    )


SMALL = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" viewBox="0 0 90 40">
<style>.box { fill: #cfe2f3 }</style>
<g transform="translate(5 5)"><path class="box" d="M0 0H80V30H0Z" stroke="#4a90c4"/>
<text x="40" y="20" text-anchor="middle" font-size="12" fill="#333">warm</text></g></svg>"""


def warm_up() -> None:
    """Import all that normalizes and checks, and run most of it once."""
    normalize_and_check(Drawing("x", SMALL, "Warm", "A box", "x.svg", "sans-serif"))
