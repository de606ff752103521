"""The graph: source → raw SVG → normalized SVG → manifest → gallery; `prune` removes the rest.

A project's dodo.py imports all of this. doit decides what runs: each task says by one `uptodate`
callable whether it is fresh.
"""

from pipeline.graph import (
    Build,
    Gallery,
    IsFresh,
    Manifest,
    Normalize,
    Prune,
    Render,
    Step,
    Task,
    Tasks,
    asked,
    configuration,
    empty_build_folder,
    strays,
)

__all__ = [
    "BUILD",
    "DOIT_CONFIG",
    "task_gallery",
    "task_manifest",
    "task_normalize",
    "task_prune",
    "task_render",
]

BUILD = Build.read()
DOIT_CONFIG = configuration()


def task_render() -> Tasks:
    """Render each source to a raw SVG."""
    return Step(
        name="render",
        doc=lambda visual: f"{visual.source} → {BUILD.plan.paths(visual).raw}",
        action=lambda visual: Render(BUILD, visual),
        targets=BUILD.render_targets,
        reasons=BUILD.render_reasons,
    ).tasks(asked(BUILD), task_render.__doc__)


def task_normalize() -> Tasks:
    """Bring each raw SVG to normal form and check it."""
    return Step(
        name="normalize",
        doc=lambda visual: f"{BUILD.plan.paths(visual).raw} → {BUILD.plan.paths(visual).svg}",
        action=lambda visual: Normalize(BUILD, visual),
        targets=BUILD.normalize_targets,
        reasons=BUILD.normalize_reasons,
        after=lambda visual: [f"render:{visual.id}"],
    ).tasks(asked(BUILD), task_normalize.__doc__)


def task_manifest() -> Task:
    """List every SVG with its hash and texts."""
    return {
        "actions": [Manifest(BUILD)],
        "task_dep": ["normalize", "prune"],
        "targets": [BUILD.plan.manifest],
        "uptodate": [IsFresh(BUILD.manifest_reasons)],
        "clean": True,
    }


def task_gallery() -> Task:
    """Show every SVG on one page."""
    return {
        "actions": [Gallery(BUILD)],
        "task_dep": ["manifest"],
        "targets": [BUILD.plan.gallery],
        "uptodate": [IsFresh(BUILD.gallery_reasons)],
        "clean": True,
    }


def task_prune() -> Task:
    """Remove what no visual owns; `doit clean` empties the build folder."""
    return {
        "actions": [Prune(BUILD)],
        "uptodate": [IsFresh(strays, BUILD)],
        "clean": [(empty_build_folder, [BUILD])],
    }
