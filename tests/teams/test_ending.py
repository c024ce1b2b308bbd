"""A mandate of December seen from January: noted, stated, evaluated, closed, and ended by the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.actuals import EntryChange, EntryDraft
from agence_desktop.teams.commands.actuals import record_entries
from agence_desktop.teams.commands.ending import apply_due_batch
from agence_desktop.teams.commands.evaluations import EvaluationDraft, close_mandate, evaluate
from agence_desktop.teams.commands.stating import issue_statement, prepare_statement
from agence_desktop.teams.evaluating import CRITERIA
from agence_desktop.teams.model import ActualEntry, CostRate, DayRate, Statement
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.evaluations import ended_mandates
from agence_desktop.teams.queries.files import deployment_file
from agence_desktop.teams.queries.stating import nettings, statement_file, statement_rows
from agence_desktop.teams.rows import ExpenseKind, Side, StatementState
from agence_desktop.teams.stating import StatementFile
from support import office
from support.teams import LOUISE
from teams import story
from teams.story import CLERK, CLIENT, MANAGER, MEMBER, STRANGER

DECEMBER = Days(date(2026, 12, 1), date(2027, 1, 1))
MONDAY = date(2026, 12, 7)


@pytest.fixture
def over(bench: Database) -> tuple[Database, int]:
    """A mandate of December, seen from January, and the rates that it costs."""
    _, (one,) = story.confirmed(bench, LOUISE)

    def rates(session: Session) -> None:
        session.add(DayRate(job_class="Agent de secrétariat", since=date(2026, 1, 1), amount=Decimal("310")))
        session.add(CostRate(kind="travel", since=date(2026, 1, 1), ten_thousandths=6_050))

    bench.write(rates)
    bench.clock = FixedClock(datetime(2027, 1, 5, 13, tzinfo=UTC))
    return bench, one


def note(database: Database, one: int, desk: Any = MEMBER, **changed: Any) -> None:
    values: dict[str, Any] = {"day": MONDAY, "kind": None, "quantity": Decimal("0.5"), **changed}
    change = EntryChange(EntryDraft(**values))
    database.write(lambda session: record_entries(session, desk, one, [change]))


def issue(database: Database) -> str:
    """Prepare and issue in one go."""

    def work(session: Session) -> str:
        made = prepare_statement(session, MANAGER, office.HOST, office.OTHER, DECEMBER)
        row = session.get_one(Statement, made.ids[0])
        return issue_statement(session, MANAGER, row.id, row.version).number

    return database.write(work)


def issued(database: Database, number: str) -> StatementFile:
    def work(session: Session) -> StatementFile | None:
        row = next(one for one in statement_rows(session, MANAGER.actor) if one.number == number)
        return statement_file(session, MANAGER.actor, row.id)

    found = database.read(work)
    assert found is not None
    return found


def say(database: Database, one: int, side: Side, desk: Any) -> None:
    scores = dict.fromkeys(CRITERIA[side], 4)
    database.write(lambda session: evaluate(session, desk, one, EvaluationDraft(side, scores)))


def test_that_a_statement_tells_what_was_done_and_stands(over: tuple[Database, int]) -> None:
    database, one = over
    note(database, one)
    note(database, one, kind=ExpenseKind.TRAVEL, quantity=Decimal("40.2"), evidence="P-12")
    assert issue(database) == "RV-2027-0001"
    file = issued(database, "RV-2027-0001")
    assert (file.row.state, file.row.total) == (StatementState.ISSUED, Decimal("179.32"))
    lines = file.statement.lines
    assert [line.cost.amount for line in lines] == [Decimal("155.00"), Decimal("24.32")]
    assert lines[1].evidence == ("P-12",)
    for statement in ("UPDATE team_statement SET total = total", "DELETE FROM team_statement"):
        with pytest.raises(RefusedError) as caught:
            database.write(lambda session, told=statement: session.execute(text(told)))  # type: ignore[misc]
        assert caught.value.code == "statement_stands"
    (netted,) = database.read(lambda session: nettings(session, MANAGER.actor, DECEMBER))
    assert netted.amount == Decimal("179.32")
    with pytest.raises(RefusedError) as caught:
        issue(database)
    assert caught.value.code == "nothing_to_state"
    assert list(verify(database)) == []


def test_that_a_later_statement_corrects_what_changed(over: tuple[Database, int]) -> None:
    database, one = over
    note(database, one)
    issue(database)
    (entry,) = database.read(lambda session: session.scalars(select(ActualEntry)).all())
    gone = [EntryChange(None, entry.id, entry.version)]
    database.write(lambda session: record_entries(session, CLERK, one, gone))
    assert issue(database) == "RV-2027-0002"
    file = issued(database, "RV-2027-0002")
    assert (file.row.total, file.statement.lines[0].corrects) == (Decimal("-155.00"), ("RV-2027-0001",))
    assert len(database.read(lambda session: statement_rows(session, MANAGER.actor))) == 2


def test_that_a_day_is_noted_once_and_within_the_mandate(over: tuple[Database, int]) -> None:
    database, one = over
    note(database, one)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({}, "day_recorded"),
        ({"day": date(2026, 11, 30)}, "outside_mandate"),
        ({"day": date(2026, 12, 8), "quantity": Decimal("0.00001")}, "too_fine"),
        ({"kind": ExpenseKind.TRAVEL, "quantity": Decimal(1)}, "evidence_missing"),
    ]
    for changed, code in wrong:
        with pytest.raises(RefusedError) as caught:
            note(database, one, **changed)
        assert caught.value.code == code
    with pytest.raises(RightMissingError):
        note(database, one, STRANGER, day=date(2026, 12, 9))


def test_that_a_missing_rate_is_said_and_takes_no_number(over: tuple[Database, int]) -> None:
    database, one = over
    note(database, one, kind=ExpenseKind.MEALS, quantity=Decimal(1))
    with pytest.raises(RefusedError) as caught:
        issue(database)
    assert caught.value.code == "rate_missing"
    note(database, one)
    with pytest.raises(RefusedError) as again:
        issue(database)
    assert again.value.code == "rate_missing"
    database.write(
        lambda session: session.add(CostRate(kind="meals", since=date(2026, 1, 1), ten_thousandths=500_000))
    )
    assert issue(database) == "RV-2027-0001"


def test_that_a_mandate_goes_to_its_close(over: tuple[Database, int]) -> None:
    database, one = over
    note(database, one)
    say(database, one, Side.CLIENT, CLERK)
    assert story.state_of(database, one) == "ended"
    say(database, one, Side.MEMBER, MEMBER)
    assert story.state_of(database, one) == "evaluated"
    issue(database)
    assert story.state_of(database, one) == "stated"
    ((_, version),) = story.versions(database, one)
    database.write(lambda session: close_mandate(session, MANAGER, one, version))
    assert story.state_of(database, one) == "closed"
    file = database.read(lambda session: deployment_file(session, one, date(2027, 1, 5)))
    assert file is not None
    assert [row.side for row in file.evaluations] == [Side.CLIENT, Side.MEMBER]
    assert list(verify(database)) == []


@pytest.mark.parametrize("again", [True, False, None])
def test_that_whether_to_begin_again_is_kept_and_may_be_left_unsaid(
    over: tuple[Database, int], again: bool | None
) -> None:
    database, one = over
    scores = dict.fromkeys(CRITERIA[Side.CLIENT], 5)
    first = EvaluationDraft(Side.CLIENT, scores, again=not again)
    database.write(lambda session: evaluate(session, CLIENT, one, first))
    changed = EvaluationDraft(Side.CLIENT, scores, version=1, again=again)
    database.write(lambda session: evaluate(session, CLIENT, one, changed))
    (row,) = database.read(lambda session: ended_mandates(session, MANAGER.actor, date(2027, 1, 5)))
    assert row.evaluations[Side.CLIENT].again is again
    file = database.read(lambda session: deployment_file(session, one, date(2027, 1, 5)))
    assert file is not None
    assert [said.again for said in file.evaluations] == [again]


def test_that_nobody_evaluates_for_another_side_or_too_soon(bench: Database) -> None:
    _, (one,) = story.confirmed(bench, LOUISE)
    with pytest.raises(RefusedError) as caught:
        say(bench, one, Side.CLIENT, CLIENT)
    assert caught.value.code == "not_over"
    bench.clock = FixedClock(datetime(2027, 1, 5, 13, tzinfo=UTC))
    for side, desk in ((Side.CLIENT, MEMBER), (Side.MEMBER, CLIENT), (Side.CLIENT, STRANGER)):
        with pytest.raises(RightMissingError):
            say(bench, one, side, desk)


def test_that_maintenance_writes_the_ends_that_the_calendar_brings(over: tuple[Database, int]) -> None:
    database, one = over
    work: Callable[[Session], int] = apply_due_batch
    assert database.write(work) == 1
    assert story.state_of(database, one) == "ended"
    assert database.write(work) == 0
    assert list(verify(database)) == []
