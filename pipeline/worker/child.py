"""What a fresh child does: a file with a Request → a file with a Reply."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from typing import NoReturn

from pipeline.worker.process import die_with, limit_resources
from pipeline.worker.work import Request, perform


def run_child(server: int, work: int, result: int, log: int) -> NoReturn:
    """Do the work and end. Descriptors: the request, an empty file for the reply, the output."""
    os.setsid()
    die_with(server)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.close(log)
    gc.enable()
    with open(work, "rb") as file:
        request: Request = pickle.load(file)
    limit_resources(request.limits)
    reply = perform(request)
    with open(result, "wb") as file:
        file.write(reply)
    os._exit(0)
