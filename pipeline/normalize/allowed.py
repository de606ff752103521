"""What the normal form may hold, as data: elements, attributes, CSS properties.

Each attribute has a kind, which says how its value is read and written:
x, y, length: a length along that axis, or along neither · xs, ys: lists of them, in text ·
precise: a number or list in a unit of its own · number · path · points · transform · paint: a
colour or url(#id) · url: url(#id) or a keyword · href · id · word: keywords and colours.
"""

from __future__ import annotations


def _ordered(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _words("""
    svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop pattern clipPath mask marker filter title desc
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence
    """)

RESOLVED = frozenset(("style", "a", "metadata"))
"""Known elements that passes resolve or remove; none is left in the end."""

TEXT_ELEMENTS = frozenset(("text", "tspan", "textPath", "title", "desc"))
"""Where character data is content: nothing may be indented inside."""

SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))

UNPAINTED = _words("""
    defs symbol pattern clipPath mask marker filter linearGradient radialGradient stop title desc
    """)
"""What paints nothing where it stands; some of it does where something refers to it."""

HREF_ELEMENTS = frozenset(
    ("use", "textPath", "linearGradient", "radialGradient", "pattern", "filter")
)

_PRESENTATION = {
    "paint": "fill stroke",
    "url": "clip-path mask filter marker-start marker-mid marker-end",
    "number": "opacity fill-opacity stroke-opacity stop-opacity flood-opacity stroke-miterlimit",
    "length": "stroke-width font-size letter-spacing word-spacing stroke-dasharray"
    " stroke-dashoffset baseline-shift",
    "word": "alignment-baseline clip-rule color color-interpolation color-interpolation-filters"
    " direction display dominant-baseline fill-rule flood-color font-stretch font-style"
    " font-variant font-weight image-rendering lighting-color mask-type overflow paint-order"
    " shape-rendering stop-color stroke-linecap stroke-linejoin text-anchor text-decoration"
    " text-rendering unicode-bidi vector-effect visibility writing-mode",
}

_OTHER = {
    "id": "id",
    "href": "href",
    "path": "d path",
    "points": "points",
    "transform": "transform gradientTransform patternTransform",
    "xs": "x dx",
    "ys": "y dy",
    "x": "x1 x2 cx width rx textLength",
    "y": "y1 y2 cy height ry",
    "length": "r",
    "precise": "fx fy fr offset viewBox refX refY markerWidth markerHeight orient startOffset"
    " stdDeviation tableValues slope intercept amplitude exponent k1 k2 k3 k4 radius scale seed"
    " baseFrequency numOctaves order kernelMatrix divisor bias targetX targetY surfaceScale"
    " diffuseConstant specularConstant specularExponent kernelUnitLength azimuth elevation z"
    " pointsAtX pointsAtY pointsAtZ limitingConeAngle rotate pathLength",
    "word": "gradientUnits spreadMethod patternUnits patternContentUnits clipPathUnits maskUnits"
    " maskContentUnits markerUnits filterUnits primitiveUnits preserveAspectRatio lengthAdjust"
    " method spacing side in in2 result type operator mode edgeMode preserveAlpha stitchTiles"
    " xChannelSelector yChannelSelector values systemLanguage",
}


def _kinds(table: dict[str, str]) -> dict[str, str]:
    return {name: kind for kind, names in table.items() for name in names.split()}


PRESENTATION = _kinds(_PRESENTATION)
"""Properties that have a presentation attribute, with their kinds."""

ATTRIBUTES = {**_kinds(_OTHER), **PRESENTATION}
"""Every attribute without a prefix that may stand in the tree, with its kind."""

NOT_INHERITED = _words("""
    alignment-baseline baseline-shift clip-path filter flood-color flood-opacity lighting-color
    mask mask-type opacity overflow stop-color stop-opacity text-decoration unicode-bidi
    vector-effect display
    """)

ROOT_ATTRIBUTES = (
    "viewBox",
    "width",
    "height",
    "role",
    "aria-labelledby",
    "font-family",
    "style",
)
"""All that the root bears, in this order, after its namespace."""

_FIRST = _ordered("id href x y x1 y1 x2 y2 cx cy r width height rx ry d points dx dy transform")
ORDER = {name: rank for rank, name in enumerate(dict.fromkeys((*_FIRST, *ATTRIBUTES)))}
"""The fixed order of attributes: what and where first, then looks."""

WRITTEN = _words("tref altGlyph flowRoot flowPara flowDiv flowSpan flowLine")
"""Elements of drafts and old versions that hold text which no browser shows."""

DANGEROUS = {
    **dict.fromkeys(
        _words(
            """
            script foreignobject handler listener iframe object embed audio video canvas html body
            form input button animate animatemotion animatetransform animatecolor set mpath
            discard cursor
            """
        ),
        "S001",
    ),
    **dict.fromkeys(_words("link base import include"), "S002"),
    **dict.fromkeys(("image", "img", "feimage"), "S003"),
}
"""SVG and HTML elements, in lower case, whose harm has a code of its own."""

PLAIN_HTML = _words("""
    p span div br hr b i u em strong small sub sup code pre q cite blockquote a abbr ul ol li dl dt
    dd h1 h2 h3 h4 h5 h6 table caption colgroup col thead tbody tfoot tr th td title
    """)
"""HTML that editors and test suites write into metadata, where it is noise."""

XHTML = "http://www.w3.org/1999/xhtml"
STYLES = ("{http://www.w3.org/2000/svg}style", f"{{{XHTML}}}style")
"""The tags of a style sheet: browsers apply one in either namespace, wherever it stands."""

ACTIVE_NAMESPACES = (
    XHTML,
    "http://www.w3.org/1998/math/mathml",
    "http://www.mozilla.org/xbl",
    "http://www.mozilla.org/keymaster",
    "http://www.w3.org/2001/xml-events",
    "http://www.w3.org/2001/xinclude",
    "http://www.w3.org/1999/xsl/transform",
)
"""Namespaces, in lower case, of what browsers run or show by rules of its own."""
