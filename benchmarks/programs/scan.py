"""Parse each question of the project at hand by `yaml.safe_load`, and print how many there are."""

from __future__ import annotations

from pathlib import Path

import yaml


def main() -> None:
    """Read every YAML file below questions/."""
    count = 0
    for path in sorted(Path("questions").rglob("*.yaml")):
        yaml.safe_load(path.read_text(encoding="utf-8"))
        count += 1
    print(f"{count} questions")


if __name__ == "__main__":
    main()
