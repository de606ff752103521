"""The manifest is written one visual at a time, and is what it would be if written whole."""

from __future__ import annotations

import json

import pytest

from pipeline.files.fingerprint import digest
from pipeline.manifest import Built, Failed, compose
from pipeline.model import Finding, Visual
from pipeline.plan.records import NormalRecord, RenderRecord


def built(name: str, alt: str) -> Built:
    """An entry whose texts hold whatever texts may hold."""
    visual = Visual(
        name, name, "cloud", "draft", "dot", "q.yaml", "x.dot", "x.svg", alt, 'a "b" []'
    )
    rendered = RenderRecord("f", "", {"x.dot": "0" * 64}, "2" * 64, "graphviz 14.1.5", (), 0.1, "")
    normalized = NormalRecord(
        "f",
        "2" * 64,
        "",
        "t",
        "",
        "1" * 64,
        "3" * 64,
        bytes=9,
        width=680,
        height=300,
        warnings=0,
        seconds=0.1,
    )
    return Built(visual, "svg/x.svg", rendered, normalized)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_it_is_the_json_of_its_values(count: int) -> None:
    alts = ['lines\nof "text"', '"visuals": []', "\u2028 and é"]
    entries = [built(f"v{n}", alts[n]) for n in range(count)]
    failed = Failed(entries[0].visual, (Finding("R001", "error", "x", "m"),)) if entries else None
    content = compose(entries[::-1], [failed] if failed else [])
    assert content is not None
    value = json.loads(content)
    assert value["visuals"] == [entry.entry() for entry in entries]
    assert value["sha256"] == digest(value["visuals"])
    assert content == (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
