"""Runs cases through `agence-admin` on a replay base, and through the oracle, and compares the answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from agence_desktop.cli.main import main
from agence_desktop.core.roles import Role
from agence_desktop.directory.model import Account, AccountGrant
from agence_desktop.migrations.runner import create
from agence_desktop.storage.context import current_login
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import SqliteFile, parse_location
from agence_desktop.storage.work import Database
from oracle.cases import Cells, as_csv, lines_of
from oracle.furnish import Furnisher
from oracle.judge import Oracle
from oracle.world import World

Answer = dict[str, Any]

CLOCKS = (
    "2026-11-20T08:00-05:00",
    "2026-11-27T10:20-05:00",
    "2026-12-01T09:50-05:00",
    "2026-12-31T23:40-05:00",
    "2027-01-01T00:10-05:00",
    "2027-01-18T13:25-05:00",
)
"""The present moves on, across a change of year, in the middle of bookings nobody has come to."""


def make_base(url: str, world: World) -> None:
    """A replay base with the offices, whose clerk is whoever runs the tests."""
    location = parse_location(url)
    opened = open_engine(location, create=isinstance(location, SqliteFile))
    create(opened, replay=True)
    database = Database(opened)

    def fill(session: Session) -> None:
        Furnisher(session, world).furnish()
        account = Account(login=current_login(session))
        session.add(account)
        session.flush()
        session.add(AccountGrant(account_id=account.id, role=Role.CLERK))

    database.write(fill)
    database.close()


def run(url: str, clock: str, *command: str) -> tuple[int, list[Answer]]:
    """A command's exit code and the objects it printed."""
    out, messages = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(messages):
        code = main(["--base", url, "--maintenant", clock, *command, "--json"])
    assert messages.getvalue() == ""
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


class Replay:
    """One base and its oracle, kept in step."""

    def __init__(self, url: str, world: World, folder: Path) -> None:
        self.url = url
        self.oracle = Oracle(world)
        self.seen: Counter[str] = Counter()
        self.clock = CLOCKS[0]
        self._folder = folder
        make_base(url, world)

    def compare(self, clock: str, rows: Sequence[Cells], separator: str = ";") -> None:
        """Run a file at an instant; fail at the first row on which the two differ."""
        self.clock = clock
        self.oracle.set_clock(datetime.fromisoformat(clock))
        lines = lines_of(rows)
        expected = [self.oracle.take(line, cells) for line, cells in zip(lines, rows, strict=True)]
        path = self._folder / "demandes.csv"
        path.write_text(as_csv(rows, separator), encoding="utf-8", newline="")
        code, answers = run(self.url, clock, "reserver", str(path))
        for cells, answer, wanted in zip(rows, answers, expected, strict=True):
            assert list(answer) == list(wanted), cells
            assert answer == wanted, cells
        assert code == int(any(answer["outcome"] == "refused" for answer in expected))
        for answer in expected:
            self.seen.update(told(answer))


def told(answer: Answer) -> Iterator[str]:
    """Every code of an answer, with what it is a code of."""
    yield f"outcome {answer['outcome']}"
    yield from (f"fault {code}" for code in answer["reasons"])
    if "replayed" in answer:
        yield f"replayed {answer['outcome']}"
    for date in answer["occurrences"]:
        yield f"state {date['state']}"
        yield from (f"reason {code}" for code in date["reasons"])
