"""`doit promote ID…`: drafts that lack nothing → published, in their YAML (contract 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from doit.exceptions import InvalidCommand

from pipeline.commands.command import Command
from pipeline.config import Config
from pipeline.figures.readiness import Readiness, readiness
from pipeline.files.outputs import mode_to_replace, replace_whole
from pipeline.files.regular import QUESTION, read_regular
from pipeline.graph.actions import unwritten
from pipeline.model import Visual
from pipeline.printing import printable
from pipeline.reviews.promotion import AFTER, BEFORE, PromotionError, promoted


class Promote(Command):
    """Promotes all questions that are named, or none."""

    doc_purpose = "make drafts published that lack nothing"
    doc_usage = "ID ..."
    doc_description = (
        "An ID is that of a visual or of a question, or a pattern such as 'cloud-*'. A status is a "
        "question's: it holds for all its visuals, and all of them must lack nothing: each is "
        "built, has no warning that the baseline does not accept, an alt and a caption, and a "
        "current review where the settings require one. In the YAML nothing but the status "
        "changes. Exits with 0, or with 3 when something is refused: then no file is changed."
    )
    most_words: ClassVar[int | None] = None
    takes_ids = True

    def _execute(self, pos_args: list[str]) -> int:
        if not pos_args:
            raise InvalidCommand(f"it needs an id; {self._usage}")
        build = self.build
        with self.locked():
            named = self.visuals(pos_args)
            files = {visual.question_file for visual in named}
            visuals = [visual for visual in build.visuals if visual.question_file in files]
            found = readiness(build, visuals)
            refused = [*_refused(found, {visual.id for visual in named})]
            drafts = [visual for visual in visuals if visual.status == BEFORE]
            changed = dict(_changed(drafts, build.plan.config, refused))
            if refused:
                raise InvalidCommand("\n".join([*refused, "nothing is promoted"]))
            _write(changed)
        for each in found:
            is_new = each.visual.question_file in changed
            print(f"{each.visual.id} is {AFTER} {'now' if is_new else 'already'}")
        return 0


def _refused(found: Sequence[Readiness], named: set[str]) -> Iterator[str]:
    """What keeps visuals from being published, each time with the way out."""
    for each in found:
        visual = each.visual
        name = visual.id
        if name not in named:
            name = f"{name}, which has the status of the same question"
        if visual.status == BEFORE:
            yield from (f"{name}: {lack}" for lack in each.lacks)
        elif visual.status != AFTER:
            way_out = f"write status: {BEFORE} in {visual.question_file} when that is settled"
            yield f"{name}: it is {visual.status}; {way_out}"


def _changed(
    drafts: Iterable[Visual], config: Config, refused: list[str]
) -> Iterator[tuple[str, bytes]]:
    """Each file with what it is to hold; why one cannot be changed is added to `refused`.

    A question that is broken is left out: it is refused for that.
    """
    questions: dict[str, list[Visual]] = defaultdict(list)
    for visual in drafts:
        questions[visual.question_file].append(visual)
    for file, visuals in questions.items():
        if any(visual.is_broken for visual in visuals):
            continue
        try:
            mode_to_replace(file)
            yield file, promoted(read_regular(file, QUESTION), visuals, config)
        except PromotionError as error:
            refused.append(str(error))
        except OSError as error:
            refused.append(unwritten(printable(file), error))


def _write(changed: dict[str, bytes]) -> None:
    done: list[str] = []
    for file, content in changed.items():
        try:
            replace_whole(file, content)
        except OSError as error:
            before = f"; {', '.join(done)} are promoted" if done else ""
            raise InvalidCommand(f"{unwritten(printable(file), error)}{before}") from error
        done.append(file)
