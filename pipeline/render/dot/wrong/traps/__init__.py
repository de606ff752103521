"""A DOT text → what is legal and drawn, but means something else than it seems to."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.render.dot.lookup import Source
from pipeline.render.dot.wrong.records import Lost
from pipeline.render.dot.wrong.traps import names
from pipeline.render.dot.wrong.traps.escapes import lost_backslashes
from pipeline.render.dot.wrong.traps.idle import idle_attributes
from pipeline.render.dot.wrong.traps.late import late_defaults
from pipeline.render.dot.wrong.traps.strays import misspelt
from pipeline.render.dot.wrong.traps.subgraphs import edges_to_clusters, labels_not_drawn
from pipeline.render.dot.wrong.traps.tags import escapes_in_html, tags_as_text
from pipeline.render.dot.wrong.traps.twice import replaced_labels
from pipeline.render.dot.wrong.traps.values import ignored_values


def traps(source: Source) -> Iterator[Lost]:
    """What is drawn, but not as it seems."""
    outside, lists = source.outside, source.lists
    yield from names.arrows_as_names(outside)
    yield from names.unseen_signs(source)
    yield from names.comments_of_html(outside)
    yield from names.settings_without_equals(outside)
    yield from names.labels_of_all(lists)
    yield from names.single_quotes(lists)
    yield from names.curly_quotes(source)
    yield from names.split_names(outside)
    yield from names.words_apart(source)
    yield from names.texts_behind_edges(source)
    yield from names.colons_for_equals(outside)
    yield from names.quotes_in_texts(outside)
    yield from lost_backslashes(source)
    yield from tags_as_text(source)
    yield from escapes_in_html(source)
    yield from labels_not_drawn(source)
    yield from edges_to_clusters(source)
    yield from ignored_values(source)
    yield from idle_attributes(source)
    yield from late_defaults(source)
    yield from replaced_labels(source)
    yield from misspelt(source)
