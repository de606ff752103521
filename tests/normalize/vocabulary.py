"""The words that made-up drawings are made of: values of every kind, right and wrong."""

from __future__ import annotations

IDS = ("a", "b", "c", "d", "e1", "é", "x y", "url", "v-1_a", "title", "A", "a.b", "%61", "\\")
CLASSES = ("k", "l", "m", "a b", "K", "é")
UNITS = (*[""] * 9, "px", "pt", "mm", "%", "em", "ex", "rem", "vw", "vh", "Q", "PX", "ch", "foo")
ODD_NUMBERS = ("1e3", "+.5", "5.", "-0", "1e-9", "9e99", "1E1", "0.1234567890123", "1e400", "00")
ODD_VALUES = (
    "", " ", "inherit", "initial", "auto", "NaN", "calc(1px + 2%)", "var(--x)", "var(--x, 3)",
    "1,5", "1 px", "1;2", "\u0661", "none", "unset", "revert", "0x10", "1px!important", "#", "\\31",
    "attr(x)", "env(a)", "min(1px, 2px)", "1e", "--1", "url(#a)", "infinity", "\ufeff1", "{", "@a",
)  # fmt: skip
COLOURS = (
    "red", "#333", "#cfe2f3", "#fff8", "rgb(1,2,3)", "rgb(10% 20% 30% / 50%)", "hsl(120,50%,50%)",
    "hsla(120deg 50% 50% / .5)", "rgba(0,0,0,.2)", "currentColor", "transparent", "RED", "none",
    "context-stroke", "context-fill", "color-mix(in srgb, red, blue)", "hwb(90 10% 10%)", "#12",
    "icc-color(a, 1)", "rgb(300,-1,0)", "light-dark(#000, #fff)", "ButtonText", "lab(50% 1 1)",
    "color(display-p3 1 0 0)", "#FFF", "inherit", "rgb(1 2 3)", "red blue", "rebeccapurple",
)  # fmt: skip
WORDS = (
    "none", "inherit", "userSpaceOnUse", "objectBoundingBox", "evenodd", "nonzero", "middle", "end",
    "bold", "italic", "hidden", "visible", "collapse", "round", "bevel", "square", "strokeWidth",
    "xMidYMax slice", "none meet", "defer xMinYMin", "SourceGraphic", "SourceAlpha", "a", "sRGB",
    "linearRGB", "stroke fill", "underline", "tb", "vertical-rl", "rtl", "en", "pad", "reflect",
    "table", "discrete", "matrix", "saturate", "in", "over", "erode", "auto", "auto-start-reverse",
    "alternate", "luminance", "multiply", "isolate", "fill-box", "non-scaling-stroke", "super",
)  # fmt: skip
SELECTORS = (
    "*", "rect", ".k", "#a", "g > rect", "g rect", ".k.l", "rect:first-child", ":nth-child(2n+1)",
    "rect, .l", "[id]", '[fill="red"]', "rect:not(.k)", ":hover", ":root", "svg", "text tspan",
    "::before", ":is(rect, .k)", "rect + rect", "rect ~ *", ":lang(en)", "a:link", ">", "", ".é",
    "#\\61", "svg|rect", "*|*", ":nth-child(99999999999)", "rect:empty", ":where(g) .m", "RECT",
)  # fmt: skip
TEXTS = (
    "label", "two  spaces", " ends ", "\n  on lines\n ", "a &amp; b", "1 &lt; 2", "&#8364;",
    "\u2192", "\u05e9\u05dc\u05d5\u05dd", "\u6f22", "e\u0301", "<![CDATA[raw <b>]]>",
    "<!-- note -->", "\t", "<?php x ?>", "\u00a0", "]]&gt;", "\U0001f600", "&#10;",
    "&#x9;x", "\u200f", "",
)  # fmt: skip
ROOTS = (
    'viewBox="0 0 640 200"', 'width="300" height="99.5"', 'width="12cm" height="4cm"',
    'width="1200" height="300" viewBox="0 0 600 150"', 'viewBox="-10,-10 320 200"',
    'width="100%" height="50%" viewBox="0 0 700 90"', 'width="40em" height="100"',
    'viewBox="0 0 640 200" preserveAspectRatio="xMinYMax slice" width="700" height="90"',
    'width="640" height="100" fill="red" font-size="9" opacity=".5" transform="rotate(3)"',
    'viewBox="0 0 640 200" style="background:#123;font:bold 9px x;--x:red" class="k"',
    'width="10" height="10" x="5" y="5"', 'viewBox="0 0 0 0"', 'width="1e9" height="1"', "",
    'viewBox="0 0 6e-9 9"', 'viewBox="0 0 640" width="30" height="40"', 'width="50vw" height="9vh"',
)  # fmt: skip
PIECES = (
    b"<g>", b"</g>", b'"', b"'", b"url(#a)", b"&#0;", b"&#xD800;", b"\xff", b"%", b"<style>", b"-",
    b"\0", b"}", b"{", b"<!--", b"-->", b"]]>", b"em", b"1e999", b"\xc3", b"/>", b"<text>", b";",
    b"xml:space='preserve' ", b" transform='scale(0)'", b" id='a'", b"<use href='#a'/>",
    b"<![CDATA[", b"\xef\xbb\xbf", b"&amp;", b"(", b")",
    b"url(", b"!important", b"\\", b"/*", b"*/", b"#", b",",
)  # fmt: skip

AROUND = (
    ("", ""), ("<![CDATA[", "]]>"), ("@media screen {", "}"), ("@media print {", "}"),
    ("<!-- ", " -->"), ("@supports (x: y) {", "}"), ("@layer a {", "}"),
)  # fmt: skip
"""What may stand around the rules of a sheet."""

NOTATIONS = (
    *["{}"] * 6, "+{}", "-{}", "0{}", "{}e0", "{}e-1", "{}E+2", "calc({})", "calc({} * 1.1)",
    "calc(1% + {})", "min({}, 9)", "var(--x, {})", "{}%", "{}.", "{},", " {} ", "/**/{}",
    "{}0000001", "clamp(0, {}, 99)", "--{}", "({})", "{} {}", "abs({})", "calc(infinity * {})",
)  # fmt: skip
"""Other ways to write a number, and mistakes."""

SEPARATORS = (
    "", " ", ",", "  ", ", ", " , ", ",,", "\n", "\t", "\f", "\xa0", "/", "/**/", ";", "\u2009",
)  # fmt: skip
WRAPPERS = (
    "g", "g", "svg", "a", "switch", "symbol", "defs", "clipPath", "mask", "pattern", "marker",
    "text", "use", "foreignObject", "filter", "linearGradient",
)  # fmt: skip
"""What may stand around an element."""
