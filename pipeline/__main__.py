"""`python -m pipeline init`: set up another repository to build its visuals; 0, or 3 if it cannot.

Before it, no `doit` can start there: doit needs the dodo.py that this writes.
"""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from pipeline.adopt import Named, adopt
from pipeline.model import VisualsError
from pipeline.printing import printable, soften_streams

CANNOT = 3


class _Parser(argparse.ArgumentParser):
    """One whose errors are one line, and exit as ours do."""

    def error(self, message: str) -> NoReturn:
        _refuse(f"{message}; python -m pipeline init --help says how")


def _refuse(reason: str) -> NoReturn:
    print(f"ERROR: {printable(reason)}", file=sys.stderr)
    sys.exit(CANNOT)


def main() -> None:
    """Run the command that the words of this process name."""
    parser = _Parser(prog="python -m pipeline", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="init", dest="command")
    about = "set up this repository: write dodo.py, [tool.visuals] and lines of .gitignore"
    init = commands.add_parser("init", help=about, description=about, allow_abbrev=False)
    for name, of in (
        ("questions", "the questions"),
        ("sources", "the sources, which lie in DIR/<track>/; default: found, or beside the YAML"),
        ("published", "the published copies, DIR/<track>/; default: found, or beside the sources"),
    ):
        init.add_argument(f"--{name}", metavar="DIR", default="", help=f"the folder of {of}")
    given = parser.parse_args()
    try:
        for said in adopt(Named(given.questions, given.sources, given.published)):
            print("\n".join(map(printable, said.splitlines())))
    except VisualsError as error:
        _refuse(str(error))


if __name__ == "__main__":
    soften_streams()
    main()
