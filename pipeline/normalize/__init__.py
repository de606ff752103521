"""Raw SVG → the normal form (contract 6), or the findings that say why not."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model import OUR_FAULT, Drawing, Normalized, is_error
from pipeline.normalize.context import Context
from pipeline.normalize.foreign import draw_labels, lay_out_labels
from pipeline.normalize.parse import MAX_BYTES, parse
from pipeline.normalize.passes.canvas import fit_canvas, measure
from pipeline.normalize.passes.glyphs import draw_missing_glyphs
from pipeline.normalize.passes.inner_drawings import write_inner_drawings
from pipeline.normalize.passes.labels import name_drawing, name_font, paint_background
from pipeline.normalize.passes.letters import write_letters
from pipeline.normalize.passes.links.ids import name_ids
from pipeline.normalize.passes.links.references import mend_references
from pipeline.normalize.passes.links.reuse import limit_reuse
from pipeline.normalize.passes.links.servers import spell_out_servers
from pipeline.normalize.passes.noise import (
    drop_bare_text,
    drop_empty_definitions,
    drop_idle_space,
    drop_instructions,
    drop_noise,
    keep_known_attributes,
)
from pipeline.normalize.passes.rounding import round_numbers
from pipeline.normalize.passes.safety import refuse_unsafe
from pipeline.normalize.passes.switches import settle_switches
from pipeline.normalize.passes.unseen import report_unseen
from pipeline.normalize.passes.user_units.moves import write_moves
from pipeline.normalize.passes.user_units.units import resolve_lengths
from pipeline.normalize.styles.apply import apply_styles
from pipeline.normalize.verify import verify
from pipeline.normalize.write import write

Pass = Callable[[Context], None]

CHECKS: tuple[Pass, ...] = (refuse_unsafe,)
"""What looks at the drawing as its author wrote it; after an error here no pass runs."""

PASSES: tuple[Pass, ...] = (
    drop_instructions,
    lay_out_labels,
    apply_styles,
    draw_labels,
    report_unseen,
    drop_noise,
    settle_switches,
    keep_known_attributes,
    drop_bare_text,
    write_letters,
    drop_idle_space,
    measure,
    mend_references,
    settle_switches,  # again: what referred to nothing may have been a choice
    limit_reuse,
    spell_out_servers,
    resolve_lengths,
    write_moves,
    write_inner_drawings,
    fit_canvas,
    name_ids,
    drop_empty_definitions,
    name_font,
    draw_missing_glyphs,
    round_numbers,
    paint_background,
    name_drawing,
)
"""In this order; a pass whose place matters says why. After a refusal the rest does not run."""

__all__ = ["PASSES", "normalize", "normalize_tree", "verify"]


def normalize(drawing: Drawing) -> Normalized:
    """The normal form of a drawing, or None and at least one error.

    Pure, and raises nothing but MemoryError, whatever the bytes. Findings name lines where
    `raw` is the source.
    """
    return normalize_tree(drawing)[0]


def normalize_tree(drawing: Drawing) -> tuple[Normalized, Context | None]:
    """The same, with the tree and what the passes found out; None where it cannot be parsed."""
    root, found = parse(drawing)
    if root is None:
        return Normalized(None, findings=tuple(found)), None
    context = Context(drawing, root)
    try:
        svg = _run(context)
    except MemoryError:
        raise
    except Exception as error:
        # A fault of ours must not stop the build of other visuals.
        context.refuse("R004", None, f"normalizing it failed: {error!r}", OUR_FAULT)
        svg = None
    size = context.canvas if svg else (0, 0)
    return Normalized(svg, *size, tuple(context.findings)), context


def _run(context: Context) -> bytes | None:
    """Every pass in its order, then the verification; None after a refusal."""
    for step in (*CHECKS, *PASSES):
        step(context)
        if any(map(is_error, context.findings)):
            return None
    svg = write(context.root)
    if len(svg) > MAX_BYTES:
        message = f"the drawing comes to {len(svg):,} bytes, the limit is {MAX_BYTES:,}"
        context.refuse("S005", None, message, "draw less, or simplify its paths")
        return None
    violations = verify(svg, context.drawing.visual)
    for violation in violations:
        context.refuse("R004", None, f"not in normal form: {violation}", OUR_FAULT)
    return None if violations else svg
