"""A program with one more schema than the one that made the base."""

from __future__ import annotations

from pathlib import Path

import pytest

from agence_desktop import migrations
from agence_desktop.actions import upgrading
from migrations.test_runner import NEXT, next_scripts


def newer_program(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """Let this program be the next version, whose script also runs ``more``."""
    scripts = folder / "scripts"
    scripts.mkdir()
    next_scripts(scripts, monkeypatch, more)
    monkeypatch.setattr(migrations, "HEAD", NEXT)
    monkeypatch.setattr(upgrading, "HEAD", NEXT)
