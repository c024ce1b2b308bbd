"""A file for everybody counts where administration wrote it, or the person who runs the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agence_desktop.storage.owners import may_speak_for_everybody

PERSON = "S-1-5-21-1004336348-1177238915-682003330-1013"
STRANGER = "S-1-5-21-1004336348-1177238915-682003330-1014"


class _Accounts:
    """What Windows answers; nothing where the owner cannot be told."""

    def __init__(self, owner: str | None) -> None:
        self._owner = owner

    def owner(self, path: Path) -> str:
        if self._owner is None:
            raise PermissionError(5, "denied", str(path))
        return self._owner

    def person(self) -> str:
        return PERSON


@pytest.mark.parametrize(
    ("owner", "trusted"),
    [("S-1-5-18", True), ("S-1-5-32-544", True), (PERSON, True), (STRANGER, False), (None, False)],
)
def test_that_a_file_speaks_for_everybody_where_it_may(
    tmp_path: Path, owner: str | None, trusted: bool
) -> None:
    assert may_speak_for_everybody(tmp_path / "agence.toml", _Accounts(owner)) is trusted


def test_that_the_person_who_wrote_a_file_is_no_stranger_to_it(tmp_path: Path) -> None:
    (tmp_path / "agence.toml").touch()
    assert may_speak_for_everybody(tmp_path / "agence.toml")


@pytest.mark.skipif(os.name != "nt", reason="on Windows")
def test_that_a_file_that_is_not_there_is_nobody_s(tmp_path: Path) -> None:
    assert not may_speak_for_everybody(tmp_path / "agence.toml")
