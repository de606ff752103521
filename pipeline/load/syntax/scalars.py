"""A text, number or other single value of a YAML document → what YAML makes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from pipeline.load.syntax.parser import YamlError, place_of

_STANDARD = "tag:yaml.org,2002:"
_KINDS = {"timestamp": "a date", "int": "a number", "float": "a number"}


def scalar(loader: Any, node: yaml.ScalarNode, written: Callable[[yaml.Node], str]) -> Any:
    """The value of a node; `written` tells what stands for it in the file.

    Raises YamlError for one that looks like a date, a number or a tag, and is none.
    """
    try:
        return loader.construct_object(node)
    except YamlError:
        raise
    except Exception as error:  # PyYAML lets any through: of `!!bool 3`, a KeyError
        message, hint = _tag_fault(loader, node) or _misread(node, written(node))
        raise YamlError(message, *place_of(node.start_mark), hint=hint) from error


def _tag_fault(loader: Any, node: yaml.ScalarNode) -> tuple[str, str] | None:
    """What is wrong with a tag that stands in the file; None where YAML found it itself."""
    if not node.style and loader.resolve(yaml.ScalarNode, node.value, (True, False)) == node.tag:
        return None
    is_standard = node.tag.startswith(_STANDARD)
    tag = node.tag if node.tag.startswith("!") else f"!<{node.tag}>"
    tag = f"!!{node.tag.removeprefix(_STANDARD)}" if is_standard else tag
    if node.tag in loader.yaml_constructors:
        return f"the tag {tag} does not fit the value after it", "remove the tag"
    return f"the tag {tag} is unknown", "quote a text that starts with !; else remove the tag"


def _misread(node: yaml.ScalarNode, written: str) -> tuple[str, str]:
    kind = _KINDS.get(node.tag.removeprefix(_STANDARD))
    what = f"looks like {kind} and is none" if kind else "has a meaning of its own in YAML"
    return f"{written} {what}", f'if it is a text, put it in quotes: "{written}"'
