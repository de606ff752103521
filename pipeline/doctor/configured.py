"""The current folder → its settings, for looks that go on where those cannot be read."""

from __future__ import annotations

from pathlib import Path

from pipeline.config import Config, ConfigError, read_config


def configured() -> Config | None:
    """The settings; None where they cannot be read, which a line of its own says."""
    try:
        return read_config(Path())
    except ConfigError:
        return None


def usual_or_configured() -> Config:
    """The settings; the usual ones where they cannot be read."""
    return configured() or Config()
