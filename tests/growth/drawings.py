"""SVGs that are long in one dimension: name → how many parts → the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
_BOX = '<rect width="9" height="9"/>'


def _svg(content: str, root: str = "") -> str:
    return f'<svg {_SPACES} width="700" height="400" viewBox="0 0 700 400" {root}>{content}</svg>'


def _each(part: Callable[[int], str], around: str = "{}") -> Callable[[int], str]:
    """Drawings of many parts, in lines of their own."""
    return lambda n: _svg(around.format("\n".join(map(part, range(n)))))


def _in_one(part: Callable[[int], str]) -> Callable[[int], str]:
    """Drawings of many parts in one line."""
    return lambda n: _svg("".join(map(part, range(n))))


def _value(attribute: str, value: Callable[[int], str], tag: str = "rect") -> Callable[[int], str]:
    """Drawings with one long attribute."""
    return lambda n: _svg(f'<g><{tag} width="9" height="9" {attribute}="{value(n)}"/></g>')


def _sheet(rule: Callable[[int], str], content: str = _BOX) -> Callable[[int], str]:
    """Drawings with a style sheet of many rules."""
    return lambda n: _svg(f"<style>{chr(10).join(map(rule, range(n)))}</style>{content}")


def _selector(part: Callable[[int], str], join: str = "") -> Callable[[int], str]:
    """Drawings with one long selector."""

    def made(n: int) -> str:
        selector = join.join(map(part, range(n)))
        return _svg(f"<style>{selector} {{ fill: #369 }}</style><g>{_BOX * 8}</g>")

    return made


def _label(content: Callable[[int], str]) -> Callable[[int], str]:
    """Drawings with one label in HTML."""
    return lambda n: _svg(
        f'<foreignObject width="300" height="300"><div {_XHTML}>{content(n)}</div></foreignObject>'
    )


def _rows(n: int) -> Iterable[tuple[int, int, int]]:
    return ((i, i % 20 * 35, i // 20 % 25 * 16) for i in range(n))


DRAWINGS: dict[str, Callable[[int], str]] = {
    # values
    "path-commands": _value("d", lambda n: "M1 2" + "L3 4 5 6" * n, "path"),
    "path-arcs": _value("d", lambda n: "M1 2" + "A3 4 0 0 1 5 6" * n, "path"),
    "path-odd": _value("d", lambda n: "M1 2" + "L3 4 5 6" * n + "!", "path"),
    "path-space": _value("d", lambda n: "M1 2" + " " * n + "L3 4", "path"),
    "path-space-odd": _value("d", lambda n: "M1 2" + " " * n + "!", "path"),
    "path-many-spaces": _value("d", lambda n: "M1 2" + "L 3  4 " * n + "!", "path"),
    "path-digits": _value("d", lambda n: "M1 2L3 " + "4" * n, "path"),
    "path-digits-odd": _value("d", lambda n: "M1 2L3 " + "4" * n + "!", "path"),
    "path-arc-space": _value("d", lambda n: "M1 2A3 4 0 0" + " " * n + "1 5 6", "path"),
    "path-arc-space-odd": _value("d", lambda n: "M1 2A3 4 0 0" + " " * n + "!", "path"),
    "points": _value("points", lambda n: "3,4 5 6 " * n, "polyline"),
    "points-space": _value("points", lambda n: "3,4" + " " * n + "5 6", "polyline"),
    "points-space-odd": _value("points", lambda n: "3,4" + " " * n + "!", "polyline"),
    "points-digits": _value("points", lambda n: "3,4" + "5" * n + " 6!", "polyline"),
    "transforms": _value("transform", lambda n: "translate(3 4) rotate(5)" * n),
    "transforms-odd": _value("transform", lambda n: "translate(3 4) rotate(5)" * n + "!"),
    "transform-space": _value("transform", lambda n: "rotate(5)" + " " * n + "scale(2)"),
    "transform-space-odd": _value("transform", lambda n: "rotate(5)" + " " * n + "!"),
    "transform-space-before": _value("transform", lambda n: " " * n + "!"),
    "transform-space-inside": _value("transform", lambda n: "rotate(" + " " * n + "!"),
    "transform-space-name": _value("transform", lambda n: "rotate" + " " * n + "!"),
    "transform-letters": _value("transform", lambda n: "r" * n + "!"),
    "transform-digits": _value("transform", lambda n: "rotate(" + "5" * n + "!)"),
    "transform-numbers": _value("transform", lambda n: "matrix(" + "5 " * n + ")"),
    "css-transforms": _value(
        "style", lambda n: "transform:" + "translate(3px,4px)rotate(5deg)" * n
    ),
    "css-transform-space": _value("style", lambda n: "transform:rotate(5deg)" + " " * n + "x"),
    "css-path": _value("style", lambda n: "d:path('M1 2" + "L3 4" * n + "')", "path"),
    "css-path-space": _value("style", lambda n: "d:path(" + " " * n + "!", "path"),
    "view-box-space": lambda n: f'<svg {_SPACES} viewBox="0 0 {" " * n}70 70">{_BOX}</svg>',
    "view-box-space-odd": lambda n: f'<svg {_SPACES} viewBox="0 0 {" " * n}!">{_BOX}</svg>',
    "view-box-digits": lambda n: f'<svg {_SPACES} viewBox="0 0 7{"0" * n}! 70">{_BOX}</svg>',
    "width-digits": lambda n: f'<svg {_SPACES} width="7.{"0" * n}!" height="70">{_BOX}</svg>',
    "width-space": lambda n: f'<svg {_SPACES} width="7{" " * n}!" height="70">{_BOX}</svg>',
    "dashes": _value("stroke-dasharray", lambda n: "3 4, " * n + "5"),
    "dashes-space": _value("stroke-dasharray", lambda n: "3" + " " * n + "4"),
    "dashes-space-odd": _value("stroke-dasharray", lambda n: "3" + " " * n + "!"),
    "dashes-digits": _value("stroke-dasharray", lambda n: "3" * n + "!"),
    "dashes-units": _value("stroke-dasharray", lambda n: "3px , " * n + "!"),
    "number-digits": _value("x", lambda n: "3." + "4" * n),
    "number-digits-odd": _value("x", lambda n: "3" * n + "!"),
    "number-space": _value("x", lambda n: " " * n + "3" + " " * n),
    "number-space-odd": _value("x", lambda n: "3" + " " * n + "!"),
    "number-calc": _value("x", lambda n: "calc(1px" + "+1px" * n + ")"),
    "number-calc-deep": _value("x", lambda n: "calc(" + "(" * n + "1px" + ")" * n + ")"),
    "opacity-space": _value("opacity", lambda n: "0.5" + " " * n + "!"),
    "colour-space": _value("fill", lambda n: "rgb(1," + " " * n + "2,3)"),
    "colour-space-odd": _value("fill", lambda n: "rgb(1," + " " * n + "!"),
    "colour-letters": _value("fill", lambda n: "a" * n),
    "url-space": _value("fill", lambda n: "url(" + " " * n + "#a)"),
    "url-many": _value("fill", lambda n: "url(#a) " * n),
    "class-many": _value("class", lambda n: "a " * n),
    "style-space": _value("style", lambda n: "fill" + " " * n + ":" + " " * n + "red"),
    "style-many": _value("style", lambda n: "fill:red;" * n),
    "style-comment": _value("style", lambda n: "/*" * n + "fill:red"),
    "style-escape": _value("style", lambda n: "\\" * n),
    "style-braces": _value("style", lambda n: "fill:" + "(" * (n // 100) + "a"),
    "text-x-list": lambda n: _svg(f'<text x="{"3 " * n}" y="9">{"a" * n}</text>'),
    "text-rotate-list": lambda n: _svg(f'<text rotate="{"3 " * n}" y="9">{"ab" * n}</text>'),
    "font-family": _value("font-family", lambda n: "a, " * n + "b", "text"),
    "unknown-attribute": _value("data-x", lambda n: "(&lt; " * n),
    "href-space": _value("xlink:href", lambda n: " " * n + "#a" + " " * n, "use"),
    "href-data": _value("xlink:href", lambda n: "data:image/png;" + "a" * n, "image"),
    "href-data-space": _value("xlink:href", lambda n: "data:image/png" + " ;" * n, "image"),
    # white space and length of texts
    "text-long": lambda n: _svg(f'<text x="3" y="9">{"ab c" * n}</text>'),
    "text-space": lambda n: _svg(f'<text x="3" y="9">a{" " * n}b</text>'),
    "text-preserved": lambda n: _svg(f'<text x="3" y="9" xml:space="preserve">{"a  " * n}</text>'),
    "text-symbols": lambda n: _svg(f'<text x="3" y="9">{"a⚙" * (n // 8)}</text>'),
    "text-arabic": lambda n: _svg(f'<text x="3" y="9">{"aم" * n}</text>'),
    "text-marks": lambda n: _svg(f'<text x="3" y="9">{"a" + chr(769) * n}</text>'),
    "tspans": _each(lambda i: f'<tspan x="3" dy="9">line {i}</tspan>', "<text>{}</text>"),
    "tspans-inline": _in_one(lambda i: f'<text y="{i % 90}">a<tspan fill="red">b</tspan>c</text>'),
    "tspans-in-one": lambda n: _svg(f"<text>{'a<tspan>b</tspan>' * n}</text>"),
    "tspans-symbols": lambda n: _svg(f"<text>{'⚙<tspan>b</tspan>' * n}</text>"),
    "text-length": lambda n: _svg(f'<text textLength="90">{"ab" * n}</text>'),
    "text-path": lambda n: _svg(
        f'<path id="p" d="M0 9H90"/><text><textPath href="#p">{"ab" * n}</textPath></text>'
    ),
    # many elements
    "shapes": _each(lambda i: f'<rect x="{i % 700}" y="{i // 700}" width="9" height="9"/>'),
    "shapes-in-one-place": _each(lambda i: f'<rect x="{i % 7}" width="90" height="90"/>'),
    "shapes-in-one-line": _in_one(lambda i: f'<rect x="{i % 700}" width="9" height="9"/>'),
    "labels-apart": lambda n: _svg(
        "\n".join(f'<text x="{x}" y="{y}" font-size="9">a{i}</text>' for i, x, y in _rows(n))
    ),
    "labels-in-one-place": _each(lambda i: f'<text x="{30 + i % 9}" y="90">label {i}</text>'),
    "labels-same": _each(lambda i: '<text x="30" y="90">label</text>'),
    "labels-pale": _each(lambda i: f'<text x="{i}" y="{i * 20}" fill="#ddd">label {i}</text>'),
    "labels-off": _each(lambda i: f'<text x="-90" y="{i * 20}">label {i}</text>'),
    "labels-across-lines": lambda n: _svg(
        "".join(f'<path d="M0 {y}H700" stroke="#000"/>' for _, _, y in _rows(n))
        + "\n".join(f'<text x="{x}" y="{y + 4}" font-size="9">a{i}</text>' for i, x, y in _rows(n))
    ),
    "labels-on-lines-in-one-place": _each(
        lambda i: f'<path d="M0 {i}L700 {400 - i}" stroke="#000"/><text x="300" y="200">a{i}</text>'
    ),
    "labels-on-shapes-in-one-place": _each(
        lambda i: f'<rect width="{90 + i % 9}" height="20" fill="#ccc"/><text y="12">a{i}</text>'
    ),
    "labels-and-curve": lambda n: _svg(
        f'<path fill="none" stroke="#000" d="M0 90{"L9 90 0 91" * n}"/>'
        + "".join(f'<text x="0" y="{90 + i % 9}">abc{i}</text>' for i in range(50))
    ),
    "legend": _each(
        lambda i: (
            f'<rect y="{9 * i}" width="8" height="8" fill="#{i % 4096:03x}"/>'
            f'<text x="12" y="{9 * i + 8}" font-size="8">entry {i}</text>'
        )
    ),
    "circles": _each(lambda i: f'<circle cx="{i % 90}" cy="{i % 70}" r="5"/>'),
    "bars": _each(lambda i: f'<rect x="{i}" y="0" width="1" height="{i % 90}"/>'),
    "groups": _each(lambda i: f'<g transform="translate({i})"><g><path d="M0 0H9"/></g></g>'),
    "groups-deep": lambda n: _svg("<g>" * (n // 20) + _BOX + "</g>" * (n // 20)),
    "groups-deep-wide": lambda n: _svg("<g>" * 150 + _BOX * n + "</g>" * 150),
    "groups-deep-text": lambda n: _svg("<g>" * 150 + "<text>a</text>" * n + "</g>" * 150),
    "groups-of-groups": lambda n: _svg("<g><g/>" * 150 + "<g/>" * n + "</g>" * 150),
    "switches": _each(lambda i: '<switch><g systemLanguage="de"/><g><path d="M0 0"/></g></switch>'),
    "switch-long": lambda n: _svg(f"<switch>{_BOX * n}</switch>"),
    "nested-svgs": _each(
        lambda i: f'<svg width="9" height="9" viewBox="0 0 {i + 1} 3">{_BOX}</svg>'
    ),
    "comments": _each(lambda i: "<!-- a -->" + _BOX),
    "comment-long": lambda n: _svg(f"<!-- {'< ' * n} -->{_BOX}"),
    "instructions": _each(lambda i: "<?a b?>"),
    "before-the-root": lambda n: "<!-- a -->\n" * n + _svg(_BOX),
    "before-the-root-space": lambda n: "\n" * n + _svg(_BOX),
    "after-the-root": lambda n: _svg(_BOX) + "<!-- a -->\n" * n,
    "titles": _each(lambda i: f"<g><title>t{i}</title>{_BOX}</g>"),
    "metadata": _each(lambda i: f"<metadata><a>{i}</a></metadata>"),
    "links": _each(lambda i: f"<a>{_BOX}</a>"),
    # what refers to what
    "ids": _each(lambda i: f'<rect id="i{i}" width="9" height="9"/>'),
    "ids-alike": _each(
        lambda i: (
            f'<linearGradient id="{"é" if i % 2 else "ü"}{"è" * (i % 7)}é{chr(256 + i)}"/>'
            f'<rect fill="url(#{"é" if i % 2 else "ü"}{"è" * (i % 7)}é{chr(256 + i)})"/>'
        )
    ),
    "ids-numbered": lambda n: _svg(
        "".join(
            f'<linearGradient id="{a}"/><rect fill="url(#{a})"/>'
            for i in range(n)
            for a in (f"a_{i + 2}", f"a{chr(256 + i)}")
        )
    ),
    "ids-given-again": _each(lambda i: '<g id="a"><path d="M0 0"/></g><use xlink:href="#a"/>'),
    "ids-given-again-large": lambda n: _svg(
        f'<g id="a">{_BOX * n}</g>' + '<g id="a"/>' * n + '<use xlink:href="#a"/>'
    ),
    "ids-given-again-deep": lambda n: _svg(
        '<use xlink:href="#a"/>' + '<g id="a">' * 150 + _BOX * n + "</g>" * 150
    ),
    "uses": _each(lambda i: f'<use xlink:href="#a" x="{i}"/>', f'<g id="a">{_BOX}</g>{{}}'),
    "uses-text": _each(
        lambda i: f'<use xlink:href="#a" x="{i % 700}"/>', '<text id="a" y="20">abc</text>{}'
    ),
    "uses-dangling": _each(lambda i: f'<g id="a{i}"><use xlink:href="#a{i + 1}"/></g>'),
    "uses-dangling-chain": lambda n: _svg(
        "".join(f'<use id="a{i}" xlink:href="#a{i + 1}"/>' for i in range(n))
    ),
    "uses-of-uses": lambda n: _svg(
        f'<g id="a0">{_BOX}</g>'
        + "".join(f'<g id="a{i + 1}"><use xlink:href="#a{i}"/></g>' for i in range(min(n, 25)))
        + '<use xlink:href="#a5"/>' * n
    ),
    "uses-in-noise": _each(
        lambda i: (
            f'<metadata><g id="m{i}"><g id="n{i}"/></g></metadata>'
            f'<use xlink:href="#m{i}"/><use xlink:href="#n{i}"/>'
        )
    ),
    "markers": _each(
        lambda i: (
            f'<marker id="m{i}" orient="auto"><path d="M0 0L9 9"/></marker>'
            f'<path d="M0 {i % 90}H9L{i % 70} 7" stroke="#000" marker-mid="url(#m{i})"/>'
        )
    ),
    "marker-points": lambda n: _svg(
        '<marker id="m"><path d="M0 0L9 9"/></marker>'
        f'<path d="M0 0{"L9 9 3 4" * n}" stroke="#000" marker-mid="url(#m)"/>'
    ),
    "marker-users": _each(
        lambda i: f'<path d="M0 {i % 90}H9L{i % 70} 7" stroke="#000" marker-end="url(#m)"/>',
        '<marker id="m" orient="auto"><path d="M0 0L9 9"/></marker>{}',
    ),
    "marker-on-group": lambda n: _svg(
        '<marker id="m"><path d="M0 0L9 9"/></marker><g marker-end="url(#m)" stroke="#000">'
        + '<path d="M0 0H9"/>' * n
        + "</g>"
    ),
    "clip-paths": _each(
        lambda i: (
            f'<clipPath id="c{i}"><rect width="9" height="{i}"/></clipPath>'
            f'<g clip-path="url(#c{i})"><rect width="99" height="9"/><text y="9">a</text></g>'
        )
    ),
    "clip-path-long": lambda n: _svg(
        f'<clipPath id="c">{_BOX * n}</clipPath>' + f'<g clip-path="url(#c)">{_BOX}</g>' * n
    ),
    "masks": _each(
        lambda i: (
            f'<mask id="c{i}"><rect width="9" height="{i}"/></mask><g mask="url(#c{i})">{_BOX}</g>'
        )
    ),
    "patterns": _each(
        lambda i: (
            f'<pattern id="p{i}" width="9" height="9"><path d="M0 0H9"/></pattern>'
            f'<rect width="9" height="9" fill="url(#p{i})"/>'
        )
    ),
    "gradients": _each(
        lambda i: (
            f'<linearGradient id="g{i}"><stop stop-color="red"/></linearGradient>'
            f'<rect width="9" height="9" fill="url(#g{i})"/>'
        )
    ),
    "gradient-stops": lambda n: _svg(
        '<linearGradient id="g">'
        + "".join(f'<stop offset="{i / n}" stop-color="#{i % 4096:03x}"/>' for i in range(n))
        + '</linearGradient><rect width="90" height="90" fill="url(#g)"/><text y="30">abc</text>'
    ),
    "gradient-chain": lambda n: _svg(
        '<linearGradient id="g0" gradientUnits="userSpaceOnUse"/>'
        + "".join(
            f'<linearGradient id="g{i + 1}" xlink:href="#g{i}"/>'
            f'<rect width="9" height="9" fill="url(#g{i + 1})"/>'
            for i in range(n)
        )
    ),
    "slips": _each(lambda i: f'<g fill="accent{i}" stroke-width="{i}O">{"<g/>" * 99}</g>'),
    "slips-of-styles": _each(lambda i: f'<g style="strok:red;fill:accent{i}">{"<path/>" * 99}</g>'),
    "slips-of-names": _each(
        lambda i: f'<box{i}><path/></box{i}><g>a<circle x="{i}" r="1"/><line x2="{i + 1}"/></g>'
    ),
    "slips-of-paths": _each(lambda i: f'<path d="M{i} 1L2"/><polygon points="1,{i} 2"/>'),
    "path-cut-short": _value("d", lambda n: "M1 1" + "L2 2" * n + "L", "path"),
    "points-odd": _value("points", lambda n: "1,1 " * n + "!", "polygon"),
    "filters": _each(
        lambda i: f'<filter id="f{i}"><feOffset dx="1"/></filter><g filter="url(#f{i})">{_BOX}</g>'
    ),
    "moved-by-css": _each(
        lambda i: f'<g style="transform-box:fill-box;transform:rotate({i}deg)">{_BOX}</g>'
    ),
    "moved-by-css-deep": lambda n: _svg(
        '<g style="transform-box:fill-box;transform-origin:center;transform:rotate(1deg)">' * 60
        + _BOX * n
        + "</g>" * 60
    ),
    "sized-in-em": lambda n: _svg(
        '<g font-size="2em">' * 90 + '<text x="1em">a</text>' * n + "</g>" * 90
    ),
    # style sheets
    "rules-by-class": _sheet(lambda i: f".c{i} {{ fill: red }}"),
    "rules-by-id": _sheet(lambda i: f"#c{i} {{ fill: red }}"),
    "rules-for-all": _sheet(lambda i: "* { fill: red }"),
    "rules-child": _sheet(lambda i: f"g > .c{i} {{ fill: red }}"),
    "rules-attribute": _sheet(lambda i: f"[x='{i}'] {{ fill: red }}"),
    "rules-has": _sheet(lambda i: f"g:has(.c{i}) {{ fill: red }}"),
    "rules-unreadable": _sheet(lambda i: f"g::{i} {{ fill: red }}"),
    "rules-nested": _sheet(lambda i: f"g {{ .c{i} {{ fill: red }} }}"),
    "rules-in-media": _sheet(lambda i: f"@media (min-width: {i}px) {{ .a {{ fill: red }} }}"),
    "rules-in-layers": _sheet(lambda i: f"@layer l{i} {{ .a {{ fill: red }} }}"),
    "rules-unknown": _sheet(lambda i: f"@foo-{i} {{ a: b }}"),
    "rules-fonts": _sheet(lambda i: f"@font-face {{ font-family: f{i}; src: url(x) }}"),
    "rules-imports": _sheet(lambda i: f"@import url(http://a/{i});"),
    "rules-keyframes": _sheet(lambda i: f"@keyframes k{i} {{ to {{ fill: red }} }}"),
    "declarations": lambda n: _svg(f"<style>.a {{ {'fill: red; ' * n} }}</style>{_BOX}"),
    "declarations-unknown": lambda n: _svg(
        f"<style>rect {{ {' '.join(f'mix-blend-mode: m{i};' for i in range(n))} }}</style>{_BOX}"
    ),
    "declarations-lost": _sheet(
        lambda i: f".c {{ backdrop-filter: blur({i}px) }}", f'<g class="c">{_BOX}</g>'
    ),
    "sheets": _each(lambda i: f"<style>.c{i} {{ fill: red }}</style>"),
    "sheet-space": lambda n: _svg(f"<style>rect {{ fill:{' ' * n}red }}</style>{_BOX}"),
    "sheet-lines": lambda n: _svg(f"<style>{chr(10) * n}@foo {{}}</style>{_BOX}"),
    "sheet-comments": _sheet(lambda i: "/* a */"),
    "sheet-unclosed": lambda n: _svg(f"<style>{'a{' * (n // 20)}</style>{_BOX}"),
    "sheet-unclosed-string": lambda n: _svg(f"<style>{chr(34) * n} a {{</style>{_BOX}"),
    "selectors": _selector(lambda i: f".c{i}", ","),
    "selectors-of-two": _selector(lambda i: f"g .c{i}", ","),
    "selector-classes": _selector(lambda i: ".c"),
    "selector-descendants": _selector(lambda i: "g", " "),
    "selector-children": _selector(lambda i: "g", ">"),
    "selector-siblings": _selector(lambda i: "rect", "~"),
    "selector-next": _selector(lambda i: "rect", "+"),
    "selector-has": _selector(lambda i: ":has(rect)"),
    "selector-has-deep": lambda n: _selector(lambda i: ":has(" + (")" * n if i == n - 1 else ""))(
        n
    ),
    "selector-not": _selector(lambda i: ":not(.a)"),
    "selector-not-deep": lambda n: _svg(
        f"<style>{':not(' * n}a{')' * n} {{ fill: red }}</style>{_BOX}"
    ),
    "selector-is": lambda n: _svg(
        f"<style>:is({','.join(f'.c{i}' for i in range(n))}) {{ fill: red }}</style>{_BOX}"
    ),
    "selector-is-many": _selector(lambda i: ":is(g, rect)", " "),
    "selector-is-deep": lambda n: _svg(
        f"<style>{':is(' * n}a{')' * n} {{ fill: red }}</style>{_BOX}"
    ),
    "selector-where-has": _selector(lambda i: ":has(:is(.a))", " "),
    "selector-space": lambda n: _svg(f"<style>g{' ' * n}rect {{ fill: red }}</style>{_BOX}"),
    "nesting-deep": lambda n: _svg(
        f"<style>{'g {' * (n // 10)} fill: red {'}' * (n // 10)}</style>{_BOX}"
    ),
    "nesting-lists": lambda n: _svg(
        f"<style>{'.a, .b {' * min(n // 40, 18)} fill: red {'}' * min(n // 40, 18)}</style>{_BOX}"
    ),
    "siblings-many": lambda n: _svg(
        f"<style>rect ~ .x {{ fill: red }} rect + rect {{ fill: blue }}</style>{_BOX * n}"
    ),
    "siblings-nth": lambda n: _svg(
        "<style>:nth-child(3n+1) { fill: red } :nth-last-of-type(2) { fill: blue }</style>"
        + _BOX * n
    ),
    "siblings-last": lambda n: _svg(
        f"<style>rect:last-child {{ fill: red }} :only-child {{ fill: blue }}</style>{_BOX * n}"
    ),
    "siblings-empty": lambda n: _svg(
        f"<style>g:has(~ .x) {{ fill: red }} g:has(+ .x) {{ fill: red }}</style>{'<g/>' * n}"
    ),
    "has-in-depth": lambda n: _svg(
        f"<style>g:has(.x) {{ fill: red }}</style>{'<g>' * 100}{_BOX * n}{'</g>' * 100}"
    ),
    "media-long": lambda n: _svg(
        f"<style>@media {'not (' * min(n, 90)}print{')' * min(n, 90)} {{ a {{ fill: red }} }}"
        "</style>"
    ),
    "media-list": lambda n: _svg(
        f"<style>@media {','.join(['(min-width: 1px)'] * n)} {{ rect {{ fill: red }} }}</style>"
    ),
    "variables": lambda n: _svg(
        f"<style>:root {{ {' '.join(f'--v{i}: {i};' for i in range(n))} }}"
        f"rect {{ fill: var(--v1) }}</style>{_BOX * 9}"
    ),
    "variables-chain": lambda n: _svg(
        f"<style>:root {{ --v0: red; {' '.join(f'--v{i + 1}: var(--v{i});' for i in range(n))} }}"
        f"rect {{ fill: var(--v{n}) }}</style>{_BOX}"
    ),
    "variables-doubled": lambda n: _svg(
        "<style>:root { --v0: red; "
        + " ".join(f"--v{i + 1}: var(--v{i}) var(--v{i});" for i in range(min(n, 60)))
        + f"}} rect {{ fill: var(--v{min(n, 60)}) }}</style>{_BOX * n}"
    ),
    "variables-fallback": lambda n: _svg(
        f"<style>rect {{ fill: {'var(--a,' * (n // 20)}red{')' * (n // 20)} }}</style>{_BOX}"
    ),
    "variables-by-element": _each(
        lambda i: f'<g style="--v{i}: red"><rect style="fill: var(--v{i})"/></g>'
    ),
    "variables-in-depth": lambda n: _svg(
        "".join(f'<g style="--v{i}: red">' for i in range(min(n, 150)))
        + '<rect style="fill: var(--v0)"/>' * n
        + "</g>" * min(n, 150)
    ),
    # what is refused or reported
    "scripts": _each(lambda i: f"<script>{i}</script>"),
    "scripts-in-one-line": _in_one(lambda i: f"<script>{i}</script>"),
    "handlers": _each(lambda i: f'<rect onclick="a{i}" onload="b{i}"/>'),
    "handlers-in-one-line": _in_one(lambda i: f'<rect onclick="a{i}" onload="b{i}"/>'),
    "handlers-on-one": lambda n: _svg(
        "<g " + " ".join(f'on{chr(97 + i % 26)}{i}="a"' for i in range(min(n, 900))) + "/>"
    ),
    "images": _each(lambda i: f'<image xlink:href="data:image/png;base64,AAAA{i}"/>'),
    "foreign-elements": _each(lambda i: f'<div {_XHTML} title="a{i}"/>'),
    "references-outside": _each(lambda i: f'<rect fill="url(http://a/{i})"/>'),
    "addresses-outside": _each(lambda i: f'<use xlink:href="http://a/{i}#b"/>'),
    "style-imports": _each(lambda i: f'<rect style="fill:url(http://a/{i})"/>'),
    "styles-lost": _each(lambda i: f'<rect style="backdrop-filter: blur({i}px)"/>'),
    "styles-lost-in-one-line": _in_one(lambda i: f'<rect style="backdrop-filter: blur({i}px)"/>'),
    "attributes-unknown": _each(lambda i: f'<rect foo{i}="a" bar="b"/>'),
    "attributes-beyond": _each(lambda i: f'<rect x="9e{i}99" width="9" height="9"/>'),
    "elements-unknown": _each(lambda i: f"<foo{i}/>"),
    "namespaces": _each(lambda i: f'<a:b xmlns:a="http://a/{i}"/>'),
    "fonts": _each(lambda i: f'<text y="{i * 20}" font-family="Font {i}">a</text>'),
    "fonts-in-one-line": _in_one(lambda i: f'<text y="{i * 20}" font-family="Font {i}">a</text>'),
    "small-texts": _in_one(lambda i: f'<text y="{i * 9}" font-size="{1 + i % 70 / 10}">a</text>'),
    "colours-off-palette": _in_one(lambda i: f'<rect width="9" height="9" fill="#{i:06x}"/>'),
    "text-as-paths": _each(lambda i: f'<g id="text_{i}"><path d="M0 0Q1 2 3 4Z"/></g>'),
    "turned-roots": _each(lambda i: f'<text style="writing-mode: vertical-rl" y="{i}">a{i}</text>'),
    "wide-lines": lambda n: _svg(_BOX + " " * n + "<script/>" * (n // 20)),
    # labels in HTML
    "html-text": _label(lambda n: "word " * n),
    "html-long-word": _label(lambda n: "w" * n),
    "html-inline": _label(lambda n: "<b>a</b> <i>b</i> " * n),
    "html-breaks": _label(lambda n: "a<br/>" * n),
    "html-blocks": _label(lambda n: "<p>a b</p>" * n),
    "html-deep": _label(lambda n: "<span>" * min(n, 150) + "a" + "</span>" * min(n, 150)),
    "html-deep-wide": _label(lambda n: "<div>" * 100 + "<b>a</b> " * n + "</div>" * 100),
    "html-space": _label(lambda n: "a" + " " * n + "b"),
    "html-styles": _label(lambda n: "".join(f'<b style="color: #{i:06x}">a</b>' for i in range(n))),
    "html-flex": _label(lambda n: f'<div style="display: flex">{"<div>a</div>" * n}</div>'),
    "html-flex-deep": _label(
        lambda n: (
            '<div style="display: flex">' * min(n // 10, 150) + "a" + "</div>" * min(n // 10, 150)
        )
    ),
    "html-lists": _label(lambda n: f"<ol>{'<li>a</li>' * n}</ol>"),
    "html-labels": _each(
        lambda i: f'<foreignObject width="90" height="20"><div {_XHTML}>a{i}</div></foreignObject>'
    ),
    "html-refused": _each(
        lambda i: f'<foreignObject width="90" height="20"><img {_XHTML}/></foreignObject>'
    ),
    # not well-formed
    "not-closed": lambda n: _svg("<g>" * min(n, 199)),
    "not-closed-text": lambda n: _svg(f"{_BOX * n}<text>a"),
    "quote-not-closed": lambda n: _svg(f'<g a="{"b " * n}/>'),
    "quote-not-closed-space": lambda n: _svg(f'<g a="{" b" * n}{" " * n}/>'),
    "quote-not-closed-word": lambda n: _svg(f'<g a=" {"b" * n} /><g a="c"/>'),
    "tag-space": lambda n: f"<svg {_SPACES}{' ' * n}!><g/></svg>",
    "tag-space-equals": lambda n: f"<svg {_SPACES} a{' ' * n}!><g/></svg>",
    "end-space": lambda n: _svg(f"</g{' ' * n}!"),
    "ampersands": lambda n: _svg("<text>a &amp; b</text>" * n + "<text>&</text>"),
    "ampersands-long": lambda n: _svg(f"<text>&{'a' * n}</text>"),
    "doctype": lambda n: f"<!DOCTYPE svg {'a ' * n}[>" + _svg(_BOX),
    "doctype-quotes": lambda n: "<!DOCTYPE svg " + "'\"" * n + _svg(_BOX),
    "doctypes": lambda n: "<!DOCTYPE " * n,
    "prolog-open": lambda n: "<!-- " * n,
    "declaration-space": lambda n: f'<?xml version="1.0"{" " * n}!?>' + _svg(_BOX),
    "declaration-many": lambda n: f'<?xml version="1.0" {"a=" + chr(34) + "b" + chr(34) + " "}' * n,
    "too-deep": lambda n: _svg("<g>" * (200 + n // 100) + "</g>" * (200 + n // 100)),
}
