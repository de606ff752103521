"""A script that saved nothing → what its author can write."""

from __future__ import annotations

import ast
import re

from pipeline.model import Job
from pipeline.render.matplotlib.refused.words import SAVE

_OTHER_NAME = re.compile(rb"""__name__\s*==\s*(['"])(?!__main__\1)""")


def hint_on_nothing(job: Job, figures: int) -> str:
    """What to write in a script that saved nothing and left so many figures open."""
    if figures > 1:
        return (
            "save the one that is meant by its savefig, "
            "or draw all into one: fig, axes = plt.subplots(1, 2)"
        )
    if _OTHER_NAME.search(job.content):
        return 'a script runs as "__main__": write if __name__ == "__main__":'
    if idle := _idle(ast.parse(job.content)):
        return f"nothing calls {idle.partition('(')[0]}: end with {idle}"
    place = "before the figure is closed, write" if b"close(" in job.content else "end with"
    return f"{place} {SAVE}"


def _idle(tree: ast.Module) -> str:
    """The call that a script lacks: of what needs nothing, or makes or saves a figure."""
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    made = [
        each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name not in used
    ]
    ready = [f"{each.name}()" for each in made if _needs_nothing(each)]
    drawing = [f"{each.name}(…)" for each in made if _makes_a_figure(each)]
    return next(reversed(ready or drawing), "")


def _needs_nothing(function: ast.FunctionDef) -> bool:
    """Whether a function can be called without arguments."""
    wanted = function.args
    return len(wanted.args) == len(wanted.defaults) and None not in wanted.kw_defaults


def _makes_a_figure(function: ast.FunctionDef) -> bool:
    names = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    return not names.isdisjoint(("figure", "savefig", "subplot_mosaic", "subplots"))
