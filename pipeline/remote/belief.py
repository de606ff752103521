"""What another machine says that it rendered → whether it can be that."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.files.inputs import is_input, is_key, is_state
from pipeline.model import Finding, Job, Normalized, Rendered, is_error, severity_of

MOST_PATHS = 10_000
"""Files that one render can have read or looked for."""

_RENDERER = re.compile(r"[\w.+-]{1,40}( [\w.+-]{1,40})?")
"""A name and a version; one that could not even start has none to tell, and SVG has none."""


def is_list_of_inputs(value: object) -> bool:
    """Whether a value lists paths that a render of this project can have read."""
    return (
        isinstance(value, list)
        and len(value) <= MOST_PATHS
        and all(isinstance(each, str) and is_key(each) and is_input(each) for each in value)
    )


def is_render_of(job: Job, rendered: Rendered) -> bool:
    """Whether it came of this job: an SVG or an error, findings in this visual, likely inputs."""
    return (
        (rendered.raw is None) == any(map(is_error, rendered.findings))
        and len(rendered.raw or b"") <= job.limits.result
        and _RENDERER.fullmatch(rendered.renderer) is not None
        and is_list_of_inputs([*rendered.inputs])
        and all(map(is_state, rendered.inputs.values()))
        and _are_of(job, rendered.findings, rendered.inputs)
    )


def is_success_of(job: Job, rendered: Rendered, states: Mapping[str, str]) -> bool:
    """Whether it is a success of this job with just these inputs."""
    is_built = rendered.raw is not None and dict(rendered.inputs) == dict(states)
    return is_built and is_render_of(job, rendered)


def is_normal_form_of(job: Job, normalized: Normalized) -> bool:
    """Whether it came of a drawing of this job: an SVG or an error, findings in this visual."""
    return (
        (normalized.svg is None) == any(map(is_error, normalized.findings))
        and len(normalized.svg or b"") <= job.limits.result
        and all(_is_of(job, each) for each in normalized.findings)
    )


def _are_of(job: Job, findings: tuple[Finding, ...], inputs: Mapping[str, str]) -> bool:
    files = {job.source, *inputs}
    return all(each.file in files and _is_of(job, each) for each in findings)


def _is_of(job: Job, finding: Finding) -> bool:
    # A long alt is a warning under the code of an error.
    is_right = finding.severity == severity_of(finding.code) or finding.code == "A001"
    return is_right and finding.visual == job.visual
