"""What `doit check` prints in each format, with names and messages that need escaping."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from pipeline.commands.formats import FORMATS
from pipeline.commands.formats.as_markdown import MOST_BYTES, SHOWN
from pipeline.findings.baseline import Baseline
from pipeline.findings.reference import page
from pipeline.graph.inspection import Inspection
from pipeline.model import Finding

ERROR = Finding("Q002", "error", "questions/x.yaml", "kind is dto", "try dot", "x", 5, 9)
ODD = Finding("R005", "warning", "a b/ü,1%:.dot", "two: 100 %\r\nlines,\x1b[31m 日本", "", "y")
LOST = Finding("B001", "warning", "questions/z.dot", "no question names this source", "name it")
SCHEMA = json.loads(Path(__file__).with_name("sarif.schema.json").read_text(encoding="utf-8"))


def inspection(*findings: Finding, **more: Any) -> Inspection:
    """What was found in a tree whose visual y is published."""
    values: dict[str, Any] = {"stale": (), "pages": (), "unknown": frozenset()}
    return Inspection(findings, published=frozenset("y"), **{**values, **more})


STALE = {"stale": ("x", "y"), "pages": ("manifest",)}


def test_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("questions").mkdir()
    Path("questions/x.yaml").write_text("\n" * 4 + "  kind: dto\n")
    assert FORMATS["text"](inspection(ERROR, ODD, LOST, **STALE)).split("\n") == [
        "questions/x.yaml:5:9: error Q002: kind is dto",
        "      kind: dto",
        "            ^",
        "    hint: try dot",
        "a b/ü,1%:.dot: warning R005: two: 100 %",
        "      lines,\\u001b[31m 日本",
        "questions/z.dot: warning B001: no question names this source",
        "    hint: name it",
        "stale: x",
        "stale: y",
        "stale: manifest",
        "findings of stale visuals may be missing: run doit, then doit check",
        "1 error · 2 warnings · 3 stale",
    ]


def test_much_of_one_kind_is_short_and_ends_in_a_table_of_the_codes() -> None:
    copies = [ERROR._replace(code="B002", severity="warning", file=f"{n}.svg") for n in range(13)]
    text = FORMATS["text"](inspection(*copies, LOST, ERROR, stale=[*map(str, range(11))]))
    lines = text.split("\n")
    assert sum(": warning B002: " in line for line in lines) == 10
    assert lines[-13:] == [
        "3 more findings B002: --format json names each, doit publish writes them",
        *(f"stale: {n}" for n in range(5)),
        "stale: 6 more, which doit plan names",
        "findings of stale visuals may be missing: run doit, then doit check",
        "by code:",
        "     1 error   Q002  A key is unknown or missing, or its value is not allowed.",
        "     1 warning B001  No question names this source or SVG, and no script reads it.",
        "    13 warning B002  A published copy differs from the SVG that is built now.",
        "1 error · 14 warnings · 11 stale",
    ]
    few = FORMATS["text"](inspection(*copies[:10], stale=[*map(str, range(10))]))
    assert "by code" not in few
    assert "more" not in few


def test_no_finding_is_missing_of_a_stale_visual_that_has_failed() -> None:
    text = FORMATS["text"](inspection(ERROR, stale=("x",)))
    assert "stale: x\n" in text
    assert "may be missing" not in text


def test_text_counts_what_is_accepted_and_gone() -> None:
    both = Baseline().updated([ODD, LOST], ())
    text = FORMATS["text"](inspection(LOST).against(both))
    assert text.split("\n") == [
        "1 accepted finding no longer exists: to remove it, run doit check --update-baseline",
        "0 errors · 0 warnings · 0 stale · 1 accepted",
    ]


def test_json() -> None:
    table = json.loads(FORMATS["json"](inspection(ERROR, ODD, **STALE)))
    assert table == {"findings": [ERROR.to_dict(), ODD.to_dict()], "stale": ["x", "y"]}


def test_json_has_what_is_accepted_and_gone() -> None:
    found = inspection(ERROR, LOST).against(Baseline().updated([ODD, LOST], ()))
    table = json.loads(FORMATS["json"](found))
    assert table["findings"] == [ERROR.to_dict()]
    assert table["accepted"] == [LOST.to_dict()]
    assert [row["code"] for row in table["gone"]] == ["R005"]


def test_github() -> None:
    assert FORMATS["github"](inspection(ERROR, ODD, LOST, **STALE)).split("\n") == [
        "::error file=questions/x.yaml,line=5,col=9,title=Q002 x::kind is dto%0Atry dot",
        "::warning file=a b/ü%2C1%25%3A.dot,title=R005 y::two: 100 %25%0Alines,\\u001b[31m 日本",
        "::warning file=questions/z.dot,title=B001::no question names this source%0Aname it",
        "::notice title=3 stale::x, y, manifest: run doit",
        "1 error · 2 warnings · 3 stale",
    ]


def test_github_names_files_from_the_top_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs/tree").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "docs/tree")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert "::error file=docs/tree/questions/x.yaml,line=5" in FORMATS["github"](inspection(ERROR))
    uri = sarif(inspection(ODD))["results"][0]["locations"][0]["physicalLocation"]
    assert uri["artifactLocation"]["uri"] == "docs/tree/a%20b/%C3%BC%2C1%25%3A.dot"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert "::error file=questions/x.yaml,line=5" in FORMATS["github"](inspection(ERROR))


def test_the_top_of_the_checkout_is_that_of_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job may check out two repositories below its workspace; copies may lie above a project."""
    (tmp_path / "content/docs").mkdir(parents=True)
    (tmp_path / "content/.git").write_text("gitdir: ../elsewhere")
    monkeypatch.chdir(tmp_path / "content/docs")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    copy, outside = (ERROR._replace(file=f"{up}/site/x.svg") for up in ("..", "../.."))
    text = FORMATS["github"](inspection(ERROR, copy, outside))
    assert re.findall("file=([^,]+)", text) == [
        "docs/questions/x.yaml", "site/x.svg", "../../site/x.svg",
    ]  # fmt: skip


def sarif(found: Inspection) -> Any:
    """The one run of the SARIF, which is valid."""
    text = FORMATS["sarif"](found)
    assert text.isascii()
    log = json.loads(text)
    errors = [*Draft202012Validator(SCHEMA).iter_errors(log)]
    assert not errors, errors[0]
    return log["runs"][0]


def test_sarif_results() -> None:
    run = sarif(inspection(ERROR, ODD, LOST))
    rules = run["tool"]["driver"]["rules"]
    for result, finding in zip(run["results"], (ERROR, ODD, LOST), strict=True):
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == finding.code
        assert result["level"] == rules[result["ruleIndex"]]["defaultConfiguration"]["level"]
        assert result["message"]["text"].startswith(finding.message)
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == [
        "questions/x.yaml", "a%20b/%C3%BC%2C1%25%3A.dot", "questions/z.dot",
    ]  # fmt: skip
    assert [place["region"] for place in places] == [
        {"startLine": 5, "startColumn": 9}, {"startLine": 1}, {"startLine": 1},
    ]  # fmt: skip
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_escapes_what_it_would_read_as_a_placeholder_or_a_link() -> None:
    message = "near '{0}' in a [shape=box] and [here](https://example.org)"
    (result,) = sarif(inspection(ODD._replace(message=message)))["results"]
    escaped = "near '{{0}}' in a [shape=box] and \\[here](https://example.org)"
    assert result["message"]["text"] == escaped


def test_sarif_fingerprints_stay_when_lines_move() -> None:
    def of(*findings: Finding) -> list[str]:
        results = sarif(inspection(*findings))["results"]
        return [result["partialFingerprints"]["finding/v1"] for result in results]

    before = of(ODD, ODD._replace(line=7), LOST)
    assert len(set(before)) == 3
    assert of(ODD._replace(line=2), ODD._replace(line=99), LOST._replace(line=3)) == before
    assert of(ODD._replace(message="other")) != before[:1]


def test_sarif_has_notes_on_what_is_stale() -> None:
    (invocation,) = sarif(inspection(**STALE))["invocations"]
    notes = invocation["toolExecutionNotifications"]
    assert {note["level"] for note in notes} == {"note"}
    assert [note["message"]["text"].split()[0] for note in notes] == ["x", "y", "manifest"]
    assert invocation["exitCode"] == 1
    assert "toolExecutionNotifications" not in sarif(inspection())["invocations"][0]


def test_the_schema_refuses_what_sarif_does_not_know() -> None:
    log = json.loads(FORMATS["sarif"](inspection(ERROR)))
    log["runs"][0]["results"][0]["severity"] = "error"
    assert [*Draft202012Validator(SCHEMA).iter_errors(log)]


def test_what_is_accepted_fails_nothing() -> None:
    found = inspection(ODD)
    assert found.exit_code == 2
    assert found.against(Baseline().updated([ODD], ())).exit_code == 0
    assert inspection(ERROR).against(Baseline().updated([ERROR], ())).exit_code == 2


def cells(markdown: str) -> list[list[str]]:
    """The rows of all tables in a page of Markdown, as a reader sees their cells."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    rows = LexborHTMLParser(html).css("tbody tr")
    return [[cell.text().replace("\u200b", "") for cell in row.css("td")] for row in rows]


def test_markdown_has_errors_first_then_what_else_fails() -> None:
    text = FORMATS["markdown"](inspection(LOST, ODD, ERROR, **STALE))
    headings = [line for line in text.split("\n") if line.startswith("#")]
    assert headings == [
        "## Visuals: 1 error · 2 warnings · 3 stale",
        "### 1 error",
        "### 1 warning on published visuals: the check fails",
        "### 1 warning: the check does not fail",
        "### 3 stale: run doit",
    ]
    assert cells(text) == [
        ["Q002", "questions/x.yaml:5:9", "kind is dtohint: try dot"],
        ["R005", "a b/ü,1%:.dot", "two: 100 %lines,\\u001b[31m 日本"],
        ["B001", "questions/z.dot", "no question names this sourcehint: name it"],
        *(["x"], ["y"], ["manifest"]),
    ]
    assert FORMATS["markdown"](inspection()) == "## Visuals: 0 errors · 0 warnings · 0 stale"


HOSTILE = (
    "a | b",
    "`code` ``` ~~~ \\ \\| \\`",
    "<img src=x onerror=alert(1)> </td></table><script>1</script> <!-- -->",
    "![i](http://x.org/i.png) [l](javascript:alert(1)) [r]: x",
    "*b* _i_ __b__ ~~s~~ &amp; &lt; $x^2$ # h - l 1. n > q",
    "http://x.org www.x.org me@x.org mailto:me@x.org",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    hostile = ERROR._replace(message=text, hint="", file=text)
    found = FORMATS["markdown"](inspection(hostile))
    assert cells(found) == [["Q002", f"{text}:5:9", text]]
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(found)
    names = {node.tag for node in LexborHTMLParser(html).css("body, body *")}
    assert names <= {"body", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "code"}
    assert not any(sign in found for sign in ("http:", "www.", "@x", "&lt;"))


def test_markdown_calls_nobody_and_shows_no_emoji() -> None:
    text = FORMATS["markdown"](inspection(ERROR._replace(message="@org/team #12 at x:100:5")))
    assert "@\u200borg/team #\u200b12 at x:\u200b100:5" in unescape(text)


def test_markdown_stays_below_what_github_takes() -> None:
    many = [ERROR._replace(line=number) for number in range(SHOWN + 7)]
    text = FORMATS["markdown"](inspection(*many, LOST, **STALE))
    assert len(cells(text)) == SHOWN
    assert text.endswith("\n\n11 more are not shown here: run `doit check`.")
    huge = [each._replace(message="|" * 99_999, hint="日" * 99_999) for each in many]
    text = FORMATS["markdown"](inspection(*huge))
    assert MOST_BYTES / 2 < len(text.encode()) < 2**20
    assert cells(text)[0][2].startswith("|" * 1000 + "…")


def test_markdown_links_to_the_commit_on_github(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "a/b")
    monkeypatch.setenv("GITHUB_SHA", "abc")
    blob = "https://github.com/a/b/blob/abc"
    text = FORMATS["markdown"](inspection(ERROR, ODD))
    assert f'<a href="{blob}/questions/x.yaml#L5">' in text
    assert f'<a href="{blob}/a%20b/%C3%BC%2C1%25%3A.dot">' in text
    assert "#q002" not in text
    Path("docs").mkdir()
    Path("docs/findings.md").write_text(page(), encoding="utf-8")
    assert f'<a href="{blob}/docs/findings.md#q002">Q002</a>' in FORMATS["markdown"](
        inspection(ERROR)
    )
