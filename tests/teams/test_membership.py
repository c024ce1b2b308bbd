"""The key that a new member is proposed."""

from __future__ import annotations

import pytest

from agence_desktop.teams.membership import next_key


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ([], "M-001"),
        (["louise"], "M-001"),
        (["M1", "M2", "M10"], "M11"),
        (["V001", "V060", "X7"], "V061"),
        (["M-099"], "M-100"),
    ],
)
def test_that_the_next_key_follows_the_last_of_the_usual_form(keys: list[str], wanted: str) -> None:
    assert next_key(keys) == wanted
