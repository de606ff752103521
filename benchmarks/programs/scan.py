"""Parse each question of the project at hand by `yaml.safe_load`, and print how many there are."""

from __future__ import annotations

from pathlib import Path

import yaml


def main() -> None:
    """Read every YAML file below questions/."""
    paths = sorted(Path("questions").rglob("*.yaml"))
    questions = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
    print(f"{len(questions)} questions")


if __name__ == "__main__":
    main()
