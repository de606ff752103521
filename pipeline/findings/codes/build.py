"""Codes of family B: the tree beside what is built; told by `doit check` alone."""

from __future__ import annotations


class B001:
    """No question names this source or SVG, and no script reads it.

    Modules beside a script that is not built yet may be its own, and are not reported. Nor are the
    sources of questions that are archived or deleted, nor SVGs that are published copies.

    Bad:
        questions/cloud/cloud-1.yaml     source: queue.dot
        questions/cloud/queue.dot
        questions/cloud/queue-old.dot

    Good:
        questions/cloud/cloud-1.yaml     source: queue.dot
        questions/cloud/queue.dot
    """


class B002:
    """A published copy is not the SVG that is built now.

    Looked at where the copy lies: beside the source, or in the folder that `published` names. A
    visual that is stale itself is told as stale instead.

    Bad:
        questions/cloud/cloud-1.svg      made by another tool, or by an older source
        build/svg/cloud/cloud-1.svg

    Good:
        questions/cloud/cloud-1.svg      the same bytes as the next
        build/svg/cloud/cloud-1.svg
    """
