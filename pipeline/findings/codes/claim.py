"""Codes of family C: what a drawing shows, against what it seems to say."""

from __future__ import annotations


class C004:
    """The DOT says something else than it seems to.

    Sees an attribute that Graphviz does not know and whose name is a letter or two from one that it
    knows: it is ignored, so a `lable` is never drawn. Other names of your own are left alone.

    Bad:
        digraph {
          queue [lable="waiting requests"]
        }

    Good:
        digraph {
          queue [label="waiting requests"]
        }
    """
