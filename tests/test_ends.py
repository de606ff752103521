"""No finding names a line that its file does not have, whatever the language of the source."""

from __future__ import annotations

import json
import re

from pipeline.commands.formats import FORMATS
from tests.conftest import Project
from tests.pages.made import rows_of

ENDS = ("", "\n", "\n\n", "\r\n")
BROKEN = {
    "dot": (
        'digraph {\n  a -> b\n  b -> c',
        'digraph {\n  a [label="open]\n  b',
        "digraph {\n  a [label=<<b>open>]\n}\n}",
        "digraph {\n  subgraph x {\n  a\n}",
    ),
    "matplotlib": (
        "import os\nfor each in range(3):",
        "import os\nprint((1,\n2",
        'import os\ntext = """open\n',
        "import helper",
        "def draw():\n    pass\nif True:\n    draw(",
    ),
    "svg": (
        '<svg xmlns="http://www.w3.org/2000/svg">\n<g>\n<rect/>',
        '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- open',
        '<svg xmlns="http://www.w3.org/2000/svg">\n<g id="open',
        "",
    ),
}  # fmt: skip
QUESTIONS = (
    'visual:\n  kind: dot\n  alt: "open',
    "visual:\n  kind: dot\n  tags: [a, b",
    "visual:\n  kind: dot\n  alt: |2\n   text\n  x: [",
    "visual:\n  kind: dot\n  alt:",
    "visual: {kind: dot",
    "visual",
)


def test_no_finding_names_a_line_beyond_the_end(project: Project) -> None:
    for kind, sources in BROKEN.items():
        for number, source in enumerate(sources):
            for end in range(len(ENDS)):
                text = source + ENDS[end] if source else ENDS[end]
                path = project.add(f"{kind}-{number}-{end}", kind, "x")
                ending = {"dot": ".dot", "matplotlib": ".py", "svg": ".svg"}[kind]
                path.with_suffix(ending).write_text(text, newline="")
    (project.path("questions/cloud") / "helper.py").write_text("import os\nfor each in (1, 2):\n")
    for number, text in enumerate(QUESTIONS):
        for end in range(len(ENDS)):
            name = f"yaml-{number}-{end}"
            path = project.path(f"questions/cloud/{name}.yaml")
            path.write_text(f"id: {name}\n{text}{ENDS[end]}", newline="")
    project.doit("-n", "2")
    findings = [
        finding
        for path in project.path("build/findings").rglob("*.json")
        for finding in json.loads(path.read_text())
    ]
    assert len(findings) > 70
    for finding in findings:
        data = project.path(finding["file"]).read_bytes()
        lines = max(len(data.splitlines()), 1)
        named = [int(number) for number in re.findall(r"\bline (\d+)", finding["message"])]
        assert all(1 <= line <= lines for line in [finding["line"] or 1, *named]), finding
        assert (finding["line"] is None) == (finding["column"] is None), finding
    page = project.path("build/index.html").read_text()
    assert "None" not in json.dumps(rows_of(page))


def test_none_is_shown_in_no_format(project: Project) -> None:
    project.add("x", "matplotlib", "import helper\nimport os\n")
    (project.path("questions/cloud") / "helper.py").write_text("\n\n\nboom\n")
    project.add("y", "matplotlib", "import os\n\n\n\n")
    shown = [project.doit("-n", "2").output]
    shown.append(json.dumps(rows_of(project.path("build/index.html").read_text())))
    for form in FORMATS:
        shown.append(project.doit("check", "--format", form).output)
    assert not any("None" in text for text in shown)
