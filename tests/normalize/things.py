"""Drawings of one thing each that browsers draw and other renderers may not: name → SVG.

`SAME` come out as a browser draws them; of `REPORTED` a part is not carried over, and L007 says so.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

ROOT = 'width="300" height="100" viewBox="0 0 300 100"'
WIDE = 'width="680" height="100" viewBox="0 0 680 100"'
DOUBLE = 'width="700" height="100" viewBox="0 0 1400 200"'
BOX = '<rect class="b" x="20" y="20" width="80" height="50"/>'
TEXT = '<text class="t" x="20" y="60" font-size="20">Label 10</text>'
HTML = 'xmlns="http://www.w3.org/1999/xhtml"'
HALF = '<rect id="h" width="50%" height="50%" fill="#369"/>'
_TURNED = (
    '<marker id="m" markerWidth="6" markerHeight="6" refY="3" orient="auto"><path '
    'd="M0 0L6 3L0 6z"/></marker><path fill="none" stroke="#369" stroke-width="3" '
    'marker-mid="url(#m)" marker-end="url(#m)" d="{}"/>'
)
"""A path whose markers turn where two of its points no longer meet."""


def drawing(content: str, root: str = ROOT) -> bytes:
    """A file with `content`; a style sheet comes first in it."""
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {root}>{content}</svg>".encode()


def styled(sheet: str, content: str = BOX) -> str:
    """A style sheet and what it is for."""
    return f"<style>{escape(sheet, quote=False)}</style>{content}"


def sheets(*titled: tuple[str, str]) -> str:
    """Style sheets with their titles, for a box."""
    return "".join(f'<style title="{title}">.b{{{own}}}</style>' for title, own in titled) + BOX


_SAME: dict[str, str | bytes] = {
    # values as browsers read them
    "no-break-spaces": styled(
        ".b{fill:\u00a0red;stroke:#369;stroke-width:9\u3000!important} .t\u00a0{fill:red}",
        f'{BOX}{TEXT}<rect class="b\u00a0t" x="200" width="20" height="20"/>',
    ),
    "numbers-after-z": '<path d="M20 20h60v40z5 5h90v30" stroke="#369" fill="none"/>',
    "too-many-values": styled(
        ".b{transform:translate(40px);transform:translate(1px,2px,3px)}"
        ".b{transform:rotate(9deg,1deg);transform:scale(1,2,3)}"
    ),
    "language-without-prefix": f'<g lang="de">{styled(":lang(de) .b{fill:#369}")}</g>',
    "has-nothing": styled(":has(){fill:red}.b:not(){fill:red}.b{stroke:#369}"),
    "copied-beside-the-root": styled(
        ":root{--c:#369;stroke:#c33}.b{fill:var(--c)}",
        f'<g id="d">{BOX}</g><use href="#d" x="150"/>',
    ),
    "copied-is-no-root": f'<defs><g id="d">{BOX}</g></defs>'
    + styled(
        ":root{fill:#369}:root .b{stroke:red}",
        '<use href="#d"/><use href="#d" x="150" fill="#c33"/>',
    ),
    "copied-by-its-class": styled(
        "g .b{stroke:#c33}.b{fill:#369}", f'<g id="d">{BOX}</g><use href="#d" x="150"/>'
    ),
    "opacity-of-shares": f'<g style="--o:60%;opacity:calc(var(--o)/2)">{BOX}</g>'
    f'<g style="fill-opacity:calc(20% + 30%)">{TEXT}</g>',
    "variable-empty": styled(".b{--c:;--d: ;fill:var(--c) #369;stroke:var(--d)#c33}"),
    "variable-empty-no-fallback": f'<g fill="#369">{styled(".b{--c: ;fill:var(--c,red)}")}</g>',
    "variable-initial-has-fallback": f'<g style="--c:red">'
    f"{styled('.b{--c:initial;fill:var(--c,#369)}')}</g>",
    "origin-without-unit": styled(".b{transform:rotate(30deg);transform-origin:60 45}"),
    "origin-with-comma": '<rect x="20" y="20" width="80" height="50" transform="rotate(9)"'
    ' transform-origin="60, 45"/>',
    "paint-not-closed": '<linearGradient id="a"><stop stop-color="#369"/></linearGradient>'
    '<rect x="20" y="20" width="80" height="50" fill="url(#a"/>',
    "text-on-its-own-path": '<text font-size="20"><textPath path="M20 60L100 60 200 90">Queue to'
    f" worker</textPath></text>{BOX}",
    "root-in-its-own-em": drawing(
        f'{BOX}<path d="M0 0h9v9z"/>{HALF}', 'width="70em" height="10em" font-size="10"'
    ),
    "root-rotated": drawing(BOX, f'{WIDE} transform="rotate(180)"'),
    "root-scaled": drawing(BOX, f'{WIDE} transform="scale(.5)"'),
    "root-scaled-about-its-corner": drawing(
        BOX, f'{WIDE} transform="scale(.5)" transform-origin="0 0"'
    ),
    # style sheets
    "borders-of-the-root-of-no-width": styled("*{border-width:0;border-style:solid}.b{fill:#369}"),
    "colours-of-no-number": '<g fill="#369"><rect width="90" height="50" fill="hsl(240, 9%, NaN%)"'
    ' stroke="rgb(undefined,0,0)"/><rect x="99" width="90" height="50" style="fill:rgb(0 0)"/></g>',
    "sheet-in-html": f"<g><style {HTML}>.b{{fill:#369}}</style></g><style {HTML}/>{BOX}",
    "sheet-in-a-label": f'<foreignObject width="99" height="9"><div {HTML}><style>.b{{fill:#369}}'
    f"</style></div><style>.b{{stroke:#c33}}</style></foreignObject>{BOX}",
    "element-in-sheet": f"<style><title>a</title>.b{{fill:#369}}</style>{BOX}",
    "nested": styled("svg{& .b{fill:#369; &:hover{fill:red}}}"),
    "nested-implied": styled("svg{.b{fill:#369} > rect{stroke:#c33}}"),
    "nested-list": styled(".x,svg{& rect,& .z{fill:#369}}"),
    "nested-type": styled(".b{fill:#369;&rect{fill:red}}"),
    "nested-media": styled(".b{@media (min-width:100px){fill:#369}}"),
    "nested-order": styled(".b{fill:red; &{fill:#369}}"),
    "nested-late": styled(".b{&{fill:red} fill:#369}"),
    "supports": styled("@supports (display:grid) and (not (foo:bar)){.b{fill:#369}}"),
    "supports-not": styled(".b{fill:#369}@supports (fill-colour:red){.b{fill:red}}"),
    "supports-selector": styled("@supports selector(:has(a)){.b{fill:#369}}"),
    "layers": styled("@layer a,b;@layer b{.b{fill:#369}}@layer a{svg .b{fill:red}}"),
    "layer-loses": styled(".b{fill:#369}@layer x{svg .b{fill:red}}"),
    "layer-important": styled(".b{fill:red!important}@layer x{.b{fill:#369!important}}"),
    "layer-nested": styled("@layer x{.b{fill:#369}@layer y{.b{fill:red}}}"),
    "layer-of": styled("@layer x{@layer y{.b{fill:red}}}@layer x.z{.b{fill:#369}}"),
    "media-light": styled("@media (prefers-color-scheme:light){.b{fill:#369}}"),
    "media-dark": styled(".b{fill:#369}@media (prefers-color-scheme:dark){.b{fill:red}}"),
    "media-print": styled(".b{fill:#369}@media print{.b{fill:red}}"),
    "media-width": styled("@media (width<=300px) and (height>=100px){.b{fill:#369}}"),
    "media-range": styled("@media (200px<width<400px){.b{fill:#369}}"),
    "media-not": styled("@media not print{.b{fill:#369}}"),
    "media-or": styled("@media (min-width:900px) or (orientation:landscape){.b{fill:#369}}"),
    "media-list": styled("@media print,(min-aspect-ratio:2/1){.b{fill:#369}}"),
    "media-attribute": f'<style media="print">.b{{fill:red}}</style>{BOX}',
    "media-motion": styled("@media (prefers-reduced-motion:reduce){.b{fill:red}}"),
    "media-max": styled(".b{fill:#369}@media screen and (max-width:200px){.b{fill:red}}"),
    "media-below": styled(".b{fill:#369}@media (height<50px) or (400px<width<500px){.b{fill:red}}"),
    "media-calc": styled("@media (min-width:calc(10em + 50px)){.b{fill:#369}}"),
    "media-unit": styled(".b{fill:#369}@media (min-width:100){.b{fill:red}}"),
    "media-unknown": styled(".b{fill:#369}@media not (foo:bar){.b{fill:red}}"),
    "media-inner-not": styled("@media ((width>10px) and (not (height<50px))){.b{fill:#369}}"),
    "hover": styled(".b{fill:#369}.b:hover{fill:red}"),
    "not-hover": styled(".b:not(:hover):not(:focus-visible){fill:#369}"),
    "is-where": styled(":where(rect){fill:red}:is(rect,#x){fill:#369}rect{fill:red}"),
    "has": styled("svg:has(.b) .b{fill:#369}"),
    "nth": styled("rect:nth-child(2){fill:#369}"),
    "root": styled(":root{--c:#369}.b{fill:var(--c)}"),
    "attribute": styled('[width="80"][x^="2"]{fill:#369}'),
    "bad-list": styled(".b{fill:#369}.b,.c:::x{fill:red}"),
    "read-only": styled(".b:defined:not(:invalid){fill:#369}"),
    "import-late": styled('.b{fill:#369} @charset "utf-8";'),
    "invalid-falls-back": styled(".b{fill:#369;fill:notacolour;stroke:#c33;stroke-width:4}"),
    "is-forgiving": styled(":is(rect,:foo){fill:#369}:where(:bar(2),rect){stroke:#c33}"),
    "nested-nowhere": styled("& .b{fill:#369}"),
    "unknown-rules": styled("@foo x{.b{fill:red}}@baz;.b{fill:#369}"),
    "namespace-only": styled("@namespace url(http://www.w3.org/2000/svg);.b{fill:#369}"),
    "relative-for-all": styled("*{font-size:1.2em;letter-spacing:.1em}", f"<g>{TEXT}</g>"),
    "shares-for-all": styled("*{font-size:80%}", '<g><text y="60">La<tspan>bel</tspan></text></g>'),
    "copied-of-all": styled(
        "*{fill:#369}", f'<g id="d">{BOX}</g><use href="#d" x="150" style="fill:#c33"/>'
    ),
    "rem-for-all": styled("*{font-size:1.25rem}", '<g><text y="60">Label</text></g>'),
    "em-of-own-size-for-all": styled(
        "*{letter-spacing:.2em}",
        '<text y="60" font-size="30">La<tspan font-size="9">bel</tspan></text>',
    ),
    "all-unset": styled(
        "g{fill:#369;stroke:#c33}.c{all:unset;r:20px}",
        "<g><rect class='c' width='9'"
        " height='9'/><circle class='c' cx='90' cy='9' r='9' fill='red'/></g>",
    ),
    "all-initial": styled("g{fill:#c33;stroke:#369}.t{all:initial;fill:#369}", f"<g>{TEXT}</g>"),
    "unit-needed": styled(".t{font-size:30}", TEXT),
    "unit-not-needed": styled(".b{stroke:#c33;stroke-width:6;stroke-dasharray:9 3}"),
    "negative-is-invalid": styled(".b{stroke:#c33;stroke-width:4;stroke-width:-2px}"),
    "comment": styled("/* a */.b{/* b */fill:/* c */#369;}"),
    "cdata": f"<style><![CDATA[ .b{{fill:#369}} g > rect{{fill:red}} ]]></style>{BOX}",
    "type-other": f'<style type="text/plain">.b{{fill:red}}</style>{BOX}',
    "type-with-space": f'<style type=" text/css ">.b{{fill:red}}</style>{BOX}',
    "titles": sheets(("a", "fill:#369"), ("b", "fill:red")),
    "titles-and-none": sheets(("a", "fill:red"), ("b", "stroke:red"), ("", "fill:#369")),
    "titles-again": sheets(("a", "fill:red"), ("b", "fill:blue"), ("a", "fill:#369")),
    "titles-of-other-case": sheets(("a", "fill:#369"), ("A", "fill:red"), (" a", "fill:red")),
    "titles-of-space": sheets((" ", "fill:#369"), ("b", "fill:red")),
    "titles-first-is-empty": f'<style title="z"/>{sheets(("a", "fill:red"))}',
    "titles-first-is-for-print": '<style title="z" media="print">.b{fill:red}</style>'
    + sheets(("a", "fill:red")),
    "titles-first-is-no-sheet": '<style title="z" type="text/plain"/>'
    + sheets(("a", "fill:#369"), ("b", "fill:red")),
    # variables and arithmetic
    "variable-fallback": styled(".b{fill:var(--no,#369)}"),
    "variable-inherited": styled("svg{--c:#369}g{--c:#c33}.b{fill:var(--c)}", f"<g>{BOX}</g>"),
    "variable-invalid": styled("svg{fill:#c33}.b{fill:blue;fill:var(--no)}"),
    "variable-cycle": styled("svg{fill:#369}.b{--a:var(--b);--b:var(--a);fill:var(--a)}"),
    "variable-in-list": styled(".b{--d:9 3;stroke:#c33;stroke-dasharray:var(--d)}"),
    "variable-in-attribute": styled("svg{--c:#369}", BOX.replace("<rect", '<rect fill="var(--c)"')),
    "variable-font": styled("svg{--f:bold 24px Arial}.t{font:var(--f)}", TEXT),
    "variable-beside-unit": styled("rect{x:9px;x:var(--x,50)px}.b{stroke:#c33;stroke-width:5}"),
    "variable-in-calc": styled(".b{--w:3px;stroke:#c33;stroke-width:calc(var(--w)*2 + 1px)}"),
    "property": styled(
        "@property --c{syntax:'<color>';inherits:true;initial-value:#369}.b{fill:var(--c)}"
    ),
    "property-own": styled(
        "@property --c{syntax:'<color>';inherits:false;initial-value:#369}"
        "g{--c:red}.b{fill:var(--c)}",
        f"<g>{BOX}</g>",
    ),
    "property-incomplete": styled(
        "@property --c{syntax:'<color>';initial-value:red}.b{fill:var(--c,#369)}"
    ),
    "variable-unfit": styled("g{fill:#369}.b{fill:red;--a:1px;fill:var(--a)}", f"<g>{BOX}</g>"),
    "calc-geometry": styled(".b{x:calc(50% - 40px);width:calc(10% + 50px)}"),
    "min-max": styled(".b{width:min(50%,120px);height:max(10px,2em)}"),
    "clamp": styled(".t{font-size:clamp(10px,10vw,26px)}", TEXT),
    "calc-attribute": '<rect x="calc(10px + 5%)" y="20" width="calc(2*40px)" height="50"/>',
    "calc-of-viewport": '<svg width="calc(9px + 5%)" height="60"><circle r="70" fill="red"/></svg>',
    "calc-opacity": styled(".b{fill:#369;opacity:calc(1/2)}"),
    # units
    "rem": drawing('<text x="1rem" y="3rem" font-size="1rem">rem</text>', f'{ROOT} font-size="24"'),
    "ch": '<rect width="10ch" height="2ex" x="1em" y="20" font-size="20" fill="#369"/>',
    "vw": '<rect width="50vw" height="20vh" x="5vmin" y="20" fill="#369"/>',
    "larger": '<g font-size="20"><text x="9" y="40" font-size="larger">larger</text>'
    '<text x="150" y="40" font-size="smaller">smaller</text></g>',
    "keyword-size": '<text x="9" y="40" font-size="x-large">x</text><text x="60" y="40"'
    ' font-size="small">small</text>',
    "percent-size": '<g font-size="20"><text x="9" y="40" font-size="150%">a</text></g>',
    "em-in-use": '<defs><text id="t" y="1em" font-size="2em">em</text></defs>'
    '<use href="#t" x="20" y="9" font-size="20"/>',
    "millimetres": '<rect x="5mm" y="5mm" width="2cm" height=".5in" stroke="#c33"'
    ' stroke-width="1pt"/>',
    "percent-stroke": '<path d="M20 50H200" stroke="#369" stroke-width="5%"/>',
    "percent-radius": '<circle cx="50%" cy="50%" r="10%" fill="#369"/>',
    "unitless-in-style": '<rect style="x:9;y:5;width:90;height:40;fill:#369"/><text y="90" x="9"'
    ' style="font-size:30;letter-spacing:5">spaced</text>',
    "unitless-in-sheet": styled("rect{x:50;rx:9;width:9;fill:#369}"),
    "turn-without-unit": '<rect x="50" width="90" height="40" style="rotate:20"/>',
    "outline-without-path": '<path d="M9 9H90V90" style="d:M0 0H300V90"/>',
    "box-of-no-name": '<rect x="50" y="20" width="60" height="40" style="transform-box:fill;'
    'transform:translateX(50%)"/>',
    "unitless-number": '<rect width="90" height="50" opacity="50px" fill="#369"/>',
    "offset-unit": '<linearGradient id="g"><stop offset="5mm" stop-color="#fff"/>'
    '<stop offset="1" stop-color="#369"/></linearGradient>'
    '<rect width="160" height="90" fill="url(#g)"/>',
    "miter-unit": '<path d="M20 80L50 20L60 80" fill="none" stroke="#369" stroke-width="9"'
    ' stroke-miterlimit="1px"/>',
    "percent-scaled": drawing(
        '<rect width="50%" height="50%" transform-origin="50% 50%" transform="rotate(9)"/>'
        '<circle cx="75%" cy="50%" r="10%" style="translate:-5% 1em"/>',
        'width="600" height="200" viewBox="0 0 300 100"',
    ),
    "percent-wide": drawing(
        '<rect width="50%" height="50%" style="transform:rotate(9deg);transform-origin:center"/>'
        '<circle cx="75%" cy="50%" r="10%" stroke="red" stroke-width="1%"/>',
        'width="1600" height="400" viewBox="0 0 1600 400"',
    ),
    # viewports: what percentages are of
    "svg-clips-and-places": '<svg x="9.5" y="20" width="60" height="40" viewBox="0 0 9 3" '
    'preserveAspectRatio="xMaxYMin slice" fill="#369"><circle cx="4" cy="2" r="5"/></svg>'
    '<svg x="100" width="60" height="60" transform="rotate(9)" opacity=".5"><rect '
    'width="90" height="90"/></svg>',
    "svg-that-shows-beyond": '<svg x="9" width="40" height="40" viewBox="0 0 9 9" '
    'overflow="visible" fill="#369"><circle cx="9" cy="9" r="8"/></svg>',
    "svg-of-no-size": '<svg width="0" height="9"><rect id="r" width="90" height="70"/></svg>'
    '<use href="#r" x="9" fill="#369"/>',
    "percent-in-svg": f'<svg x="10" width="200" height="80">{HALF}</svg>',
    "percent-in-view-box": f'<svg width="200" height="80" viewBox="0 0 10 10">{HALF}</svg>',
    "percent-in-percent": f'<svg width="50%"><svg x="20%" height="50%">{HALF}</svg></svg>',
    "percent-in-symbol": f'<symbol id="s">{HALF}</symbol><use href="#s" width="50%" height="60"/>',
    "percent-in-symbol-box": f'<symbol id="s" viewBox="0 0 10 10">{HALF}</symbol>'
    '<use href="#s" width="200" height="60"/>',
    "percent-in-symbol-sized": f'<symbol id="s" width="30%" height="60">{HALF}</symbol>'
    '<use href="#s"/>',
    "percent-in-several-sizes": f'<symbol id="s">{HALF}</symbol>'
    '<use href="#s" width="90" height="60"/><use href="#s" x="150" width="60" height="90"/>',
    "percent-used": f'<defs>{HALF}</defs><svg x="100" width="100" height="80">'
    '<use href="#h"/></svg>',
    "percent-used-in-group": f'<defs><g><g id="g">{HALF}</g></g></defs>'
    '<svg x="100" width="100" height="80"><use href="#g"/></svg>',
    "percent-used-in-symbol": f'<symbol id="s" viewBox="0 0 10 10"><use href="#h"/></symbol>'
    f'<defs>{HALF}</defs><use href="#s" width="60" height="60"/>',
    "percent-used-twice": f'<defs>{HALF}</defs><svg width="100" height="80"><use href="#h"/></svg>'
    '<svg x="150" width="60" height="100"><use href="#h"/></svg>',
    "percent-used-of-svg": f'<defs><svg id="s" width="9" height="9">{HALF}</svg></defs>'
    '<use href="#s" width="90" height="60"/>',
    "percent-inherited": '<g stroke="#369" stroke-width="10%" stroke-dasharray="20% 5">'
    '<svg width="90" height="90"><path d="M0 40H90"/></svg></g>',
    "percent-inherited-by-use": '<symbol id="s" viewBox="0 0 90 90"><path d="M0 40H90"/></symbol>'
    '<use href="#s" width="90" height="90" stroke="#369" stroke-width="10%"/>',
    "percent-inherited-by-leaf": '<defs><path id="p" d="M0 40H90"/></defs><svg width="90"'
    ' height="90"><use href="#p" stroke="#369" stroke-width="10%"/></svg>',
    "percent-gradient-outside": '<linearGradient id="g" gradientUnits="userSpaceOnUse" x2="20%">'
    '<stop stop-color="#fff"/><stop offset="1" stop-color="#369"/></linearGradient>'
    '<svg width="100" height="80"><rect width="100" height="80" fill="url(#g)"/></svg>',
    "percent-gradient-inside": '<symbol id="s" viewBox="0 0 90 90"><linearGradient id="g"'
    ' gradientUnits="userSpaceOnUse" x2="10%"><stop stop-color="#fff"/><stop offset="1"'
    ' stop-color="#369"/></linearGradient><rect width="90" height="90" fill="url(#g)"/></symbol>'
    '<use href="#s" width="90" height="90"/>',
    "percent-gradient-lent": '<svg width="100" height="80"><linearGradient id="g"'
    ' gradientUnits="userSpaceOnUse" x2="50%"><stop stop-color="#fff"/><stop offset="1"'
    ' stop-color="#369"/></linearGradient></svg><rect width="300" height="80" fill="url(#g)"/>',
    "percent-clip-outside": '<clipPath id="c"><rect width="20%" height="90"/></clipPath>'
    '<svg width="100" height="80"><rect width="90" height="70" clip-path="url(#c)"/></svg>',
    "percent-clip-of-box": '<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".2%"'
    ' height="1"/></clipPath><rect width="90" height="70" clip-path="url(#c)"/>',
    "percent-filter": '<filter id="f" filterUnits="userSpaceOnUse" x="0" y="0" width="50%"'
    ' height="50%"><feFlood flood-color="#369" width="25%"/></filter><svg width="100" height="80">'
    '<rect width="90" height="70" filter="url(#f)"/></svg>',
    "percent-marker": '<marker id="m" viewBox="0 0 10 10" refX="1%" refY="4%" markerWidth="10%"'
    ' markerHeight="20%" markerUnits="userSpaceOnUse"><rect width="2%" height="8%"/></marker>'
    '<path d="M50 50H100" stroke="#369" marker-end="url(#m)"/>',
    "percent-pattern": '<pattern id="p" patternUnits="userSpaceOnUse" width="20" height="20"'
    ' viewBox="0 0 100 100"><circle r="20%" fill="#369"/></pattern>'
    '<rect width="200" height="80" fill="url(#p)"/>',
    "percent-moved-in-symbol": '<symbol id="s"><rect width="20" height="20" style="rotate:30deg;'
    'transform-origin:center"/></symbol><use href="#s" width="90" height="90"/>',
    "percent-moved-by-use": '<defs><rect id="r" width="30" height="20" style="translate:20% 10%"/>'
    '</defs><svg width="90" height="90"><use href="#r"/></svg>',
    "percent-moved-in-pattern": '<pattern id="p" patternUnits="userSpaceOnUse" width="90"'
    ' height="90" viewBox="0 0 90 90"><rect width="30" height="20" style="translate:10% 10%"/>'
    '</pattern><rect width="200" height="90" fill="url(#p)"/>',
    "em-used": '<g font-size="10"><rect id="r" width="2em" height="2em"/></g>'
    '<use href="#r" x="100" font-size="40"/>',
    "em-used-alike": '<defs><rect id="r" width="calc(1em + 9px)" height="2em"/></defs>'
    '<use href="#r" font-size="30"/><use href="#r" x="90" font-size="30"/>',
    "percent-size-used": '<defs><text id="t" y="50" font-size="150%">Ab</text></defs>'
    '<use href="#t" font-size="20"/><use href="#t" x="90" font-size="30"/>',
    "use-width-unreadable": '<symbol id="s"><path d="M0 0h90v90"/></symbol>'
    '<use href="#s" width="foo"/><path d="M200 0h9v9"/>',
    "calc-in-list": '<text y="calc(1em + 9px)" x="9" dy="30">not read</text>',
    "calc-of-number": '<linearGradient id="g"><stop offset="calc(1/2)" stop-color="#fff"/>'
    '<stop offset="1" stop-color="#369"/></linearGradient>'
    '<rect width="160" height="90" fill="url(#g)"/>',
    "calc-of-offset": '<filter id="f"><feOffset dx="calc(10 + 20)"/></filter>'
    '<rect width="60" height="50" filter="url(#f)"/>',
    # geometry by CSS, where browsers take it
    "geometry-of-use": styled(
        "use{x:90px;y:20px}", '<defs><path id="p" d="M0 0h50v50"/></defs><use href="#p" x="9"/>'
    ),
    "geometry-of-use-size": styled(
        "use{width:50px;height:50px}",
        '<symbol id="s" viewBox="0 0 9 9"><path d="M0 0h9v9"/></symbol><use href="#s"/>',
    ),
    "geometry-of-svg": styled(
        "svg svg{x:50px;y:20px;width:40px;height:40px}",
        '<svg width="90" height="90"><path d="M0 0h80v80"/></svg>',
    ),
    "geometry-of-symbol": styled(
        "symbol{x:50px;width:40px;height:40px}",
        '<symbol id="s"><path d="M0 0h90v90"/></symbol><use href="#s"/>',
    ),
    "geometry-of-mask": styled(
        "mask{x:0;y:0;width:30px;height:30px}",
        '<mask id="m" x="0" y="0"'
        ' maskUnits="userSpaceOnUse" width="90" height="90"><path d="M0 0h99v99" fill="#fff"/>'
        '</mask><rect width="90" height="90" mask="url(#m)"/>',
    ),
    "geometry-of-pattern": styled(
        "pattern{width:10px;height:10px}",
        '<pattern id="p" width="30"'
        ' height="30" patternUnits="userSpaceOnUse"><circle r="9"/></pattern>'
        '<rect width="200" height="90" fill="url(#p)"/>',
    ),
    "geometry-of-filter": styled(
        "filter,feFlood{x:0;y:0;width:30px;height:30px}",
        '<filter id="f" filterUnits="userSpaceOnUse" x="0" y="0" width="90" height="60"><feFlood'
        ' flood-color="#369"/></filter><rect width="90" height="90" filter="url(#f)"/>',
    ),
    "geometry-of-shapes": styled(
        "*{cx:150px;cy:40px;r:20px;rx:9px}",
        BOX + '<circle r="5"/><ellipse ry="30"/><text x="9" y="90">x</text>',
    ),
    "percent-inherited-by-one": drawing(
        '<g stroke="#369" stroke-width="2%"><path d="M0 100h500"/><svg width="90" height="90">'
        '<path d="M0 40H90" stroke-width="3"/><g stroke-width="5"><path d="M0 60H90"/></g>'
        "</svg></g>",
        DOUBLE,
    ),
    "percent-inherited-by-no-stroke": drawing(
        '<g stroke-width="2%"><path d="M0 100h500" stroke="#369"/><svg width="90" height="90">'
        '<rect width="60" height="40"/><text y="80">Hi</text></svg></g>',
        DOUBLE,
    ),
    "percent-inherited-by-used": drawing(
        '<defs><path id="p" d="M0 40H90" stroke-width="3"/></defs><g stroke="#369"'
        ' stroke-width="2%"><path d="M0 100h500"/><svg width="90" height="90"><use href="#p"/>'
        "</svg></g>",
        DOUBLE,
    ),
    "used-svg-in-own-em": '<svg id="n" width="2ex" font-size="2em"><rect width="100" height="30"/>'
    '</svg><use href="#n" y="40%"/>',
    "used-svg-in-em-and-percent": '<svg id="n" width="calc(2em + 10%)" height="40" font-size="2em">'
    '<rect width="100%" height="30"/></svg><use href="#n" y="50%"/>',
    "used-svg-in-em-of-uses": '<defs><svg id="n" width="2em" height="40" font-size="2em">'
    '<rect width="100%" height="30"/></svg></defs><use href="#n" font-size="30"/>'
    '<use href="#n" y="50%" font-size="40"/>',
    "used-svg-in-em-of-no-one": '<defs><svg id="n" width="2em" height="20" font-size="2em">'
    '<rect width="50" height="9"/></svg><g id="m"><use href="#n"/></g></defs>'
    '<use href="#m" font-size="10"/><use href="#m" y="50%" font-size="7"/>',
    # transforms
    "translate": '<rect width="60" height="40" style="translate:40px 30px"/>',
    "rotate": '<rect x="90" y="20" width="60" height="40" style="rotate:20deg"/>',
    "scale": '<g style="scale:1.5 .5"><rect x="20" y="20" width="60" height="40"/></g>',
    "all-three": '<rect width="60" height="30" style="translate:90px 20px;rotate:.05turn;'
    'scale:1.2;transform:skewX(10deg)"/>',
    "fill-box": '<rect x="90" y="30" width="60" height="40" style="transform-box:fill-box;'
    'transform-origin:center;rotate:30deg"/>',
    "fill-box-path": '<path d="M90 30C120 -10 160 90 180 40Z" fill="#369" style="transform-box:'
    'fill-box;transform-origin:100% 0;transform:rotate(20deg) scale(.8)"/>',
    "fill-box-group": '<g style="transform-box:fill-box;transform-origin:50% 50%;scale:.5">'
    '<circle cx="150" cy="50" r="40"/><rect x="30" y="10" width="9" height="9"'
    ' transform="translate(5 5)"/></g>',
    "fill-box-of-svg": '<g style="transform-box:fill-box;rotate:10deg"><svg x="90" y="10%">'
    '<rect width="25%" height="60"/></svg></g>',
    "fill-box-of-view-box": '<g style="transform-box:fill-box;transform-origin:center;rotate:9deg">'
    '<svg x="90" width="100" height="80" viewBox="2 0 10 10"><rect x="3" width="7" height="5"/>'
    "</svg></g>",
    "fill-box-of-used-symbol": '<symbol id="s" viewBox="0 0 10 10" preserveAspectRatio="xMinYMax">'
    '<rect x="3" width="7" height="5"/></symbol><g style="transform-box:fill-box;rotate:20deg;'
    'transform-origin:center"><use href="#s" x="90" width="100" height="80"/></g>',
    "stroke-box": '<rect x="90" y="30" width="60" height="40" stroke="#c33" stroke-width="10"'
    ' style="transform-box:stroke-box;transform-origin:0 0;rotate:10deg"/>',
    "percent-move": '<rect width="60" height="40" style="transform:translate(50%,20%)"/>',
    "percent-fill-box": '<rect x="50" y="20" width="60" height="40" style="'
    'transform-box:fill-box;transform:translateX(100%)"/>',
    "origin-attribute": '<rect width="300" height="100" transform="scale(.4)"'
    ' transform-origin="50% 50%" fill="#369"/>',
    "origin-words": '<rect width="90" height="50" transform="rotate(90)"'
    ' transform-origin="right top" style="translate:-190px 0" fill="#369"/>',
    "origin-view-box": drawing(
        '<rect x="10" y="10" width="50" height="30" style="rotate:90deg;transform-origin:center"/>',
        'width="300" height="100" viewBox="-50 -20 300 100"',
    ),
    "matrix3d": '<rect width="60" height="30" style="transform:'
    'matrix3d(1,0,0,0,0,1,0,0,0,0,1,0,50,20,0,1)"/>',
    "translate3d": '<rect width="60" height="30" style="transform:translate3d(40px,9px,0)"/>',
    "rotate-z": '<rect width="60" height="30" style="transform:rotateZ(20deg) scaleX(2)"/>',
    "skew": '<rect x="30" width="60" height="30" style="transform:skew(20deg,10deg)"/>',
    "none-wins": '<rect width="60" height="30" '
    'transform="translate(90 0)" style="transform:none"/>',
    "scale-percent": '<g style="scale:150% 50%"><rect x="20" y="20" width="60" height="40"/></g>',
    "origin-one-word": '<rect x="90" y="30" width="60" height="40" style="rotate:10deg;'
    'transform-origin:bottom"/>',
    "angle-needs-unit": '<rect width="60" height="40" style="transform:rotate(30)"/>',
    "needs-commas": '<rect width="60" height="40" style="transform:matrix(1 0 0 1 20 10)"/>',
    "unknown-function": '<rect width="60" height="40" style="transform:translate(9px) foo(2)"/>',
    "invalid-falls-to-attribute": '<rect width="60" height="40" transform="rotate(30)"'
    ' style="transform:translate(30 10)"/>',
    "move-unset": '<g style="translate:40px"><rect width="60" height="40" style="translate:unset"/>'
    "</g>",
    "fill-box-use": '<defs><rect id="r" width="50" height="30"/></defs><use href="#r" x="50" y="20"'
    ' style="transform-box:fill-box;transform-origin:center;rotate:30deg"/>',
    "percent-nested": '<svg x="50" y="10" width="100" height="80"><rect width="20" height="20"'
    ' style="translate:50% 50%"/></svg>',
    "gradient-by-css": '<linearGradient id="g" style="transform:rotate(45deg)"><stop'
    ' stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
    '<rect width="200" height="80" fill="url(#g)"/>',
    "pattern-by-css": '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"'
    ' style="transform:rotate(45deg)"><rect width="10" height="20"/></pattern>'
    '<rect width="200" height="80" fill="url(#p)"/>',
    "transform-rem": '<rect width="60" height="30" style="transform:translate(2rem,1em)"/>',
    # animations
    "forwards": styled(
        "@keyframes a{to{fill:#369;transform:translateX(30px)}}.b{animation:a .01s forwards}"
    ),
    "both": styled(
        "@keyframes a{from{opacity:0}50%{opacity:.2}to{opacity:.7}}"
        ".b{opacity:0;animation:a .01s ease both}"
    ),
    "alternate": styled(
        "@keyframes a{from{fill:#369}to{fill:red}}.b{animation:a .01s 2 alternate forwards}"
    ),
    "reverse": styled("@keyframes a{from{fill:#369}to{fill:red}}.b{animation:a .01s reverse both}"),
    "two": styled(
        "@keyframes a{to{fill:#369}}@keyframes b{to{stroke:#c33}}"
        ".b{animation:a .01s forwards,b .01s forwards}"
    ),
    "no-keyframes": styled(".b{fill:#369;animation:no 1s infinite}"),
    "important-in-keyframes": styled(
        "@keyframes a{to{fill:red!important;stroke:#c33}}.b{fill:#369;animation:a .01s forwards}"
    ),
    "prefixed": styled("@keyframes a{to{fill:#369}}.b{-webkit-animation:a .01s forwards}"),
    "animated-variable": styled(
        "@keyframes a{to{--c:#369}}.b{--c:red;fill:var(--c);animation:a .01s forwards}"
    ),
    "important-wins": styled(
        "@keyframes a{to{fill:red}}.b{fill:#369!important;animation:a .01s forwards}"
    ),
    "transition": styled(".b{fill:#369;transition:fill 1s}"),
    # colours
    "hsl": '<rect width="90" height="50" fill="hsl(200deg 50% 50% / .5)"/>',
    "hsl-without-percent": '<rect width="90" height="50" fill="hsl(200, 50, 50)"/>',
    "rgb-with-a-share": '<rect width="90" height="50" fill="rgb(40 60% 200"/>',
    "words-and-commas": '<rect width="90" height="50" fill="rgb(none,200,9)"/>',
    "oklch": '<rect width="90" height="50" fill="oklch(70% .1 200)"/>',
    "colour-mix": styled(".b{fill:color-mix(in srgb,red 30%,blue)}"),
    "system": styled(".b{fill:Canvas;stroke:CanvasText}.t{fill:LinkText}", BOX + TEXT),
    "light-dark": drawing(
        styled(".b{fill:light-dark(#369,red);stroke:light-dark(#333,#fff)}"),
        f'{ROOT} style="color-scheme:light dark"',
    ),
    "current": drawing(
        '<rect width="90" height="50" fill="currentColor"/>', f'{ROOT} color="#369"'
    ),
    "inherit": styled(
        "g{stroke:#c33;stroke-width:4}rect{stroke:none;stroke:inherit}", f"<g>{BOX}</g>"
    ),
    "initial": styled(
        "g{fill:#c33;stroke:#369;stroke-width:9}rect{stroke-width:initial}", f"<g>{BOX}</g>"
    ),
    "unset": styled(
        "g{fill:#369}rect{fill:unset}",
        "<g>" + BOX.replace("<rect", '<rect fill="red"') + "</g>",
    ),
    # what is used stands by itself
    "use-selectors": styled(
        "svg .p{fill:red}defs path{fill:red}.p{stroke:#369}g > .p{stroke-width:4}",
        '<defs><g id="u"><path class="p" d="M4 4h46v46H4z"/></g></defs><use href="#u"/>',
    ),
    "use-of-shown": styled(
        "svg .p{fill:#369}", '<path id="u" class="p" d="M4 4h46v46H4z"/><use href="#no"/>'
    ),
    "symbol-selectors": styled(
        "symbol > .p{fill:#369}g .p{fill:red}",
        '<g><symbol id="u"><path class="p" d="M4 4h46v46H4z"/></symbol></g><use href="#u"/>',
    ),
    "tabular": styled(".t{font-variant-numeric:tabular-nums}", TEXT),
    "features-of-other-fonts": styled(
        ".t{font-feature-settings:'tnum','zero' 1;font-variant-east-asian:full-width;"
        "font-variant-numeric:slashed-zero}",
        TEXT,
    ),
    # geometry and shapes by CSS
    "geometry": '<circle style="cx:25%;cy:50px;r:10%"/><rect style="x:150px;y:10px;width:90px;'
    'height:40px;rx:9px" fill="#369"/>',
    "steps": (Path(__file__).parent / "steps-before.svg").read_bytes(),
    "path-by-css": """<path style="d:path('M20 20H90V60Z')" fill="#369"/>""",
    "commas-in-paths": '<g stroke="#369"><path d="M,20,20,L90 90"/><path d="M20 20h90,L,9 9"/></g>',
    "commas-in-transforms": f'<g transform="translate(90,)">{BOX}</g>'
    f'<g transform="scale(.5),"><g transform="translate(9,9),scale(.9)">{TEXT}</g></g>',
    "comma-after-viewbox": drawing(BOX, 'width="300" height="100" viewBox="0 0 600 200,"'),
    "d-none": '<path d="M20 20H90V60Z" style="d:none"/><rect width="20" height="20"/>',
    "ellipse-auto": '<ellipse cx="90" cy="50" rx="40" fill="#369" style="ry:auto"/>',
    # text
    "white-space": '<text x="9" y="40" style="white-space:pre">a   b\tc</text>',
    "white-space-group": '<g style="white-space:pre"><text x="9" y="40">  two  </text>'
    '<text x="9" y="80" xml:space="default">  two   x</text></g>',
    "white-space-normal": '<text x="9" y="40" xml:space="preserve" style="white-space:normal">'
    "  a   b</text>",
    "upper": '<text x="9" y="40" style="text-transform:uppercase">abc <tspan style="'
    'text-transform:none">def</tspan> ghi</text>',
    "capitals": '<g style="text-transform:capitalize"><text x="9" y="40">two words</text></g>',
    "small-caps": '<text x="9" y="40" style="font-variant-caps:small-caps">Small Caps</text>',
    "decoration": '<text x="9" y="40" style="text-decoration:underline red 3px">under</text>',
    "decoration-parts": '<text x="9" y="40" style="text-decoration-line:line-through;'
    'text-decoration-color:red">through</text>',
    "font-resets": '<g font-weight="bold" font-style="italic"><text x="9" y="40" style="font:'
    '20px Arial">plain</text></g>',
    "font-variant-resets": '<g style="font-variant:small-caps"><text x="9" y="40" style="font:'
    '20px Arial">Plain</text></g>',
    "font-invalid": '<text x="9" y="40" font-size="20" style="font:bold 12 Arial">Plain</text>',
    "weights": '<g font-weight="bold"><text x="9" y="30" font-weight="normal">a</text>'
    '<text x="9" y="60" style="font-weight:600">b</text></g>',
    "rtl": '<text x="280" y="40" direction="rtl" font-size="20">שלום עולם 12</text>',
    "rtl-middle": '<text x="150" y="40" direction="rtl" text-anchor="middle">שלום, abc 3</text>',
    "bidi": '<text x="9" y="40" style="direction:rtl;unicode-bidi:bidi-override;'
    'text-anchor:end">abc</text>',
    "baseline": '<text x="9" y="40">a<tspan baseline-shift="super" font-size="70%">2</tspan>'
    '<tspan dominant-baseline="middle">m</tspan></text>',
    "letter-spacing-em": '<text x="9" y="40" '
    'style="letter-spacing:.2em;word-spacing:1ch">a b c</text>',
    "vertical": '<text x="90" y="20" style="writing-mode:vertical-rl">down</text>',
    "text-length": '<text x="9" y="40" textLength="50%">stretched</text>',
    # references
    "target-in-unknown": '<foo><rect id="r" width="50" height="40"/></foo>'
    '<use href="#r" x="9" y="9"/>',
    "target-in-metadata": '<metadata><rect id="r" width="50" height="40"/></metadata>'
    '<use href="#r" x="9" y="9"/><path d="M0 0h9v9"/>',
    "target-in-title": '<title><circle id="r" r="30"/></title><use href="#r" x="90" y="50"/>'
    '<path d="M0 0h9v9"/>',
    "gradient-in-unknown": '<foo><linearGradient id="g"><stop stop-color="#369"/>'
    '</linearGradient></foo><rect width="90" height="50" fill="url(#g) #c33"/>',
    "fallback-invalid": '<g fill="#369"><rect width="90" height="50" fill="url(#no) #1e400"/></g>',
    "fallback-modern": '<rect width="90" height="50" fill="url(#no) oklch(70% .1 200)"/>',
    "switch-of-nothing": '<switch><use systemLanguage="en" href="#no"/>'
    '<rect width="90" height="50"/></switch><path d="M0 0h9v9"/>',
    "switch-of-no-language": '<switch><rect systemLanguage="\\31" width="90" height="50"/>'
    '<rect width="20" height="20"/></switch>',
    "origin-empty": '<rect width="90" height="50" transform="rotate(9)" transform-origin=""/>',
    "fallback-paint": '<rect width="90" height="50" fill="url(#no) #369"/>',
    "points-that-meet-before-a-curve": _TURNED.format(
        "M294.49988 85.8262L122.62055 25.09232C122.62055 25.09232 154.19955 68.8776 67.89216 34.65"
    ),
    "points-that-meet-at-the-end": _TURNED.format(
        "M158.01948,53.53834L247.98207,56.2352L203.74161,28.74648L158.01948,53.53834Z"
    ),
    "points-that-meet-in-a-later-subpath": _TURNED.format(
        "M9 9h9M81.96055,66.20684L360.81681,76.42114L258.66946,72.20133L81.96055,66.20684Z"
    ),
    "borders-in-strokes": '<marker id="m" markerWidth="9" markerHeight="9"><path d="M0 0h9v9z"/>'
    '</marker><g stroke-linecap="round" stroke-linejoin="round" marker-end="url(#m)"><foreignObject'
    ' x="20" y="20" width="200" height="90"><div xmlns="http://www.w3.org/1999/xhtml" style="border'
    ':8px solid #369;height:9px"/><div xmlns="http://www.w3.org/1999/xhtml" style="border-left:9px'
    ' solid #c33;height:20px;margin:9px"/></foreignObject></g>',
    "marker-shorthand": '<marker id="m" markerWidth="9" markerHeight="9" refX="4" refY="4">'
    '<circle cx="4" cy="4" r="4"/></marker><path d="M20 20H90V60" fill="none"'
    ' stroke="#369" style="marker:url(#m)"/>',
    "clip": '<clipPath id="c"><circle cx="50" cy="50" r="30"/></clipPath><rect width="90"'
    ' height="90" style="clip-path:url(&quot;#c&quot;)"/>',
    "filter-function": '<rect x="30" y="30" width="60" height="40" style="filter:drop-shadow('
    '3px 3px 2px #0008)"/>',
    "blend-idle": styled(".b{mix-blend-mode:normal;isolation:isolate;fill:#369}"),
    "vector-effect": '<g transform="scale(3)"><path d="M9 9H60" stroke="#369" stroke-width="4"'
    ' vector-effect="non-scaling-stroke"/></g>',
    "paint-order": '<text x="9" y="60" font-size="40" stroke="#c33" stroke-width="6"'
    ' style="paint-order:stroke">Ab</text>',
    # sizes and places that are none
    "several-places": '<rect x="20 30" y="5,5" width="90" height="40" fill="#369"/>'
    '<circle cx="200" cy="50,5" r="30" stroke="red"/><line x1="9,5" x2="90" y2="90" stroke="red"/>'
    '<use href="#b" x="99,5"/><rect id="b" y="60" width="20" height="20"/>',
    "sizes-below-0": '<rect width="90" height="50" rx="-9" ry="9"/><ellipse cx="150" cy="50"'
    ' rx="-4" ry="30" fill="#369"/><rect x="200" width="-50" height="40"/>'
    '<circle cx="250" r="-9"/>',
    "inner-svg-below-0": f'<svg x="9,5" y="9" width="-40" height="-30">{BOX}</svg>',
    "mask-below-0": '<mask id="m" x="0,5" width="-2"><path d="M0 0h50v50h-50z" fill="#fff"/>'
    f'</mask><g mask="url(#m)">{BOX}</g>',
    "pattern-below-0": '<pattern id="p" width="-20" height="20" patternUnits="userSpaceOnUse">'
    '<path d="M0 0h9v9z"/></pattern><rect width="90" height="90" fill="url(#p)" stroke="#369"/>',
    "offset-of-a-filter-with-a-comma": '<filter id="f"><feOffset dx="9,5" dy="20"/></filter>'
    f'<g filter="url(#f)">{BOX}</g>',
    # the root
    "root-background": drawing(TEXT, f'{WIDE} style="background:#fdebd0"'),
    "root-background-none": drawing(
        TEXT.replace("<text", '<text fill="#fff"'), f'{WIDE} style="background:#111 none"'
    ),
    "root-background-variable": drawing(
        TEXT.replace("<text", '<text fill="#fff"'),
        f'{WIDE} style="--bg:#123;background:var(--bg)"',
    ),
    "root-background-sheet": drawing(
        styled(
            "svg{background-color:hsl(222,47%,11%)}", TEXT.replace("<text", '<text fill="#fff"')
        ),
        WIDE,
    ),
    "root-background-invalid": drawing(TEXT, f'{WIDE} style="background:#fdebd0;background:foo"'),
    "root-background-current": drawing(
        TEXT.replace("<text", '<text fill="#fff"'),
        f'{WIDE} style="color:#123;background:currentColor"',
    ),
    "root-half": drawing(TEXT, f'{WIDE} style="background:rgb(255 0 0 / 20%)"'),
    "root-css-size": drawing(BOX, 'viewBox="0 0 300 100" style="width:300px;height:100px"'),
    "root-font": drawing(
        "<text x='9' y='50'>inherits</text>",
        f'{ROOT} style="font:italic bold 24px Arial;fill:#369"',
    ),
}
SAME = {
    name: content if isinstance(content, bytes) else drawing(content)
    for name, content in _SAME.items()
}

REPORTED: dict[str, bytes] = {
    name: drawing(content)
    for name, content in {
        "first-letter-of-a-label": styled(
            "p::first-letter{font-size:40px}",
            '<foreignObject width="200" height="90"><p xmlns="http://www.w3.org/1999/xhtml">Title'
            "</p></foreignObject>",
        ),
        "copied-of-what-stands-in-a-group": styled(
            ".legend .b{fill:red}.b{fill:#999}",
            f'<g class="legend" id="l"><g id="d">{BOX}</g></g><use href="#d" x="100"/>',
        ),
        "copied-second-child": styled(
            "rect:nth-child(2){fill:red}",
            '<g><path/><rect id="d" width="60" height="40"/></g><use href="#d" x="100"/>',
        ),
        "blend": styled(
            ".b{fill:#369;mix-blend-mode:multiply}", '<rect width="60" height="60"/>' + BOX
        ),
        "shadow": styled(".t{text-shadow:2px 2px red}", TEXT),
        "upright": styled(".t{writing-mode:vertical-rl;text-orientation:upright}", TEXT),
        "clip-shape": styled(".b{clip-path:circle(20px)}"),
        "mask-mode": styled(
            "rect{mask:url(#m);mask-mode:alpha}",
            '<mask id="m"><path d="M0 0h50v50h-50z"/></mask>' + BOX,
        ),
        "variable-lent": '<defs><rect id="n" width="60" height="30" fill="var(--c,#999)"/></defs>'
        '<use href="#n" style="--c:#369"/>',
        "mask-gradient": styled(".b{mask:linear-gradient(#000,#0000)}"),
        "kerning": styled(".t{font-kerning:none}", '<text class="t" x="9" y="50">AVATAR</text>'),
        "features": styled(
            '.t{font-feature-settings:"kern" 0}', '<text class="t" x="9" y="50">AVATAR</text>'
        ),
        "size-adjust": styled(".t{font-size-adjust:1}", TEXT),
        "offset-path": styled(".b{offset-path:path('M0 0L90 30');offset-distance:100%}"),
        "outline": styled(".b{outline:3px solid red}"),
        "content-visibility": styled(".t{content-visibility:hidden}", TEXT),
        "relative-colour": styled(".b{fill:rgb(from red r g b / 50%)}"),
        "percent-used-also-outside": f'{HALF}<svg x="200" width="90" height="80">'
        '<use href="#h"/></svg>',
        "percent-inherited-by-many": '<g stroke="#369" stroke-width="10%"><path d="M200 40h90"/>'
        '<svg width="90" height="90"><path d="M0 40H90"/></svg></g>',
        "percent-inherited-by-letters": '<g stroke-width="5%"><path d="M200 40h90" stroke="#369"/>'
        '<svg width="90" height="90"><text y="60" font-size="40">a<tspan stroke="#c33">b</tspan>'
        "</text></svg></g>",
        "calculated-in-several": '<symbol id="s"><svg width="calc(10% + 10px)" height="20">'
        '<rect width="100%" height="9"/></svg></symbol><use href="#s" width="90" height="40"/>'
        '<use href="#s" y="50" width="300" height="40"/>',
        "calculated-use-in-several": '<symbol id="r"><rect width="100%" height="9"/></symbol>'
        '<symbol id="s"><use href="#r" width="calc(10% + 10px)" height="20"/></symbol>'
        '<use href="#s" width="90" height="40"/><use href="#s" y="50" width="300" height="40"/>',
        "percent-moved-in-several": '<defs><rect id="r" width="9" height="9"'
        ' style="translate:50% 50%"/></defs><svg width="90" height="90"><use href="#r"/></svg>'
        '<svg x="100" width="50" height="50"><use href="#r"/></svg>',
        "box-in-em": '<defs><rect id="r" width="2em" height="2em" style="transform-box:fill-box;'
        'transform-origin:center;rotate:45deg"/></defs><use href="#r" x="50" y="50"'
        ' font-size="20"/><use href="#r" font-size="30" x="200" y="30"/>',
        "box-in-em-from-corner": '<defs><rect id="r" x="2em" y="1em" width="50" height="40"'
        ' style="transform-box:fill-box;rotate:20deg"/></defs><use href="#r" font-size="20"/>'
        '<use href="#r" font-size="30" x="150"/>',
        "box-in-em-in-part": '<defs><g id="g" style="transform-box:fill-box;rotate:20deg;'
        'transform-origin:center"><rect x="2em" width="50" height="20"/><path d="M0 0h9v9z"/></g>'
        '</defs><use href="#g" font-size="20"/><use href="#g" font-size="30" x="150"/>',
        "geometry-inherited": styled("g{x:90px}rect{x:inherit}", f"<g>{BOX}</g>"),
        "scope": styled("@scope (svg){.b{fill:red}}"),
        "namespace": styled("@namespace s 'http://www.w3.org/2000/svg';s|rect{fill:red}"),
    }.items()
}  # fmt: skip
REPORTED["border-of-the-root-by-style"] = drawing(BOX, f'{WIDE} style="border-style:solid"')
REPORTED["border-of-the-root-at-a-side"] = drawing(BOX, f'{WIDE} style="border-top:9px solid"')
REPORTED["percent-alike-on-canvas"] = drawing(
    f'{HALF}<svg y="100" width="700" height="100"><use href="#h"/></svg>', DOUBLE
)
