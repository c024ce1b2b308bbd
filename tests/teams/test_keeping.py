"""A base with firm deployments is backed up and restored into either database, ledger and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from agence_desktop.actions.saving import back_up, restore
from agence_desktop.core.clock import FixedClock
from agence_desktop.directory.users import add_first_administrator
from agence_desktop.storage.context import current_login
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.confirming import OverCapacityError
from support import teams
from support.databases import PostgresDatabases, SqliteFiles
from support.teams import KARINE, LOUISE
from teams import story
from teams.story import seat


def test_that_a_restored_base_has_its_ledger_and_its_guards(
    bench: Database, databases: SqliteFiles | PostgresDatabases, tmp_path: Path
) -> None:
    story.confirmed(bench, LOUISE, KARINE, seats=(seat(effort_bp=8_000, days=frozenset({0, 1, 3, 4})),) * 2)
    bench.write(lambda session: add_first_administrator(session, current_login(session)))
    archive = tmp_path / "base.agence"
    back_up(bench, archive)
    url = databases.fresh()
    clock = FixedClock(teams.NOW)
    restore(parse_location(url), archive, clock)
    restored = Database(open_engine(parse_location(url)), clock=clock)
    assert list(verify(restored)) == []
    with pytest.raises(OverCapacityError) as caught:
        story.confirmed(restored, LOUISE)
    assert caught.value.member_id == LOUISE
    restored.close()
    databases.drop(url)
