"""`python -m pipeline.remote`: certificates for a cluster, its scheduler, its workers."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from pipeline.config.values import is_engine
from pipeline.model import VisualsError
from pipeline.remote.cluster.certificates import CertificateError, files_in, make
from pipeline.worker.boot import become

PORT = 8786
IDLE_WORK = (
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED",
    "DASK_DISTRIBUTED__SCHEDULER__ACTIVE_MEMORY_MANAGER__START",
)
"""Settings of Dask for what costs each process a few hundredths of a core, also at rest."""

PAGES = ("DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES", "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES")
"""What they serve by HTTP, which has no TLS: nothing."""


def main(arguments: list[str]) -> int:
    """Do what is asked for; exit code 3 where that cannot be done."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "certificates":
            make(asked.folder)
            print(f"made {asked.folder}; give it to the machines of the cluster and to nobody else")
            return 0
        _check(asked)
        _become(_scheduler(asked) if asked.command == "scheduler" else _worker(asked))
    except VisualsError as error:
        print(error, file=sys.stderr)
        return 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m pipeline.remote", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("certificates", help="make a test set of certificates for TLS")
    made.add_argument("folder", help="a new folder")
    scheduler = commands.add_parser("scheduler", help="start a scheduler, without a dashboard")
    scheduler.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    scheduler.add_argument("--port", type=int, default=PORT, help="(%(default)s)")
    worker = commands.add_parser("worker", help="start workers, one a core unless told")
    worker.add_argument("address", help=f"of the scheduler, such as tls://127.0.0.1:{PORT}")
    worker.add_argument("--host", default="127.0.0.1", help="where to be reached (%(default)s)")
    worker.add_argument("-n", type=int, default=os.cpu_count() or 1, help="how many (%(default)s)")
    for each in (scheduler, worker):
        each.add_argument("--certificates", metavar="DIR", help="made by `certificates`")
    return parser


def _scheduler(asked: argparse.Namespace) -> list[str]:
    protocol = "tls" if asked.certificates else "tcp"
    where = ["--protocol", protocol, "--host", asked.host, "--port", str(asked.port)]
    return ["scheduler", *where, *_shared(asked.certificates)]


def _worker(asked: argparse.Namespace) -> list[str]:
    number = ["--nworkers", str(asked.n), "--nthreads", "1", "--host", asked.host]
    return ["worker", asked.address, *number, *_shared(asked.certificates)]


def _check(asked: argparse.Namespace) -> None:
    """Raise CertificateError where anybody on the network could have code run here.

    And for an address that Dask would answer with a traceback.
    """
    address = asked.address if asked.command == "worker" else f"tcp://{asked.host}:{asked.port}"
    is_here = all(is_engine(each) for each in (address, f"tcp://{asked.host}:{PORT}"))
    if asked.certificates is None and not (is_here and address.startswith("tcp://")):
        raise CertificateError("name the folder of the certificates with --certificates: without "
                               "them only addresses of this machine are allowed")  # fmt: skip
    if not is_engine(address) and asked.command == "worker":
        raise CertificateError(f"{address}: write the scheduler's address as tls://host:{PORT}")


def _shared(folder: str | None) -> list[str]:
    """What Dask's commands have in common: its pages are for this machine, if there are any."""
    options = ["--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
    if folder is None:
        return options
    ca, certificate, key = files_in(folder)
    return [*options, "--tls-ca-file", ca, "--tls-cert", certificate, "--tls-key", key]


def _become(arguments: list[str]) -> NoReturn:
    """Go on as Dask's own command."""
    os.environ |= {name: "False" for name in IDLE_WORK if name not in os.environ}
    os.environ |= dict.fromkeys(PAGES, "[]")
    become([sys.executable, "-m", "dask", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
