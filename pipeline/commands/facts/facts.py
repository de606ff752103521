"""`doit facts ID`: what a drawing shows, as true claims that are ready to copy (contract 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command
from pipeline.commands.facts.backing import Backed, Backing
from pipeline.commands.facts.leads import leads_of, rare_leads_of
from pipeline.commands.facts.notes import notes
from pipeline.commands.facts.proposals import Judge, Proposal, proposals
from pipeline.commands.facts.variations import variations, varied_lines
from pipeline.commands.plan import OPTION_JSON
from pipeline.facts.model import Facts as Shown
from pipeline.files.regular import SOURCE, read_regular
from pipeline.graph.standing import Standing
from pipeline.model import Visual
from pipeline.printing import as_json as json_text
from pipeline.printing import by_name, printable

MOST_SHOWN, MOST_FACTS = 40, 3
"""Claims in the text, and facts beside a number; JSON has all."""

NOTHING = "nothing drawn says so"


class Found(NamedTuple):
    """What there is to say of one drawing; `numbers` are those of its alt and its caption."""

    visual: Visual
    is_stale: bool
    facts: Shown
    claims: Sequence[Proposal]
    numbers: Mapping[str, Sequence[Backed]]


class Facts(Command):
    """Shows what is drawn, and which numbers of alt and caption it backs."""

    doc_purpose = "show what a drawing shows, as true claims ready to copy"
    doc_usage = "ID [--json] [--vary]"
    doc_description = (
        "Each line holds for what was built last, and can be copied into the claims of the visual. "
        "Below stand the numbers of its alt and caption, each with the facts that equal it: some "
        "by chance, so choose. Runs no script, unless with --vary, and writes nothing."
    )
    most_words: ClassVar[int | None] = 1
    takes_ids = True
    cmd_options: tuple[dict[str, Any], ...] = (
        OPTION_JSON,
        {"name": "is_varied", "long": "vary", "type": bool, "default": False,
         "help": "draw the script again with each whole-number param one more and twice as large, "
         "and say which claims hold only for the params as they are"},
    )  # fmt: skip

    def _execute(self, as_json: bool, is_varied: bool, pos_args: list[str]) -> int:
        if not pos_args:
            raise InvalidCommand(f"it needs an id; {self._usage}")
        try:
            visual = self.visual(pos_args[0])
            standing = Standing(self.build, [visual])
            if standing.failed:
                raise InvalidCommand(f"{visual.id} failed, so nothing is drawn: doit {visual.id} "
                                     "says why")  # fmt: skip
            if is_varied:
                varied = variations(self.build, visual, self._facts_of)
                data = {"visual": visual.id, **by_name(varied)}
                text = varied_lines(visual.id, varied)
            else:
                found = self._found(visual, is_stale=bool(standing.stale))
                text, data = _lines(found), _data(found)
        finally:
            self.build.work.close()
        print(json_text(data) if as_json else "\n".join(map(printable, text)))
        return 0

    def _found(self, visual: Visual, *, is_stale: bool) -> Found:
        raw = self.build.outputs.read(self.build.plan.paths(visual).raw)
        if raw is None:
            raise InvalidCommand(f"{visual.id} is not built yet: doit {visual.id} builds it")
        facts = self._facts_of(visual, raw)
        judge = Judge(facts)
        claims = proposals(leads_of(facts), judge)
        rare = proposals(rare_leads_of(facts), judge)
        backing = Backing(facts, [*claims, *rare], judge)
        texts = {"alt": visual.alt, "caption": visual.caption}
        numbers = {key: tuple(backing.numbers(text)) for key, text in texts.items()}
        return Found(visual, is_stale, facts, claims, numbers)

    def _facts_of(self, visual: Visual, raw: bytes) -> Shown:
        """The facts of a raw SVG, read where a drawing that hangs or crashes harms nothing."""
        build = self.build
        drawing = build.plan.drawing(visual, raw, read_regular(visual.source, SOURCE))
        limits = build.plan.config.limits
        outcome = build.work.workers.call("pipeline.check:facts_of", drawing, limits, Shown)
        if outcome.value is None:
            raise InvalidCommand(f"{visual.id} cannot be read: {outcome.reason}")
        return outcome.value


def _lines(found: Found) -> Iterator[str]:
    name, claims = found.visual.id, found.claims
    if found.is_stale:
        yield f"{name} is stale: this is what was built last; doit {name} builds it"
    yield f"{name} shows" if claims else f"{name} shows nothing that a claim can name"
    for each in claims[:MOST_SHOWN]:
        yield f"  - {_as_yaml(each.claim)}"
    if len(claims) > MOST_SHOWN:
        yield f"  and {len(claims) - MOST_SHOWN} more (--json has all)"
    for key, numbers in found.numbers.items():
        if numbers:
            yield key
            yield from _table(numbers)
    yield from notes(found.facts)


def _as_yaml(claim: str) -> str:
    """A claim as it stands in a list of YAML."""
    is_plain = ": " not in claim and " #" not in claim
    return claim if is_plain else "'" + claim.replace("'", "''") + "'"


def _table(numbers: Sequence[Backed]) -> Iterator[str]:
    wide = max(len(each.number) for each in numbers)
    long = max(len(each.words) for each in numbers)
    for each in numbers:
        more = len(each.facts) - MOST_FACTS
        facts = " · ".join(each.facts[:MOST_FACTS]) + (f" and {more} more" if more > 0 else "")
        yield f"  {each.number:{wide}}  {each.words:{long}}  {facts or NOTHING}"


def _data(found: Found) -> dict[str, Any]:
    return {
        "visual": found.visual.id,
        "stale": found.is_stale,
        "claims": [each.claim for each in found.claims],
        "numbers": [
            {"in": key, **each._asdict()}
            for key, numbers in found.numbers.items()
            for each in numbers
        ],
        "notes": [*notes(found.facts)],
        "facts": by_name(found.facts),
    }
