"""What the tests of commands share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.shop import new_shop
from tests.conftest import Project


@pytest.fixture(scope="session")
def built_shop(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """What `shop` is a copy of."""
    return new_shop(tmp_path_factory.mktemp("shop") / "project")


@pytest.fixture
def shop(built_shop: Project, tmp_path: Path) -> Project:
    """A built project with visuals that are published, a draft, and one that failed."""
    shutil.copytree(built_shop.root, tmp_path / "shop", symlinks=True)
    return Project(tmp_path / "shop")
