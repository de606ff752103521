"""A drawing in a browser → each word that it shows, and where.

Layout depends on no rounding here: what is compared is where a word begins on its baseline, which
SVG tells itself and a probe of the same font tells of HTML. A turned word is known by its middle.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from tests.browser import Browser

_MARKER = re.compile(r"[\da-z]{1,3}\.")
"""The number of an item of a list: no text of the drawing as it was."""

_WORDS = r"""() => {
  const svg = document.documentElement, space = "http://www.w3.org/1999/xhtml", found = [];
  const ascents = new Map();
  const ascent = (style) => {
    const key = [style.fontSize, style.fontWeight, style.fontStyle].join();
    if (!ascents.has(key)) {
      const probe = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const label = document.createElementNS("http://www.w3.org/2000/svg", "foreignObject");
      const box = document.createElementNS(space, "div");
      const end = document.createElementNS(space, "span");
      end.setAttribute("style", "display:inline-block !important;width:0;height:0");
      box.setAttribute("style", `font-size:${style.fontSize};font-weight:${style.fontWeight};` +
        `font-style:${style.fontStyle};line-height:normal;white-space:nowrap`);
      label.setAttribute("width", 900); label.setAttribute("height", 900);
      const letter = document.createTextNode("x");
      box.append(letter, end); label.append(box); probe.append(label); svg.append(probe);
      const range = document.createRange(); range.selectNodeContents(letter);
      const scale = probe.getScreenCTM().d;
      const down = end.getBoundingClientRect().bottom - range.getBoundingClientRect().top;
      ascents.set(key, down / scale); probe.remove();
    }
    return ascents.get(key);
  };
  const isCut = (element, rect) => {
    for (let at = element; at && at.localName !== "svg"; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      const high = Math.min(rect.bottom, box.bottom) - Math.max(rect.top, box.top);
      if (getComputedStyle(at).overflow !== "visible" && high < rect.height / 4) return true;
    }
    return false;
  };
  const texts = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT), nodes = [];
  while (texts.nextNode()) nodes.push(texts.currentNode);
  for (const node of nodes) {
    const parent = node.parentElement;
    if (["style", "title", "desc", "script", "metadata"].includes(parent.localName)) continue;
    const style = getComputedStyle(parent);
    if (style.visibility !== "visible") continue;
    const isHtml = parent.namespaceURI === space || parent.localName === "foreignObject";
    const root = isHtml ? parent.closest("foreignObject") : parent;
    const words = /[^-\s\u00a0\u200b\u00ad]+|-+/g;
    for (let match; (match = words.exec(node.data)); ) {
      const range = document.createRange();
      range.setStart(node, match.index); range.setEnd(node, match.index + match[0].length);
      const rect = range.getClientRects()[0];
      if (!rect || !rect.width || (isHtml && isCut(parent, rect))) continue;
      const matrix = root.getScreenCTM();
      let x = rect.x, y = rect.y;
      if (Math.abs(matrix.b) > 1e-6 || Math.abs(matrix.c) > 1e-6) {
        x += rect.width / 2; y += rect.height / 2;
      } else if (isHtml) {
        y += ascent(style) * matrix.d;
      } else {
        const text = parent.closest("text");
        let at = 0;
        const before = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        y = null;
        for (let n = 0; n < text.getNumberOfChars(); n++) {
          const box = text.getExtentOfChar(n);
          const corner = new DOMPoint(box.x, box.y).matrixTransform(matrix);
          if (Math.abs(corner.x - rect.x) < 0.6 && Math.abs(corner.y - rect.y) < 0.6) {
            const start = text.getStartPositionOfChar(n);
            y = new DOMPoint(start.x, start.y).matrixTransform(matrix).y;
            break;
          }
        }
        if (y === null) { y = rect.y; }
      }
      found.push([match[0].toLowerCase(), x, y]);
    }
  }
  return found;
}"""


class Word(NamedTuple):
    """A word in lower case, and where it begins on its baseline."""

    text: str
    x: float
    y: float


def words(browser: Browser, svg: bytes, folder: Path) -> list[Word]:
    """The words of a drawing as a browser shows it by itself."""
    path = folder / "drawing.svg"
    path.write_bytes(svg)
    browser.page.goto(path.as_uri())
    return [Word(*found) for found in browser.page.evaluate(_WORDS)]


def displaced(before: list[Word], after: list[Word], most: float = 1.0) -> list[str]:
    """What of `before` is not in `after`, or stands there further off than `most` px."""
    left: dict[str, list[Word]] = defaultdict(list)
    for word in after:
        left[word.text].append(word)
    wrong = []
    for word in before:
        others = left[word.text]
        if not others:
            wrong.append(f"{word.text}: missing")
            continue
        nearest = min(others, key=lambda other: _distance(word, other))
        others.remove(nearest)
        if _distance(word, nearest) > most:
            wrong.append(f"{word.text}: {nearest.x - word.x:+.2f} {nearest.y - word.y:+.2f}")
    rest = [word for others in left.values() for word in others]
    return wrong + [f"{word.text}: added" for word in rest if not _MARKER.fullmatch(word.text)]


def _distance(one: Word, other: Word) -> float:
    return max(abs(one.x - other.x), abs(one.y - other.y))
