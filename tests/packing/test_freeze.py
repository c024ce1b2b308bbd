"""The frozen program, tried where a path is awkward; minutes long, so only where it is asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from packing.test_contents import loaded


@pytest.mark.skipif(not os.environ.get("AGENCE_TEST_FREEZE"), reason="AGENCE_TEST_FREEZE is not set")
def test_that_the_frozen_program_works_from_a_folder_with_accents(tmp_path: Path) -> None:
    freeze = loaded("freeze")
    lines = freeze.attempt(freeze.freeze(tmp_path))
    assert lines[-1] == "réussi", lines
