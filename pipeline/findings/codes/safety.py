"""Codes of family S: what a drawing may not hold."""

from __future__ import annotations


class S001:
    """The drawing holds a script, an event handler, an animation or foreign content.

    Only elements that draw are allowed: shapes, paths, text, gradients, patterns, masks, filters.

    Bad:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <rect width="80" height="40" onclick="alert(1)"/>
        </svg>

    Good:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <rect width="80" height="40"/>
        </svg>
    """


class S002:
    """The drawing refers to something outside: a link, a file, a font, a style sheet.

    A DOT source may name no file either: `image`, `shapefile`, `imagepath` and their like.

    Bad:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <a href="https://example.org/"><text x="20" y="40">queue</text></a>
        </svg>

    Good:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <text x="20" y="40">queue</text>
        </svg>
    """


class S003:
    """The drawing embeds a raster image.

    An image blurs when it is enlarged, and hides its text from search and from screen readers.

    Bad:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <image width="80" height="40" href="data:image/png;base64,iVBORw0KGgo="/>
        </svg>

    Good:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <rect width="80" height="40" fill="#cfe2f3"/>
        </svg>
    """


class S004:
    """The file declares or uses entities of its own.

    A DOCTYPE that only names SVG is dropped without a word.

    Bad:
        <!DOCTYPE svg [<!ENTITY blue "#4a90c4">]>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <rect width="80" height="40" fill="&blue;"/>
        </svg>

    Good:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <rect width="80" height="40" fill="#4a90c4"/>
        </svg>
    """


class S005:
    """The drawing is too large, too deep, or multiplies itself.

    Files are at most 10 MiB, elements at most 100,000 and 200 deep, with every reference followed.

    Bad:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <g id="queue"><rect width="80" height="40"/><use href="#queue"/></g>
        </svg>

    Good:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <g id="queue"><rect width="80" height="40"/></g>
          <use href="#queue" x="100"/>
        </svg>
    """


class S006:
    """The file is no well-formed SVG.

    Also reported: a drawing whose size cannot be found, an id that stands on two different elements
    and is referred to, a filter that is not there.

    Bad:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <text x="20" y="40">read & write</text>
        </svg>

    Good:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100">
          <text x="20" y="40">read &amp; write</text>
        </svg>
    """
