"""Pictures of fictional data are the same whatever day they are taken."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from agence_desktop import __version__
from agence_desktop.actions import demo
from agence_desktop.bootstrap import PICTURED, _clock_of, read_options
from agence_desktop.core import clock as clocks
from agence_desktop.core.clock import FixedClock, SystemClock
from agence_desktop.migrations import HEAD
from agence_desktop.storage.backup.manifest import Manifest
from agence_desktop.storage.backup.writing import write_archive
from agence_desktop.storage.work import Database
from support.programs import running

TITLE = "mercredi 14 octobre 2026, semaine\u00a042"
RANDOM = {"agence_meta", "audit", "change", "installed_guard"}
"""Tables that hold the identity of the base or marks of the running program."""


class Day(datetime):
    """What the system answers on another day."""

    system: datetime

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return cls.system.astimezone(tz)


def content(database: Database, path: Path) -> dict[str, tuple[int, str]]:
    """Rows and hash of each table."""
    written: Manifest = write_archive(database, path, HEAD, __version__)
    return {table.name: (table.rows, table.sha256) for table in written.tables if table.name not in RANDOM}


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_the_demonstration_of_pictures_does_not_know_todays_date(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = demo.build_demo

    def small(database: Database, **options: object) -> demo.DemoCounts:
        return build(database, spaces=30, bookings=200, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(demo, "build_demo", small)
    found = []
    for system in ("2026-11-20T09:00+00:00", "2027-03-14T23:30+00:00"):
        Day.system = datetime.fromisoformat(system)
        with monkeypatch.context() as patch:
            patch.setattr(clocks, "datetime", Day)
            assert SystemClock().now() == Day.system
            folder = tmp_path / system[:10]
            with running(
                qtbot, folder, str(folder / "demo.sqlite"), demo=True, clock=FixedClock(PICTURED)
            ) as program:
                qtbot.waitUntil(lambda program=program: program.window.session.base.demo, timeout=60_000)
                assert program.window.session.now().isoformat() == "2026-10-14T10:42:00"
                opened = program.wiring._open
                assert opened is not None
                found.append(content(opened.database, folder / "contenu.agence"))
                assert TITLE in {label.text() for label in program.window.findChildren(QLabel)}
    assert found[0] == found[1]
    assert found[0]["booking"][0] == 200


def test_that_only_pictures_of_fictional_data_stop_the_clock(tmp_path: Path) -> None:
    pictures = ["--capture", str(tmp_path)]
    assert _clock_of(read_options(["--demo", *pictures])) == FixedClock(PICTURED)
    assert _clock_of(read_options(pictures)) is None
    assert _clock_of(read_options(["--demo"])) is None
