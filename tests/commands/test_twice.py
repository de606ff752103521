"""`doit check --twice`: what is drawn by chance, what it depends on; nothing is written."""

from __future__ import annotations

import json

import pytest

from pipeline.findings.reference import entries
from tests.commands.test_plan import snapshot
from tests.conftest import Project

START = "import os\nimport matplotlib.pyplot as plt\nimport numpy as np\nplt.plot([1, 2])\n"
SAVE = '\nplt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")\n'
EXAMPLE = next(entry for entry in entries() if entry.code == "R006")

# What follows the start of a script, the line and column of its cause, and parts of the message
# and the hint.
CHANCE: dict[str, tuple[str, int | None, int | None, str, str]] = {
    "order": (
        'for row, name in enumerate({"queue", "cache", "shard", "router"}):\n'
        "    plt.text(0.5, row, name)",
        *(5, 28, "its labels come in another order: ", "draw sorted(…) of a set"),
    ),
    "two": ('plt.title(" ".join({"a", "b"}))', 5, 20, "the label 'a b' is 'b a'|'b a' is 'a b'",
            "draw sorted(…) of a set"),
    "date": ("import datetime\nplt.title(datetime.datetime.now().strftime('%Y-%m-%d'))",
             6, 11, "is another the second time", "do not draw the date"),
    "year": ("from datetime import date\nplt.title(f'{date.today().year}')",
             6, 14, "is another the second time", "do not draw the date"),
    "time": ("import time\nplt.axhline(1 + time.time() % 1)", 6, 17, "", "do not draw the date"),
    "took": ("import time\nplt.title(f'{-time.perf_counter() + time.perf_counter():.12f}')",
             6, 15, "the label '0.0", "how long something took"),
    "measured": ("import timeit\nplt.axhline(1 + timeit.timeit('sum(range(9))', number=9))",
                 6, 17, "", "how long something took"),
    "random": ("import random\nplt.title(f'{random.random():.6f}')",
               6, 14, "the label '0.844422' is '0.134364' the second time", "random.seed(1)"),
    "numpy": ("plt.axhline(1 + np.random.rand())", 5, 17, "a line or shape differs in d (<path> in "
              "line ", "numpy.random.default_rng(1)"),
    "uuid": ("import uuid\nplt.title(str(uuid.uuid4()))", 6, 15, "is another", "what the system"),
    "address": ("plt.title(str(id(object())))", 5, 15, "is another", "what the system gives"),
    "bytes": ("plt.title(os.urandom(4).hex())", 5, 11, "is another", "what the system gives"),
    "fails": ("import random\nassert random.random() > 0.5, 'too small'",
              6, 8, "it fails: AssertionError: too small", "random.seed(1)"),
}  # fmt: skip
SETTLED = {
    "seeded": "import random\nrandom.seed(3)\nplt.title(random.random())",
    "numpy-seeded": "np.random.seed(4)\nplt.plot(np.random.rand(9))",
    "own-generator": "plt.plot(np.random.default_rng(1).random(9))",
    "sorted": 'plt.title(" ".join(sorted({"queue", "cache", "shard"})))',
    "set-asked": 'plt.title("queue" in {"queue", "cache"})',
    "dates": "import datetime\nplt.plot([datetime.date(2024, m, 1) for m in (3, 4)], [1, 2])",
    "times": "from datetime import datetime, timedelta\nimport matplotlib.dates as dates\n"
    "first = datetime(2024, 5, 1)\nassert isinstance(dates.num2date(1), datetime)\n"
    "plt.plot([first, first + timedelta(hours=3)], [1, 2])\nplt.title(f'{first!r} {datetime}')",
    "own-dates": "from datetime import date, datetime\nclass Release(date): pass\n"
    "class Moment(datetime): pass\nclass Patch(Release): pass\n"
    "assert not isinstance(date(2020, 1, 1), Release)\n"
    "assert not isinstance(datetime(2020, 1, 1), Moment)\n"
    "assert not issubclass(date, Release) and issubclass(Patch, Release)\n"
    "assert isinstance(Patch(2020, 1, 1), Release) and isinstance(Patch(2020, 1, 1), date)\n"
    "assert isinstance(datetime(2020, 1, 1), date) and issubclass(Moment, date)\n"
    "plt.title(isinstance(date.today(), Release))",
    "clock-unseen": "import time\ntime.sleep(0.01)\nprint(time.time())",
    "legend": "plt.plot([2, 1], label='b')\nplt.legend()\nplt.fill_between([0, 1], 1, hatch='//')",
    "prints": "print(hash('a'), {'a', 'b'}, id(plt))",
}
GRAPHS = {
    "rand": "graph { layout=neato; start=rand; a -- b; b -- c; c -- a; c -- d }",
    "graph": "graph { layout=neato; a -- b; b -- c; c -- a }",
}


@pytest.mark.long
def test_what_is_drawn_by_chance_is_told_with_its_cause(project: Project) -> None:
    """One test, since it is one run: what depends on chance, what does not, and no file written."""
    for name, (body, *_) in CHANCE.items():
        project.add(name, "matplotlib", START + body + SAVE)
    for name, body in SETTLED.items():
        project.add(name, "matplotlib", START + body + SAVE)
    for name, text in GRAPHS.items():
        project.add(name, "dot", text)
    for example in (EXAMPLE.bad, EXAMPLE.good):
        project.add("good" if example is EXAMPLE.good else "bad", "matplotlib", example.text)
    assert project.doit("-n", "2").failed == set()
    before = snapshot(project)
    told = json.loads(project.doit("check", "--twice", "--format", "json").output)
    assert told["stale"] == []
    assert snapshot(project) == before
    found = {each["visual"]: each for each in told["findings"] if each["code"] == "R006"}
    assert sum(each["code"] == "R006" for each in told["findings"]) == len(found)
    assert found.keys() == {*CHANCE, "rand", "bad"}
    assert "start=7" in found["rand"]["hint"]
    for name, (_, line, column, message, hint) in CHANCE.items():
        finding = found[name]
        place = (finding["severity"], finding["line"], finding["column"])
        assert place == ("warning", line, column), name
        assert any(part in finding["message"] for part in message.split("|")), name
        assert hint in finding["hint"], name


def test_what_is_not_built_is_looked_at_and_not_built(project: Project) -> None:
    project.add("x", "matplotlib", START + CHANCE["random"][0] + SAVE)
    project.add("y", "matplotlib", START + "boom()" + SAVE)
    before = snapshot(project)
    run = project.doit("check", "--twice")
    assert run.codes == {"R006"}
    assert (
        "questions/cloud/x.py:6:14: warning R006: it draws something else each time" in run.output
    )
    assert run.code == 1
    assert snapshot(project) == before
    assert project.doit("check").codes == set()
