"""The names of Graphviz's attributes, and which of them a misspelt name was meant for.

Graphviz ignores a name that it does not know: a `lable` is never drawn, and nothing is said.
Source: https://graphviz.org/doc/info/attrs.html
"""

from __future__ import annotations

import functools
import re

from pipeline.spelling import nearest

KNOWN = frozenset(
    """
    Damping K TBbalance URL _background area arrowhead arrowsize arrowtail bb beautify bgcolor
    center charset class cluster clusterrank color colorscheme comment compound concentrate
    constraint decorate defaultdist dim dimen dir diredgeconstraints distortion dpi edgeURL edgehref
    edgetarget edgetooltip epsilon esep fillcolor fixedsize fontcolor fontname fontnames fontpath
    fontsize forcelabels gradientangle group headURL head_lp headclip headhref headlabel headport
    headtarget headtooltip height href id image imagepath imagepos imagescale inputscale label
    labelURL label_scheme labelangle labeldistance labelfloat labelfontcolor labelfontname
    labelfontsize labelhref labeljust labelloc labeltarget labeltooltip landscape layer layerlistsep
    layers layerselect layersep layout len levels levelsgap lhead lheight linelength lp ltail lwidth
    margin maxiter mclimit mindist minlen mode model newrank nodesep nojustify normalize notranslate
    nslimit nslimit1 oneblock ordering orientation outputorder overlap overlap_scaling
    overlap_shrink pack packmode pad page pagedir pencolor penwidth peripheries pin pos quadtree
    quantum radius rank rankdir ranksep ratio rects regular remincross repulsiveforce resolution
    root rotate rotation samehead sametail samplepoints scale searchsize sep shape shapefile
    showboxes sides size skew smoothing sortv splines start style stylesheet tailURL tail_lp
    tailclip tailhref taillabel tailport tailtarget tailtooltip target tooltip truecolor vertices
    viewport voro_margin weight width xdotversion xlabel xlp z
    """.split()  # noqa: SIM905 - a list of so many strings would fill two screens
)
_JOINED = re.compile("[A-Za-z]+(?:[-_ ][A-Za-z]+)+")
_SHORTEST, _MIDDLE, _LONG = 5, 6, 8
"""Letters from which a name is looked at, from which one may be another letter, and from which two
may be wrong instead of one."""


@functools.lru_cache(maxsize=1024)
def meant(name: str) -> str | None:
    """The attribute that an unknown name is a letter or two from; None for other names.

    Names with digits, plurals (`images`) and other short words (`stale`, `eight`) are an author's
    own. Joined words are none: `font-size` and `font_size` are meant for `fontsize`.
    """
    if name in KNOWN or len(name) < _SHORTEST:
        return None
    if not name.isalpha():
        joined = "".join(filter(str.isalpha, name)).lower()
        return joined if _JOINED.fullmatch(name) and joined in KNOWN else None
    near = nearest(name, KNOWN, 2 if len(name) >= _LONG else 1)
    return None if near is None or _is_another_word(name.lower(), near.lower()) else near


def _is_another_word(name: str, known: str) -> bool:
    is_plural = name != known and name.rstrip("s") == known.rstrip("s")
    is_other_letter = len(name) == len(known) and sorted(name) != sorted(known)
    return (
        is_plural
        or (name != known and known.endswith(name))
        or (is_other_letter and len(name) < _MIDDLE)
    )
