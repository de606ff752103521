"""Settings and environment → the shared store and the cluster of a project, or none.

What must not stand in a file of the project is taken from the environment: credentials, and the
namespace, which says whose results are read and written.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.config import Config, ConfigError, bare
from pipeline.config.values import is_engine, is_place, wanted
from pipeline.plan import Plan
from pipeline.printing import shown

if TYPE_CHECKING:
    from pipeline.remote.cluster.cluster import Cluster
    from pipeline.remote.places import Place
    from pipeline.remote.shared import SharedStore, State

ADDRESS = "VISUALS_SHARED_STORE"
"""The environment variable that stands for the setting `shared_store`; those below begin so."""

ENGINE = "VISUALS_ENGINE"
"""The environment variable that stands for the setting `engine`."""
CERTIFICATES = "VISUALS_ENGINE_CERTIFICATES"
"""The environment variable that names the folder of the certificates for it."""

_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*)")


def shared_store(config: Config, state: State, connections: int) -> SharedStore | None:
    """The shared store that the settings and the environment name.

    `state` gives the states of files; `connections` is how many threads may ask at once. Raises
    ConfigError for a variable that cannot be used.
    """
    place = os.environ.get(ADDRESS) or config.shared_store
    if not place:
        return None
    if not is_place(place):
        raise ConfigError(
            f"{ADDRESS} is {shown(bare(place))}: name a folder or an HTTP address without a user, "
            f"which has variables of its own: {ADDRESS}_USER"
        )
    from pipeline.remote.shared import MAIN, SharedStore  # and HTTP with TLS, 20 ms

    namespace = os.environ.get(f"{ADDRESS}_NAMESPACE") or MAIN
    return SharedStore(_place(place, connections), state, namespace, config.shared_store_write)


def _place(place: str, connections: int) -> Place:
    from pipeline.remote.places import FolderPlace, HttpPlace

    if "://" in place:
        return HttpPlace(place, headers(os.environ), connections)
    return FolderPlace(os.path.expanduser(place))


def headers(environment: Mapping[str, str]) -> dict[str, str]:
    """The HTTP headers that the environment asks for. Raises ConfigError."""
    found: dict[str, str] = {}
    if token := environment.get(f"{ADDRESS}_TOKEN"):
        found["Authorization"] = f"Bearer {token}"
    elif user := environment.get(f"{ADDRESS}_USER"):
        both = f"{user}:{environment.get(f'{ADDRESS}_PASSWORD', '')}"
        found["Authorization"] = f"Basic {base64.b64encode(both.encode()).decode()}"
    for line in environment.get(f"{ADDRESS}_HEADERS", "").splitlines():
        header = _HEADER.fullmatch(line.strip())
        if line.strip() and not header:
            raise ConfigError(f"{ADDRESS}_HEADERS has a line that is no header; write Name: value")
        if header:
            found[header[1]] = header[2]
    for name, value in found.items():
        if not (value.isascii() and value.isprintable()):
            raise ConfigError(f"{ADDRESS}: the value for the header {name} has characters that "
                              "HTTP does not carry")  # fmt: skip
    return found


def cluster(plan: Plan) -> Cluster | None:
    """The cluster that the settings or the environment name; it is not asked yet.

    Raises ConfigError for a variable that cannot be used.
    """
    address = os.environ.get(ENGINE) or plan.config.engine
    if not is_engine(address):
        raise ConfigError(f"{ENGINE} is {shown(bare(address))}: write {wanted('engine')}")
    if address == "local":
        return None
    from pipeline.remote.cluster.cluster import cluster_at

    return cluster_at(address, plan, os.environ.get(CERTIFICATES, ""))
