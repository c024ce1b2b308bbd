"""The program is started on paths with accents and spaces, as those of people are."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    folder = tmp_path / "Profil d’Éloïse Côté"
    folder.mkdir()
    return folder
