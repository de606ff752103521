"""Facts → leads: what could be claimed of a drawing, the most telling first.

A lead has several ways to write one thing, such as longer and longer patterns; the first of them
that holds is taken, and what it comes to is the judge's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.commands.facts.leads.from_figure import counts, ends_of_boxes, of_axes, of_boxes, rare
from pipeline.commands.facts.leads.from_graph import of_graph
from pipeline.commands.facts.leads.from_texts import of_texts
from pipeline.commands.facts.leads.lead import Lead
from pipeline.facts.model import Axes, Facts
from pipeline.facts.views import each_once


def leads_of(facts: Facts) -> Iterator[Lead]:
    """What could be claimed of a drawing."""
    if facts.graph:
        yield from of_graph(facts.graph)
    facts = facts._replace(axes=each_once(facts.axes))
    charts = _charts(facts)
    yield from counts(charts)
    for axes in charts:
        yield from of_axes(_with_ticks(axes, charts))
    shapes = [box for axes in facts.axes for box in axes.shapes]
    if not facts.graph:
        yield from of_boxes(shapes if facts.axes else facts.boxes)
    yield from of_texts(facts.texts)


def rare_leads_of(facts: Facts) -> Iterator[Lead]:
    """What is seldom worth a claim, but may be what a number of the question's texts says."""
    for axes in _charts(facts):
        yield from rare(axes)
        yield from ends_of_boxes(axes.shapes)


def _with_ticks(axes: Axes, charts: Sequence[Axes]) -> Axes:
    """Axes that show no ticks of x, as twins do, with those of axes that reach as far."""
    ends = axes.x.start, axes.x.end
    alike = [other.x.ticks for other in charts if (other.x.start, other.x.end) == ends]
    ticks = axes.x.ticks or next(filter(None, alike), ())
    return axes._replace(x=axes.x._replace(ticks=ticks))


def _charts(facts: Facts) -> list[Axes]:
    return [axes for axes in facts.axes if not axes.is_colorbar]
