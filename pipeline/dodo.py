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
    for visual in asked(BUILD):
        yield {
            "name": visual.id,
            "doc": f"{visual.source} → {BUILD.plan.paths(visual).raw}",
            "actions": [Render(BUILD, visual)],
            "targets": BUILD.render_targets(visual),
            "uptodate": [IsFresh(BUILD.render_reasons, visual)],
            "clean": True,
        }


def task_normalize() -> Tasks:
    """Bring each raw SVG to normal form and check it."""
    for visual in asked(BUILD):
        yield {
            "name": visual.id,
            "doc": f"{BUILD.plan.paths(visual).raw} → {BUILD.plan.paths(visual).svg}",
            "actions": [Normalize(BUILD, visual)],
            "task_dep": [f"render:{visual.id}"],
            "targets": BUILD.normalize_targets(visual),
            "uptodate": [IsFresh(BUILD.normalize_reasons, visual)],
            "clean": True,
        }


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
