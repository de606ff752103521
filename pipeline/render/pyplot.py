"""A matplotlib script → the SVG that it saves, each in a process of its own."""

from __future__ import annotations

import dataclasses
import os
import platform
import tempfile
from collections.abc import Mapping
from importlib.metadata import version

from pipeline.fingerprint import code_hash
from pipeline.model import Job, Rendered
from pipeline.render import parts
from pipeline.render.failures import no_value
from pipeline.render.script import ScriptTask
from pipeline.worker import Workers

CODE = (
    "canvas.py", "errors.py", "guard.py", "house.py", "imports.py", "pyplot.py", "script.py",
    "warned.py", "watch.py",
)  # fmt: skip


class Pyplot:
    """The renderer of kind matplotlib."""

    def render(self, job: Job, workers: Workers) -> Rendered:
        """Run the script in a fresh child; whatever it leaves in its temporary folder goes."""
        with tempfile.TemporaryDirectory(prefix="visual-", ignore_cleanup_errors=True) as folder:
            task = ScriptTask(job, os.path.realpath(os.curdir), os.path.realpath(folder))
            outcome = workers.call_alone(
                "pipeline.render.script:run_script",
                task,
                job.limits,
                warm_up="pipeline.render.house:warm_up",
            )
        if isinstance(outcome.value, Rendered):
            return dataclasses.replace(
                outcome.value, output=outcome.output, seconds=outcome.seconds
            )
        return no_value(job, f"matplotlib {version('matplotlib')}", outcome)

    def parts(self, engine: str) -> Mapping[str, str]:
        """Versions of what draws, the house font, and the code that runs scripts."""
        return {
            "python": ".".join(platform.python_version_tuple()[:2]),
            "matplotlib": version("matplotlib"),
            "numpy": version("numpy"),
            "fonttools": version("fonttools"),
            "fonts": parts.fonts(),
            "style": code_hash([parts.PACKAGE / "render" / "style.py"]),
            "code": parts.code(*CODE),
        }
