"""DOT and YAML that are long in one dimension: name → how many parts → the text."""

from __future__ import annotations

from collections.abc import Callable


def _graph(part: Callable[[int], str], join: str = "\n") -> Callable[[int], str]:
    return lambda n: f"digraph {{ {join.join(map(part, range(n)))} }}"


GRAPHS: dict[str, Callable[[int], str]] = {
    "nodes": _graph(lambda i: f"n{i};"),
    "nodes-in-one-line": _graph(lambda i: f"n{i}", " "),
    "edges": _graph(lambda i: f"n{i} -> n{i + 1};"),
    "edges-without-semicolons": _graph(lambda i: f"n{i} -> n{i + 1}"),
    "edges-in-one-line": _graph(lambda i: f"n{i} -> n{i + 1}", " "),
    "edges-in-a-chain": _graph(lambda i: f"n{i}", " -> "),
    "edges-with-labels": _graph(lambda i: f'n{i} -> m{i} [label="l{i}"]'),
    "edges-of-the-other-kind": _graph(lambda i: f"n{i} -- m{i}"),
    "hyphens": lambda n: f"digraph {{ a {'-' * n} b }}",
    "subgraphs": _graph(lambda i: f"subgraph s{i} {{ n{i} }}"),
    "groups": _graph(lambda i: f"{{ n{i} }}", " "),
    "groups-deep": lambda n: f"digraph {{ {'{' * n} a {'}' * n} }}",
    "braces-open": lambda n: f"digraph {{ {'{' * n}",
    "braces-in-one-line": lambda n: f"digraph {{ {'{ a } ' * n} {{",
    "attributes": lambda n: f"digraph {{ a [{' '.join(f'x{i}=1' for i in range(n))}] }}",
    "attributes-misspelt": _graph(lambda i: f"n{i} [colr=red]"),
    "attributes-that-link": _graph(lambda i: f'n{i} [URL="http://a/{i}"]'),
    "labels-of-html": _graph(lambda i: f"n{i} [label=<<b>l{i}</b>>]"),
    "label-of-html-long": lambda n: f"digraph {{ a [label=<{'<b>a</b> ' * n}>] }}",
    "label-of-html-links": lambda n: f"digraph {{ a [label=<{'<td href=x/> ' * n}>] }}",
    "labels-of-html-open": lambda n: f"digraph {{ {'<' * n} }}",
    "records": _graph(lambda i: f'n{i} [shape=record, label="a <p{i}> b"]'),
    "record-long": lambda n: f'digraph {{ a [shape=record, label="{"a <p> b|" * n}"] }}',
    "comments": _graph(lambda i: f"// {i}\n/* {i} */ n{i}"),
    "comments-that-lose": _graph(lambda i: f"n{i}:#x"),
    "strings-joined": lambda n: "digraph { a [label=" + " + ".join(['"a"'] * n) + "] }",
    "string-long": lambda n: f'digraph {{ a [label="{"a b " * n}"] }}',
    "string-open": lambda n: f'digraph {{ a [label="{"a b " * n}',
    "backslashes": lambda n: 'digraph { a [label="' + "\\\\n" * n + '"] }',
    "ports": _graph(lambda i: f"n{i}:p:n -> m{i}:s"),
    "arrows-as-names": _graph(lambda i: f"n{i} → m{i}"),
    "colours-unquoted": _graph(lambda i: f"n{i} [color=#123456]"),
    "numbers-that-go-on": _graph(lambda i: f"{i}abc", " "),
    "spaces": lambda n: f"digraph {{ a{' ' * n}-> b }}",
}  # fmt: skip

_BLOCK = "id: x-1\nvisual:\n  kind: svg\n  alt: A drawing with two boxes\n  caption: Two boxes\n"

QUESTIONS: dict[str, Callable[[int], str]] = {
    "keys-unknown": lambda n: _BLOCK + "".join(f"  key{i}: 1\n" for i in range(n)),
    "keys-at-the-top": lambda n: _BLOCK + "".join(f"key{i}: 1\n" for i in range(n)),
    "keys-twice": lambda n: _BLOCK + "  alt: A drawing with two boxes\n" * n,
    "visuals": lambda n: "id: x-1\nvisuals:\n" + "".join(
        f"  - name: n{i}\n    kind: svg\n    alt: A drawing with two boxes\n" for i in range(n)
    ),
    "visuals-wrong": lambda n: "id: x-1\nvisuals:\n" + "".join(
        f"  - name: n{i}\n    kind: 12\n    alt: 3 # a\n" for i in range(n)
    ),
    "claims": lambda n: _BLOCK + "  claims:\n" + "".join(f"    - {i} == {i}\n" for i in range(n)),
    "text": lambda n: _BLOCK + f"prose: {'word ' * n}\n",
    "alt-long": lambda n: f"id: x-1\nvisual:\n  kind: svg\n  alt: {'word ' * n}\n",
    "lists-deep": lambda n: _BLOCK + f"x: {'[' * min(n, 150)}{']' * min(n, 150)}\n",
    "list-open": lambda n: _BLOCK + "x:\n" + "  - [a\n" * n,
    "anchors": lambda n: _BLOCK + "k0: &a0 []\n" + "".join(
        f"k{i + 1}: &a{i + 1} [*a{i}]\n" for i in range(n)
    ),
    "aliases": lambda n: _BLOCK + f"x: &x [{'1, ' * n}]\ny: [{'*x, ' * n}]\n",
    "merges": lambda n: _BLOCK + f"x: &x {{a: 1}}\ny:\n  <<: [{'*x, ' * n}]\n",
    "comments": lambda n: _BLOCK + "# a\n" * n,
    "lines-without-a-colon": lambda n: _BLOCK + "word\n" * n,
    "quotes-open": lambda n: _BLOCK + 'x: "a\n' * n,
}  # fmt: skip
"""Files that carry a visual; what is wrong in them is found in doit's own process."""
