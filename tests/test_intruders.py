"""Marks of a merge, or fences of Markdown, left in a source: the error names them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import SMALL, Project
from tests.trees import ENDINGS

GIT, CHAT = "git could not merge this file", "is a fence of Markdown around the source"


def unmerged(text: str) -> str:
    """A text of which the last line was changed by two."""
    *lines, last = text.rstrip("\n").split("\n")
    return "\n".join([*lines, "<<<<<<< HEAD", last, "=======", f"{last} ", ">>>>>>> other", ""])


def fenced(text: str) -> str:
    """A text as a chat shows it."""
    return f"```dot {{.wide}}\n{text}```\n"


def answered(text: str) -> str:
    """A text as a chat answers."""
    return f"Here is the diagram:\n\n~~~\n{text}~~~\n\nLet me know!\n"


def left_open(text: str) -> str:
    """A text of which the fence before it was removed."""
    return f"{text}```\n"


def said(project: Project) -> dict[str, str]:
    """What is said of each file: the place of its first error, with the message."""
    found = re.findall(r"^questions/cloud/(\S+?): error \S+ (.*)", project.doit().output, re.M)
    return {place.partition(":")[0]: f"{place.partition(':')[2]} {words}" for place, words in found}


def test_a_pointer_of_git_lfs_is_said_to_be_one(project: Project) -> None:
    """A job that checks out without LFS has it in place of each SVG."""
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'4d' * 32}\nsize 123\n"
    for kind in ENDINGS:
        project.add(kind, kind, pointer)
    run = project.doit()
    assert run.output.count("Git LFS has the content of this file elsewhere") == len(ENDINGS)
    assert "git lfs pull" in run.output


@pytest.mark.parametrize(
    ("put", "words", "marks"),
    [(unmerged, GIT, "<"), (fenced, CHAT, "`"), (answered, CHAT, "~"), (left_open, CHAT, "`")],
)
def test_what_git_or_a_chat_put_into_a_source(
    project: Project, put: Callable[[str], str], words: str, marks: str
) -> None:
    files = [project.add(kind, kind, put(SMALL[kind])).with_suffix(f".{ending}")
             for kind, ending in ENDINGS.items()]  # fmt: skip
    question = project.add("q", "dot")
    question.write_text(put(question.read_text()))
    found = said(project)
    for file in (*files, question):
        place, _, message = found[file.name].partition(":1 ")
        assert words in message, file.name
        assert file.read_text().split("\n")[int(place) - 1].startswith(3 * marks)


def test_what_may_stand_in_a_source_is_not_blamed(project: Project) -> None:
    """Fences and marks in texts, with and without another error."""
    marks = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other"
    fences = "```\nplt.plot()\n```"
    project.add("label", "dot", f'digraph {{ a [label="\n{marks}"] }}\n')
    project.add("wrong", "dot", f'digraph {{ a [label="\n{marks}"]\n\n\nb -> ; }}\n')
    project.add("sound", "matplotlib", f'"""Draws.\n\n{fences}\n"""\n{SMALL["matplotlib"]}')
    project.add("broken", "matplotlib", f'"""Draws.\n\n{fences}\n{marks}\n"""\n\nx = = 1\n')
    project.add("lost", "dot", f"digraph {{\n/* {fences} */\na -> ;\n}}\n")
    run = project.doit()
    assert run.built == {"label", "sound"}, run.output
    assert "SyntaxError: invalid syntax" in run.output
    assert run.failed == {"broken", "lost", "wrong"}
    assert CHAT not in run.output
    assert GIT not in run.output


def test_a_bracket_that_holds_marks_is_not_called_unclosed(project: Project) -> None:
    """Python names the line where it opens."""
    source = project.add("list", "matplotlib", unmerged("x = [\n  1,")).with_suffix(".py")
    assert GIT in said(project)[source.name]
