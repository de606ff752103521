"""Each mistake in a question gives one finding at its cause, with a way out that is true.

All questions lie in one project, which `doit check` reads once.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from tests.conftest import Project, new_project

ALT = "  alt: A drawing with two boxes\n"
CAPTION = "  caption: Two boxes\n"
GOOD = ALT + CAPTION
TOP = "id: {id}\nvisual:\n"
DOT = TOP + "  kind: dot\n"
BASE = "base: &base\n  kind: dot\n" + GOOD


class Case(NamedTuple):
    """A question, and what is to be said of it: the place, and parts of message and hint."""

    text: str | bytes
    line: int = 0
    column: int = 0
    message: str = ""
    hint: str = ""
    code: str = "Q001"
    others: int = 0
    """Findings beside this one."""


def claims_below(*claims: str, column: int) -> Case:
    """Claims with one mistake in several lines, below texts that an indent could make them."""
    listed = "".join(f"    - {claim}\n" for claim in claims)
    text = f"{DOT}  alt: >-\n    A drawing\n{CAPTION}  claims:\n{listed}"
    return Case(text, 8, column, "quote", "quotes")


TAB, SPACES = "a tab stands in the indent of line {line}", "use spaces"
QUOTE = 'put the text in quotes: alt: "…"'
UTF8 = "save the file as UTF-8"
FIRST = "a text without quotes cannot start with "

NO_YAML = {
    "tab": Case(TOP + "\tkind: dot\n", 3, 1, TAB, SPACES),
    "tab-below": Case(DOT + "\talt: A drawing\n", 4, 1, TAB, SPACES),
    "tab-mixed": Case(DOT + "  \talt: A drawing\n", 4, 3, TAB, SPACES),
    "tab-after-quotes": Case(TOP + '  kind: "dot"\n\talt: A drawing\n', 4, 1, TAB, SPACES),
    "tab-in-list": Case(DOT + GOOD + "tags:\n- b\n\t- c\n", 8, 1, TAB, SPACES),
    "tab-in-block": Case(DOT + GOOD + "note: >\n  text\n\tmore\nb: 1\n", 8, 1, TAB, SPACES),
    "tab-after-dash": Case(
        "id: {id}\nvisuals:\n  -\tname: c\n    kind: dot\n", 3, 4, "a tab stands here", SPACES
    ),
    "tab-utf-16": Case((TOP + "\tkind: dot\n").encode("utf-16"), 3, 1, TAB, SPACES),
    "second": Case(DOT + GOOD + "---\nb: 1\n", 6, 1, "a second document", "remove this ---"),
    "second-empty": Case("---\n" + DOT + GOOD + "---\n", 7, 1, "a second document", "remove this"),
    "ended": Case(DOT + GOOD + "...\nb: 1\n", 7, 1, "the document has ended", "line with ..."),
    "latin-1": Case(
        (DOT + "  alt: A café in a box\n").encode("latin-1"),
        *(4, 13, "the byte E9 is not UTF-8; in Windows-1252 it is é", UTF8),
    ),
    "windows-1252": Case(
        (DOT + "  alt: It’s in a box\n").encode("cp1252"),
        *(4, 10, "the byte 92 is not UTF-8; in Windows-1252 it is ’", UTF8),
    ),
    "cut-letter": Case((DOT + "  alt: A café").encode()[:-1], 4, 13, "the byte C3 is", UTF8),
    "utf-16-le": Case((DOT + GOOD).encode("utf-16-le"), 1, 1, "in UTF-16 without", UTF8),
    "utf-16-be": Case((DOT + GOOD).encode("utf-16-be"), 1, 1, "in UTF-16 without", UTF8),
    "utf-16-cut": Case((DOT + GOOD).encode("utf-16")[:-1], 1, 1, "its UTF-16 is cut", UTF8),
    "utf-32": Case((DOT + GOOD).encode("utf-32"), 1, 1, "in UTF-32", UTF8),
    "utf-32-be": Case((DOT + GOOD).encode("utf-32-be"), 1, 1, "in UTF-32", UTF8),
    "open-quote": Case(
        DOT + '  alt: "A box\n  caption: "Boxes"\n', 4, 8, "quote that opens here", "close it"
    ),
    "open-quote-last": Case(DOT + '  alt: "A box\n', 4, 8, "quote that opens here", "close it"),
    "open-quote-far": Case(
        DOT + "  alt: 'A box\n  caption: it's here\nstatus: draft\n",
        *(4, 8, "the quote that opens here is not closed", "close it where the text ends"),
    ),
    **{
        f"open-quote-lines-{ord(quote)}-{ord(below[0])}": Case(
            f"{DOT}  alt: {quote}A box\n    of\n\n    more\n  caption: {below}\nnote: {below}\n",
            *(4, 8, "the quote that opens here is not closed", "close it where the text ends"),
        )
        for quote in "\"'"
        for below in (f"{quote}Boxes{quote}", "Boxes")
    },
    **{
        f"no-comma-{number}": Case(text, line, column, "a comma is missing here", "write a comma")
        for number, (text, line, column) in enumerate((
            ('{"id": "x",\n "visual": {\n  "kind": "dot"\n  "alt": "A box"\n }\n}\n', 3, 16),
            ('{"id": "x"\n "visual": {\n  "kind": "dot"\n\n  "alt": "A box"\n }\n}\n', 1, 11),
            ('{"id": "x",\n "visual": {\n  "kind": "dot"\n }\n "tags": ["a", "b"]\n}\n', 4, 3),
            (f'{DOT}{GOOD}tags: ["a" "b"]\n', 6, 11),
        ))
    },
    "no-colon-quoted": Case(
        '{"id": "x",\n "visual" {\n  "kind": "dot"}}', 2, 10, "a colon is missing", "write a colon"
    ),
    "open-quote-comma": Case(
        '{\n "id": "x,\n "tags": ["a", "b"],\n "visual": {"kind": "dot"}\n}\n',
        *(2, 8, "the quote that opens here is not closed", "close it where the text ends"),
    ),
    "apostrophe": Case(
        DOT + "  alt: 'It's a box'\n" + CAPTION, 4, 11, "a quote inside", "in double quotes"
    ),
    "quotes-inside": Case(
        DOT + '  alt: "A "big" box"\n' + CAPTION, 4, 11, "a quote inside", "in single quotes"
    ),
    "open-brace": Case("id: {id}\nvisual: {kind: dot\nstatus: draft\n", 2, 9, "the {", "close"),
    "open-brace-far": Case(
        "id: {id}\nvisual: {\n  kind: dot,\n  alt: text\nstatus: draft\n",
        *(2, 9, "the { that opens here is not closed", "close it"),
    ),
    "open-before-keys": Case(
        "id: {id}\nquestion: >-\n  why?\nvisual: [\n  kind: dot\n  source: {id}.dot\n" + GOOD,
        *(4, 9, "the [ that opens here is not closed", "remove it, or close it"),
    ),
    "open-bracket": Case(DOT + GOOD + "tags: [a, b\nb: 1\n", 6, 7, "the [ that opens", "close it"),
    "open-inside": Case(
        DOT + GOOD + "tags:\n- {a: b, c: [d}\n", 7, 13, "the [ that opens", "before the }"
    ),
    **{
        f"open-below-text-{ord(sign[0])}": Case(
            f"id: {{id}}\nq: |\n  Why\n  so\ntags: {sign}\nstatus: draft\n{DOT[9:]}{GOOD}",
            *(5, 7, f"the {sign[0]} that opens here is not closed", "close it"),
        )
        for sign in ("[a, b", "{a: 1")
    },
    "key-below-text": Case(
        "id: {id}\nq: |\n  Why\n  so\n tags: a\n" + DOT[9:] + GOOD,
        *(5, 2, "the indent of 1", "no spaces"),
    ),
    "closed-twice": Case(DOT + GOOD + "tags: [a]]\nb: 1\n", 6, 10, "a bracket is closed", "remove"),
    "colon": Case(DOT + "  alt: Boxes: two\n", 4, 13, "holds a colon and a space", QUOTE),
    "colon-of-key": Case(
        TOP + "  kind: dot  alt: A box\n" + CAPTION,
        *(3, 17, "holds a colon and a space", "if alt is a key, write it in a line of its own"),
    ),
    "quote-then-key": Case(
        TOP + "  kind: 'dot'note: A box\n" + CAPTION,
        *(3, 13, "a quote inside", "if note is a key, write it in a line of its own; else"),
    ),
    "two-colons": Case(
        DOT + "  alt: Boxes: two\n  caption: a: b\n", 4, 13, "holds a colon and a space", QUOTE
    ),
    **{
        f"starts-{ord(text[0])}": Case(
            DOT + f"  alt: {text}\n{CAPTION}", 4, 8, FIRST + text[0], QUOTE
        )
        for text in ("@you", "`code` here", "% of it", "& more", "*bold* text", "> 5 ms", "| or",
                     "- 5 ms", "? why", ", so", "] here", "[cloud] queue", "{a} queue")
    },
    "starts-33": Case(DOT + "  alt: !important box\n", 4, 8, "!important is", "quote a text"),
    "claims-with-colons": claims_below('alt("a: {}") = 3', 'alt("b: {}") = 3', column=13),
    "claims-with-quotes": claims_below('"F{}" = 3', '"G{}" = 3', "nodes = 2", column=11),
    "cut": Case(DOT + "  alt: Queue #2\n    and more\n" + CAPTION, 4, 14, "the text ends", QUOTE),
    "indent-less": Case(DOT + " alt: A drawing\n", 4, 2, "the indent of 1 does", "2 spaces"),
    "indent-more": Case(DOT + "   alt: A drawing\n", 4, 4, "the indent of 3 does", "2 spaces"),
    "indent-first": Case(TOP + "    kind: dot\n" + GOOD, 3, 5, "the indent of 4 does", "2 spaces"),
    "indent-both": Case(
        TOP + "    kind: dot\n    source: x.dot\n" + ALT, 5, 3, "the indent of 2 does", "4 spaces"
    ),
    "indent-top": Case("id: {id}\n visual:\n  kind: dot\n", 2, 2, "the indent of 1", "no spaces"),
    "block-left": Case(
        DOT + "  alt: |\n  A drawing\n  of boxes\n" + CAPTION,
        *(5, 3, "too small for a line of the text of alt", "give each line of the text 4 spaces"),
    ),
    "block-top": Case("id: {id}\nq: >-\nWhat?\n" + DOT[9:] + GOOD, 3, 1, "text of q", "2 spaces"),
    "block-less": Case("q: |\n  Why\n so?\n" + DOT + GOOD, 3, 2, "the indent of 1", "2 spaces"),
    "block-then-key": Case(DOT + "  alt: |\n    A drawing\n  caption B\n", 6, 3, "no colon", ": B"),
    "escape": Case(DOT + '  alt: "A \\d box"\n', 4, 11, "no escape that YAML", "write \\\\ for"),
    "escape-path": Case(DOT + '  alt: "C:\\users\\me"\n', 4, 11, "no escape", "single quotes"),
    "escape-halves": Case(
        json.dumps({"id": "escape-halves", "visual": {"kind": "dot", "alt": "Two boxes 😀 here"}}),
        *(1, 69, r"\ud83d\ude00 is one character in two halves", r"write 😀, or \U0001F600"),
    ),
    "escape-half": Case(DOT + '  alt: "A \\ud800"\n', 4, 11, r"\ud800 is no character", "itself"),
    "escape-far": Case(
        DOT + '  alt: "A\n    \\U00110000"\n', 5, 5, r"\U00110000 is no character", "itself"
    ),
    "colons": Case(DOT + "  alt: Boxes: two: big\n", 4, 13, "holds a colon and a space", QUOTE),
    "odd-blank": Case("id: {id}\nvisual:\xa0\n  kind: dot\n", 2, 8, "U+00A0", "write a space"),
    **{
        f"odd-end-{ord(end):x}-{number}": Case(
            f"{DOT}{text}", line, column, f"U+{ord(end):04X}", "write a space"
        )
        for end in "\x85\u2028\u2029"
        for number, (text, line, column) in enumerate((
            (f"  alt: A drawing of {end}things here\n{CAPTION}", 4, 21),
            (f"  alt: A drawing of{end}things\n  caption: Two{end}boxes\n", 4, 20),
            (f"  alt: |\n    A{end}box\n{CAPTION}", 5, 6),
            (f"{GOOD}# one{end}two\nnote: more\n", 6, 6),
        ))
    },
    "odd-end-above": Case(
        DOT + '  alt: "A drawing\u2028of two\u2028boxes"\n  caption: a: b\n',
        *(5, 13, "holds a colon and a space", "caption"),
    ),
    "anchor-twice": Case(
        "a: &x 1\nb: &x 2\n" + DOT + GOOD, 2, 4, "&x is already set in line 1", "another name"
    ),
    "alias": Case("id: {id}\nvisual: *gone\n", 2, 9, "*gone has no anchor", "write &gone before"),
    "alias-near": Case(
        BASE + "id: {id}\nvisual: *bsae\n", 6, 9, "*bsae has no anchor", "did you mean *base?"
    ),
    "merge-near": Case(BASE + TOP + "  <<: *bsae\n", 7, 7, "*bsae has no", "did you mean *base?"),
    "merge-of-none": Case("id: {id}\n<<: 5\n" + DOT, 2, 5, "<< merges no block", "<<: *name"),
    "no-colon": Case("id: {id}\nvisual\n  kind: dot\n", 2, 1, "the key visual", "write visual:"),
    "no-colon-pair": Case(DOT + "  alt A drawing\n", 4, 3, "the key alt", "write alt: A drawing"),
    "no-colon-either": Case(
        DOT + "  alt: A drawing\n  caption of boxes\n",
        *(5, 3, "the key caption", "write caption: of boxes; if it is part of the text of alt"),
    ),
    **{
        f"wrapped-{indent}-{len(below)}": Case(
            f"{DOT}  alt: A drawing\n{below}{CAPTION}",
            *(5, indent + 1, "no key", f"part of the text of alt, give {it} 4 spaces"),
        )
        for indent, below, it in (
            *((indent, " " * indent + "in a box with two\n", "it") for indent in range(3)),
            (2, "  of things\n\n  with n=3 boxes\n", "them"),
            (2, "  kind of box\n", "it"),
        )
    },
    "wrapped-block": Case(
        DOT + "  alt: |\n    A drawing\n  of boxes\n" + CAPTION, 6, 3, "no key", "of alt, give it 4"
    ),
    "wrapped-top": Case("q: Why do\nboxes grow?\n" + DOT + GOOD, 2, 1, "no key", "of q, give it 2"),
    "remnant": Case(DOT + GOOD + "Let me know if it helps!\n", 6, 1, "no key", "take it out"),
    "remnant-below-word": Case(DOT + GOOD + "status: draft\nBye\n", 7, 1, "no key", "take it out"),
    "remnants": Case(DOT + GOOD + "\nLet me know!\n\nHave fun.\n", 7, 1, "2 lines", "take them"),
    "remnant-above": Case("Sure, here it is\n\n" + DOT + GOOD, 1, 1, "no key", "take it out"),
    "no-space": Case(TOP + "  kind:dot\n" + GOOD, 3, 7, "no space follows", "write kind: dot"),
    "no-space-dash": Case(
        "id: {id}\nvisuals:\n  - name: a\n    kind: dot\n  -name: b\n    kind: dot\n",
        *(5, 3, "no space follows the dash", "write - name: b"),
    ),
    "no-space-dash-flow": Case(
        DOT + GOOD + "tags:\n  - {a: b}\n  -{c: d}\n", 8, 3, "no space follows", "write - {c: d}"
    ),
    "no-space-dash-quote": Case(
        DOT + GOOD + '  claims:\n  - nodes = 2\n  -"a" -> "b"\n',
        *(8, 3, "no space follows", 'write - "a"'),
    ),
    "equals": Case(TOP + "  kind = dot\n" + GOOD, 3, 8, "= stands where", "write kind: dot"),
    "wide-colon": Case(TOP + "  kind：dot\n" + GOOD, 3, 7, "： stands", "write kind: dot"),
    "bell": Case(DOT + "  alt: A \x07 box\n", 4, 10, "the character U+0007", "remove it"),
    "delete": Case(DOT + "  alt: A box\x7f\n", 4, 13, "the character U+007F", "remove it"),
    "no-date": Case(DOT + "  alt: 2024-13-45\n", 4, 8, "like a date and is none", '"2024-13-45"'),
    "no-number": Case(DOT + "  alt: 0x_\n", 4, 8, "like a number and is none", '"0x_"'),
    "own-meaning": Case(DOT + "  alt: =\n", 4, 8, "has a meaning of its own", '"="'),
    **{
        f"tag-{number}": Case(
            f"{DOT}  alt: {value}\n", 4, 8, f"the tag {tag} {what}", "remove the tag"
        )
        for number, (value, tag, what) in enumerate((
            ("!!python/object:os.system x", "!!python/object:os.system", "is unknown"),
            ("!!bool 3", "!!bool", "does not fit the value after it"),
            ('!!int "x"', "!!int", "does not fit"),
            ("&a !!timestamp abc", "!!timestamp", "does not fit"),
        ))
    },
    "deep": Case(TOP + "  " + "[" * 300, 3, 202, "nested too deeply", "fewer levels"),
    "deeper": Case(
        f"{DOT}{GOOD}x: {'[' * 1001}{']' * 1001}\n", 6, 1003, "nested too deeply", "fewer levels"
    ),
    "deeper-block": Case(
        f"{DOT}{GOOD}x:\n{'- ' * 1001}\n", 7, 399, "nested too deeply", "fewer levels"
    ),
}  # fmt: skip


def converted(key: str, value: str, hint: str, others: int = 0) -> Case:
    """A question whose `key` has a value that YAML makes something else of."""
    keys = {"kind": "dot", "alt": "A drawing with two boxes", "caption": "Two boxes", key: value}
    lines = "".join(f"  {name}: {text}\n" for name, text in keys.items())
    line, column = 3 + list(keys).index(key), len(key) + 5
    return Case(TOP + lines, line, column, value, hint, "Q002", others)


FORM = "use lower-case letters and digits"
VALUES = {
    "007": Case("id: 007\nvisual:\n  kind: dot\n" + GOOD, 1, 5, "reads 007", '"007"', "Q002"),
    "null": Case("id: null\nvisual:\n  kind: dot\n" + GOOD, 1, 5, "reads null", '"null"', "Q002"),
    "2024-01-01": Case(
        "id: 2024-01-01\nvisual:\n  kind: dot\n" + GOOD, 1, 5, "", '"2024-01-01"', "Q002"
    ),
    "id-form": Case("id: 0x1F\nvisual:\n  kind: dot\n" + GOOD, 1, 5, "0x1F", FORM, "Q002", 1),
    "caption-time": converted("caption", "12:30:45", '"12:30:45"'),
    "caption-thousand": converted("caption", "1_000", '"1_000"'),
    "caption-short": converted("caption", "0x1F", '"0x1F"', 1),
    "caption-no": converted("caption", "no", '"no"', 1),
    "caption-inf": converted("caption", ".inf", '".inf"', 1),
    "caption-anchor": Case(DOT + ALT + "  caption: &a 12345\n", 5, 12, "12345", '"12345"', "Q002"),
    "caption-empty": Case(DOT + ALT + "  caption:\n", 5, 11, "it is empty", "write a text", "Q002"),
    "caption-comment": Case(DOT + ALT + "  caption: #12\n", 5, 11, "empty", "quotes", "Q002"),
    "caption-null": converted("caption", "null", "write a text here"),
    "alt-null": converted("alt", "~", "write a text here"),
    "source-null": converted("source", "Null", "write a text here"),
    "alt-number": converted("alt", "12345678901", '"12345678901"'),
    "alt-date": converted("alt", "2024-01-01", '"2024-01-01"'),
    "alt-yes": converted("alt", "yes", '"yes"', 1),
    "kind-no": converted("kind", "no", "one of dot, matplotlib, svg"),
    "kind-none": converted("kind", "~", "one of dot, matplotlib, svg"),
    "kind-wide": converted("kind", "ｄｏｔ", "did you mean dot?"),
    "kind-graphviz": converted("kind", "graphviz", "did you mean dot?"),
    "kind-python": converted("kind", "Python", "did you mean matplotlib?"),
    "key-description": Case(
        DOT + GOOD + "  description: A drawing\n",
        6,
        3,
        "'description'",
        "did you mean alt?",
        "Q002",
    ),
    "key-alt-text": Case(DOT + GOOD + "  alt_text: x\n", 6, 3, "'alt_text'", "mean alt?", "Q002"),
    "key-title": Case(
        DOT + GOOD + "  title: x\n", 6, 3, "'title'", "did you mean caption?", "Q002"
    ),
    "key-file": Case(DOT + GOOD + "  file: x\n", 6, 3, "'file'", "did you mean source?", "Q002"),
    "visual-name": Case(
        "id: {id}\nvisual: a.dot\n", 2, 9, "reads 'a.dot'", "write its keys in lines", "Q002"
    ),
    "visual-equals": Case(
        TOP + "  kind = dot\n", 3, 3, "kind = dot", "write a colon for the =: kind: dot", "Q002"
    ),
    "kind-slash": converted("kind", r"a\b", "one of dot, matplotlib, svg"),
    "source-no": converted("source", "no", '"no"'),
    "rendered-one": converted("rendered", "1.0", "the name of the SVG ends in .svg"),
    "visual-text": Case(
        TOP + "  kind:dot\n", 3, 3, "kind:dot", "after the colon: kind: dot", "Q002"
    ),
    "visuals-block": Case(
        "id: {id}\nvisuals:\n  kind: dot\n" + GOOD,
        3,
        3,
        "it is a block",
        "write visual:; for more write - name",
        "Q002",
    ),
    "visuals-dash": Case(
        "id: {id}\nvisuals:\n  -name: a\n  kind: dot\n",
        *(3, 3, "it is a block", "write a space after the dash: - name: …", "Q002"),
    ),
    "odd-end": Case(
        DOT + '  alt: "A drawing\u2028of boxes"\n  note: 1\n',
        *(5, 3, "unknown key 'note'", "one of", "Q002", 1),
    ),
    "odd-end-twice": Case(
        DOT + '  alt: "A drawing\u2028of boxes"\n' + CAPTION * 2,
        *(6, 3, "'caption' stands here a second time; the first is in line 5", "", "Q006"),
    ),
    "odd-end-claim": Case(
        DOT + ALT + '  caption: "Two\u2028boxes"\n  claims:\n    - nodes is 2\n',
        *(7, 13, "", "", "Q002"),
    ),
    "hyphen": Case(
        "id: hy‐phen\nvisual:\n  kind: dot\n" + GOOD, 1, 5, "", "U+2010 HYPHEN", "Q002", 1
    ),
    "capitals": Case(
        "id: Cloud-X\nvisual:\n  kind: dot\n" + GOOD,
        *(1, 5, "'Cloud-X'", "; write cloud-x, and name the file cloud-x.yaml", "Q002", 1),
    ),
    "track": Case(
        "track: system_design\n" + DOT + GOOD,
        *(1, 8, "'system_design'", "or write system-design and add it to tracks in", "Q002"),
    ),
    "older": Case(
        DOT + "  path: x.svg\n" + GOOD, 3, 9, "kind is 'dot'", "source_format: dot", "Q002"
    ),
    "one-kind": Case(
        TOP + "  kind: png\n  path: x.svg\n" + GOOD, 3, 9, "kind is 'png'", "write svg", "Q002"
    ),
    "no": Case("id: x\nvisual:\n  kind: dot\n" + GOOD, 1, 5, "'no'", 'write id: "no"', "Q007"),
    "beside": Case(
        "id: {id}\nvisual:\nkind: dot\nalt: A drawing with two boxes\ncaption: Two boxes\n",
        *(3, 1, "kind, alt and caption stand beside visual", "indent them", "Q002"),
    ),
    "beside-half": Case(
        DOT + "alt: A drawing with two boxes\ncaption: Two boxes\n",
        *(4, 1, "alt and caption stand beside visual", "indent them", "Q002"),
    ),
    "beside-wide": Case(
        TOP + "\u00a0\u00a0kind: dot\n\u00a0\u00a0alt: A drawing with two boxes\n",
        *(3, 1, "kind and alt stand beside visual", "indent them", "Q002"),
    ),
    "beside-wrong": Case(
        TOP + "kind: dto\nalt: A drawing with two boxes\n", 3, 1, "kind and alt", "", "Q002", 1
    ),
    "other-kind": Case(TOP + "kind: quiz\n", 2, 8, "visual must be a block", "", "Q002"),
    "beside-odd": Case(
        DOT + ALT + "\u00a0 caption: Two boxes\n",
        *(5, 1, "caption stands beside visual", "indent it", "Q002"),
    ),
    "odd-key": Case(
        "\u200btrack: cloud\n" + DOT + GOOD, 1, 1, "unknown key '\\u200btrack'", "track?", "Q002"
    ),
    "listed": Case(
        TOP + "  - kind: dot\n    alt: A drawing with two boxes\n",
        *(3, 3, "it is a list", "for more write visuals:", "Q002"),
    ),
    "caption-beside": Case(
        DOT + ALT + "caption: Two boxes\n", 2, 1, "missing", "indent the one that", "A004"
    ),
    "cut-caption": Case(
        DOT + ALT + "  caption: Issue #12 waits\n", 5, 18, "ends here", "quote the text", "A004"
    ),
    "cut-alt": Case(
        DOT + "  alt: A drawing of\tissue\t#é\n" + CAPTION, 4, 27, "ends here", "quote", "A001"
    ),
    "cut-short": Case(
        DOT + "  alt: A #1 request waits\n" + CAPTION, 4, 10, "ends here", "quote", "A001"
    ),
    "cut-crlf": Case(
        (DOT + ALT + "  caption: Two boxes #2\n").replace("\n", "\r\n"), 5, 22, "", "", "A004"
    ),
    "merged-twice": Case(
        BASE + TOP + "  <<: *base\n  caption: One more\n  caption: Two more\n",
        *(9, 3, "'caption' stands here a second time; the first is in line 8", "", "Q006"),
    ),
    "twice-in-merged": Case(
        BASE.replace(ALT, "  kind: svg\n" + ALT) + TOP + "  <<: *base\n",
        *(3, 3, "'kind' stands here a second time; the first is in line 2", "", "Q006"),
    ),
    "two-merges": Case(
        BASE + TOP + "  <<: *base\n  <<: *base\n", 8, 3, "'<<' stands here", "merge all", "Q006"
    ),
}

RIGHT: dict[str, str | bytes] = {
    "merged": BASE + TOP + "  <<: *base\n  caption: A request waits\n",
    "merged-list": BASE + "more: &more\n  caption: Other\n" + TOP + "  <<: [*more, *base]\n",
    "merged-chain": BASE + "more: &more\n  <<: *base\n  alt: Ten letters\n" + TOP + "  <<: *more\n",
    "merged-into-itself": "id: {id}\nvisual: &a\n  <<: *a\n  kind: dot\n" + GOOD,
    "tab-in-value": DOT + "  alt:\tA drawing\twith boxes\n" + CAPTION,
    "hash-in-word": DOT + ALT + "  caption: Issue#12 waits\n",
    "remark": DOT + ALT + "  caption: Two boxes # for now\n",
    "folded-hash": DOT + ALT + "  caption: >-\n    Issue #12 waits\n",
    "utf-16": (DOT + GOOD).encode("utf-16"),
    "bom": (DOT + GOOD).encode("utf-8-sig"),
    "question-kind": DOT + GOOD + "kind: quiz\nsource: a book\n",
}
CASES: dict[str, Case] = {**NO_YAML, **VALUES, **{name: Case(text) for name, text in RIGHT.items()}}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The findings of all questions, by their visual."""
    project: Project = new_project(tmp_path_factory.mktemp("words") / "project")
    for name, case in CASES.items():
        text = case.text if isinstance(case.text, bytes) else case.text.encode()
        for encoding in ("utf-8", "utf-16-le"):
            text = text.replace("{id}".encode(encoding), name.encode(encoding))
        path = project.path(f"questions/{name}.yaml")
        path.write_bytes(text)
        path.with_suffix(".dot").write_text("digraph { a -> b }\n")
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in CASES}
    for finding in json.loads(project.doit("check", "--format", "json").output)["findings"]:
        found[finding["visual"]].append(finding)
    return found


@pytest.mark.parametrize("name", [*NO_YAML, *VALUES])
def test_the_cause_is_told_with_its_way_out(
    checked: dict[str, list[dict[str, Any]]], name: str
) -> None:
    case, found = CASES[name], checked[name]
    first = next(each for each in found if each["code"] == case.code)
    assert (first["line"], first["column"]) == (case.line, case.column), first
    assert case.message.replace("{line}", str(case.line)) in first["message"]
    assert case.hint in first["hint"]
    assert len(found) == 1 + case.others, found


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_has_no_finding(checked: dict[str, list[dict[str, Any]]], name: str) -> None:
    assert checked[name] == []
