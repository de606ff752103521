"""Saved files → built visuals → pictures in an open page, for as long as `doit watch` runs.

changes ─▶ session ─▶ ahead, which draws without the lock ─▶ session, which has doit build with it
        ─▶ audience ─▶ server; project knows which visuals a file touches, report prints.
"""

from pipeline.watch.audience import Audience
from pipeline.watch.changes import Watcher
from pipeline.watch.report import Report
from pipeline.watch.server import Server
from pipeline.watch.session import Session, StartOver

__all__ = ["Audience", "Report", "Server", "Session", "StartOver", "Watcher"]
