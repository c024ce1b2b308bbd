"""After confirmation: days and expenses noted, statements issued, mandates evaluated and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.actuals import ActualSheet, EntryChange, EntryDraft
from agence_desktop.teams.commands.actuals import record_entries
from agence_desktop.teams.commands.confirming import confirm
from agence_desktop.teams.commands.desk import Desk, Done
from agence_desktop.teams.commands.evaluations import EvaluationDraft, close_mandate, evaluate
from agence_desktop.teams.commands.stating import discard_statement, issue_statement, prepare_statement
from agence_desktop.teams.commitments import Margin
from agence_desktop.teams.evaluating import CRITERIA
from agence_desktop.teams.model import CostRate, DayRate, Deployment, TeamRequest
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.actuals import actual_sheet, mandate_lines
from agence_desktop.teams.queries.bench import bench_reading
from agence_desktop.teams.queries.evaluations import ended_mandates
from agence_desktop.teams.queries.stating import billables, nettings, statement_file, statement_rows
from agence_desktop.teams.rows import ExpenseKind, Side, StatementState
from agence_desktop.teams.stating import StatementFile
from support import office, teams
from support.teams import KARINE, LOUISE, TODAY
from teams import story
from teams.story import CLERK, CLIENT, MANAGER, MEMBER, STRANGER, seat

OVER = Days(date(2026, 11, 2), date(2026, 11, 14))
"""Ten working days, Remembrance Day among them or not as the calendar says."""
NOVEMBER = Days(date(2026, 11, 1), date(2026, 12, 1))
HALF = Decimal("0.5")


@pytest.fixture
def mandate(bench: Database) -> tuple[int, int]:
    """A request and its deployment that ended a week ago, at half time, with rates since April."""

    def rates(session: Session) -> None:
        since = date(2026, 4, 1)
        session.add(DayRate(job_class="Agent de secrétariat", since=since, amount=Decimal("310.00")))
        session.add(CostRate(kind="travel", since=since, ten_thousandths=6_100))
        session.flush()

    bench.write(rates)
    request, (one,) = story.confirmed(bench, LOUISE, seats=(seat(period=OVER),))
    return request, one


def worked(*days: int, share: Decimal = HALF, **changed: object) -> list[EntryChange]:
    """Days of November."""
    return [EntryChange(EntryDraft(date(2026, 11, day), None, share), **changed) for day in days]  # type: ignore[arg-type]


def trip(day: int, km: int = 66, evidence: str = "KM-7") -> EntryChange:
    """A way there and back."""
    return EntryChange(EntryDraft(date(2026, 11, day), ExpenseKind.TRAVEL, Decimal(km), evidence=evidence))


def note(database: Database, desk: Desk, deployment: int, changes: Sequence[EntryChange]) -> Done:
    """Save a sheet."""
    return database.write(lambda session: record_entries(session, desk, deployment, changes))


def sheet(database: Database, deployment: int, desk: Desk = MANAGER) -> ActualSheet:
    """The sheet as it stands."""
    found = database.read(lambda session: actual_sheet(session, desk.actor, deployment, TODAY))
    assert found is not None
    return found


def prepared(database: Database, desk: Desk = MANAGER, period: Days = NOVEMBER) -> StatementFile:
    """A draft for the client."""
    done = database.write(lambda session: prepare_statement(session, desk, office.HOST, office.OTHER, period))
    return statement(database, done.ids[0])


def statement(database: Database, statement_id: int, desk: Desk = MANAGER) -> StatementFile:
    """All of it."""
    found = database.read(lambda session: statement_file(session, desk.actor, statement_id))
    assert found is not None
    return found


def issued(database: Database, file: StatementFile, desk: Desk = MANAGER) -> Done:
    """Issue it."""
    return database.write(lambda session: issue_statement(session, desk, file.row.id, file.row.version))


def scores(side: Side, score: int = 4) -> EvaluationDraft:
    """A whole evaluation."""
    return EvaluationDraft(side, dict.fromkeys(CRITERIA[side], score), "Bon mandat")


# Days and expenses.


def test_that_the_member_notes_their_own_days_and_the_lender_for_them(
    bench: Database, mandate: tuple[int, int]
) -> None:
    note(bench, MEMBER, mandate[1], worked(2, 3))
    note(bench, CLERK, mandate[1], [*worked(4), trip(4)])
    for desk in (CLIENT, STRANGER):
        with pytest.raises(RightMissingError):
            note(bench, desk, mandate[1], worked(5))
    found = sheet(bench, mandate[1])
    assert [(one.day.day, one.quantity, one.kind) for one in found.entries] == [
        (2, HALF, None),
        (3, HALF, None),
        (4, HALF, None),
        (4, Decimal(66), ExpenseKind.TRAVEL),
    ]
    assert list(verify(bench)) == []


def test_that_a_sheet_is_saved_whole_or_not_at_all(bench: Database, mandate: tuple[int, int]) -> None:
    with pytest.raises(RefusedError, match="2026") as caught:
        note(bench, MEMBER, mandate[1], [*worked(2, 3), trip(16)])
    assert caught.value.code == "outside_mandate"
    assert sheet(bench, mandate[1]).entries == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (EntryChange(EntryDraft(date(2026, 11, 2), None, Decimal(-1))), "bad_quantity"),
        (EntryChange(EntryDraft(date(2026, 11, 2), None, Decimal("1.5"))), "more_than_a_day"),
        (EntryChange(EntryDraft(date(2026, 11, 2), None, Decimal("0.33333"))), "too_fine"),
        (trip(2, evidence=" "), "evidence_missing"),
        (
            EntryChange(EntryDraft(date(2026, 11, 2), ExpenseKind.OTHER, Decimal(1), None, "F-1")),
            "amount_missing",
        ),
    ],
)
def test_that_what_cannot_be_is_refused_with_a_code(
    bench: Database, mandate: tuple[int, int], change: EntryChange, code: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        note(bench, MEMBER, mandate[1], [change])
    assert caught.value.code == code


def test_that_a_day_over_all_mandates_of_a_member_adds_up_to_one_day(
    bench: Database, mandate: tuple[int, int]
) -> None:
    not_wednesday = seat(period=OVER, days=frozenset({0, 1, 3, 4}))
    _, (other,) = story.confirmed(bench, LOUISE, seats=(not_wednesday,))
    note(bench, MEMBER, mandate[1], worked(2))
    note(bench, MEMBER, other, [*worked(2), *worked(3, share=Decimal(1))])
    with pytest.raises(RefusedError) as caught:
        note(bench, MEMBER, mandate[1], worked(3))
    assert caught.value.code == "more_than_a_day"
    with pytest.raises(RefusedError) as twice:
        note(bench, MEMBER, mandate[1], worked(2, share=Decimal("0.1")))
    assert twice.value.code in ("day_recorded", "uq_actual_entry_worked")


def test_that_an_entry_changes_and_is_withdrawn_as_it_was_read(
    bench: Database, mandate: tuple[int, int]
) -> None:
    note(bench, MEMBER, mandate[1], worked(2))
    (entry,) = sheet(bench, mandate[1]).entries
    note(bench, MEMBER, mandate[1], worked(2, share=Decimal("0.25"), id=entry.id, version=entry.version))
    with pytest.raises(StaleError):
        note(bench, MEMBER, mandate[1], [EntryChange(None, entry.id, entry.version)])
    (entry,) = sheet(bench, mandate[1]).entries
    assert entry.quantity == Decimal("0.25")
    note(bench, MEMBER, mandate[1], [EntryChange(None, entry.id, entry.version), *worked(2)])
    assert [(one.quantity, one.withdrawn) for one in sheet(bench, mandate[1]).entries] == [
        (Decimal("0.25"), True),
        (HALF, False),
    ]


def test_that_a_list_tells_what_is_missing_and_how_near_the_ceiling_is(
    bench: Database, mandate: tuple[int, int]
) -> None:
    note(bench, MEMBER, mandate[1], worked(2, 3))
    (line,) = bench.read(lambda session: mandate_lines(session, MEMBER.actor, TODAY))
    assert (line.noted, line.missing, line.spent) == (2, line.planned - 2, Decimal("310.00"))
    assert line.standing is not None
    assert line.standing.margin is Margin.WITHIN
    assert line.standing.ahead == (line.planned - 2) * Decimal("155.00")
    assert bench.read(lambda session: mandate_lines(session, STRANGER.actor, TODAY)) == []


# Statements.


def test_that_a_statement_is_prepared_looked_at_and_issued_once(
    bench: Database, mandate: tuple[int, int]
) -> None:
    note(bench, MEMBER, mandate[1], [*worked(2, 3), trip(2)])
    (offered,) = bench.read(lambda session: billables(session, MANAGER.actor))
    assert (offered.lender_id, offered.client_id) == (office.HOST, office.OTHER)
    draft = prepared(bench)
    assert (draft.row.state, draft.row.number, draft.changed) == (StatementState.DRAFT, "", False)
    assert draft.statement.total == Decimal("350.26")
    assert draft.ceilings[0].standing.spent == Decimal("350.26")
    assert issued(bench, draft).number == "RV-2026-0001"
    after = statement(bench, draft.row.id)
    assert (after.row.state, after.statement.total) == (StatementState.ISSUED, Decimal("350.26"))
    with pytest.raises(RefusedError) as caught:
        issued(bench, after)
    assert caught.value.code == "statement_stands"
    with pytest.raises(RefusedError) as nothing:
        prepared(bench)
    assert nothing.value.code == "nothing_to_state"
    assert list(verify(bench)) == []


def test_that_a_later_statement_corrects_what_changed(bench: Database, mandate: tuple[int, int]) -> None:
    note(bench, MEMBER, mandate[1], worked(2, 3))
    issued(bench, prepared(bench))
    first, _ = sheet(bench, mandate[1]).entries
    assert sheet(bench, mandate[1]).stated
    note(bench, MEMBER, mandate[1], [EntryChange(None, first.id, first.version)])
    file = prepared(bench)
    assert file.statement.total == Decimal("-155.00")
    assert file.statement.lines[0].corrects == ("RV-2026-0001",)
    assert issued(bench, file).number == "RV-2026-0002"


def test_that_what_changed_since_it_was_looked_at_is_not_issued(
    bench: Database, mandate: tuple[int, int]
) -> None:
    note(bench, MEMBER, mandate[1], worked(2))
    file = prepared(bench)
    note(bench, MEMBER, mandate[1], worked(3))
    assert statement(bench, file.row.id).changed
    with pytest.raises(RefusedError) as caught:
        issued(bench, file)
    assert caught.value.code == "statement_changed"
    again = prepared(bench)
    assert again.row.id == file.row.id
    assert issued(bench, again).number == "RV-2026-0001"


def test_that_a_missing_rate_is_named_and_loses_nothing(bench: Database, mandate: tuple[int, int]) -> None:
    lodged = EntryChange(EntryDraft(date(2026, 11, 3), ExpenseKind.LODGING, Decimal(1), evidence="H-1"))
    note(bench, MEMBER, mandate[1], [*worked(2), lodged])
    file = prepared(bench)
    assert file.statement.total == Decimal("155.00")
    assert "hébergement" in file.missing[0]
    assert "3 novembre 2026" in file.missing[0]
    with pytest.raises(RefusedError) as caught:
        issued(bench, file)
    assert caught.value.code == "rate_missing"
    bench.write(
        lambda session: session.add(
            CostRate(kind="lodging", since=date(2026, 4, 1), ten_thousandths=1_250_000)
        )
    )
    again = prepared(bench)
    assert (again.missing, again.statement.total) == ((), Decimal("280.00"))
    issued(bench, again)


def test_that_a_statement_above_the_ceiling_waits_for_an_amendment(
    bench: Database, mandate: tuple[int, int]
) -> None:
    hotel = EntryDraft(date(2026, 11, 3), ExpenseKind.OTHER, Decimal(1), Decimal("4900.00"), "F-1")
    note(bench, MEMBER, mandate[1], [*worked(2), EntryChange(hotel)])
    file = prepared(bench)
    assert file.ceilings[0].standing.margin is Margin.PASSED
    with pytest.raises(RefusedError, match="D-2026-0001") as caught:
        issued(bench, file)
    assert caught.value.code == "ceiling_passed"


def test_that_only_the_lender_prepares_and_the_client_reads_what_is_issued(
    bench: Database, mandate: tuple[int, int]
) -> None:
    note(bench, MEMBER, mandate[1], worked(2))
    for desk in (CLIENT, STRANGER, MEMBER):
        with pytest.raises(RightMissingError):
            prepared(bench, desk)
    file = prepared(bench, CLERK)
    assert bench.read(lambda session: statement_rows(session, CLIENT.actor)) == []
    issued(bench, file, CLERK)
    (row,) = bench.read(lambda session: statement_rows(session, CLIENT.actor))
    assert (row.number, row.may_issue) == ("RV-2026-0001", False)
    assert bench.read(lambda session: statement_rows(session, STRANGER.actor)) == []
    (found,) = bench.read(lambda session: nettings(session, MANAGER.actor, NOVEMBER))
    assert (found.amount, found.avoided) == (Decimal("155.00"), Decimal("0.00"))


def test_that_a_draft_is_deleted_by_who_prepares_statements_and_leaves_a_trace(
    bench: Database, mandate: tuple[int, int]
) -> None:
    note(bench, MEMBER, mandate[1], worked(2))
    row = prepared(bench).row
    for desk in (CLIENT, STRANGER, MEMBER):
        with pytest.raises(RightMissingError):
            bench.write(lambda s, d=desk: discard_statement(s, d, row.id, row.version))  # type: ignore[misc]
    with pytest.raises(StaleError):
        bench.write(lambda s: discard_statement(s, CLERK, row.id, row.version + 1))
    bench.write(lambda s: discard_statement(s, CLERK, row.id, row.version))
    assert bench.read(lambda session: statement_rows(session, MANAGER.actor)) == []
    last = select(AuditRow).where(AuditRow.table_name == "team_statement").order_by(AuditRow.id.desc())
    trace = bench.read(lambda session: session.scalars(last).first())
    assert trace is not None
    assert (trace.action, (trace.before or {})["state"]) == ("delete", "draft")
    file = prepared(bench)
    assert issued(bench, file).number == "RV-2026-0001"
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: discard_statement(s, CLERK, file.row.id, file.row.version + 1))
    assert caught.value.code == "statement_stands"
    assert list(verify(bench)) == []


# The end.


def test_that_a_mandate_is_evaluated_once_both_sides_have_said(
    bench: Database, mandate: tuple[int, int]
) -> None:
    bench.write(lambda session: evaluate(session, CLIENT, mandate[1], scores(Side.CLIENT)))
    assert story.state_of(bench, mandate[1]) == "ended"
    with pytest.raises(RightMissingError):
        bench.write(lambda session: evaluate(session, STRANGER, mandate[1], scores(Side.MEMBER)))
    bench.write(lambda session: evaluate(session, MEMBER, mandate[1], scores(Side.MEMBER)))
    assert story.state_of(bench, mandate[1]) == "evaluated"
    (found,) = bench.read(lambda session: ended_mandates(session, CLIENT.actor, TODAY))
    assert found.sides == {Side.CLIENT}
    assert found.evaluations[Side.MEMBER].scores["welcome"] == 4
    assert list(verify(bench)) == []


def test_that_an_evaluation_changes_as_it_was_read(bench: Database, mandate: tuple[int, int]) -> None:
    bench.write(lambda session: evaluate(session, CLIENT, mandate[1], scores(Side.CLIENT)))
    with pytest.raises(StaleError):
        bench.write(lambda session: evaluate(session, CLIENT, mandate[1], scores(Side.CLIENT)))
    (found,) = bench.read(lambda session: ended_mandates(session, MANAGER.actor, TODAY))
    draft = scores(Side.CLIENT, 5)
    again = EvaluationDraft(Side.CLIENT, draft.scores, "", found.evaluations[Side.CLIENT].version)
    bench.write(lambda session: evaluate(session, MANAGER, mandate[1], again))


def test_that_a_mandate_that_goes_on_is_not_evaluated(bench: Database) -> None:
    _, (one,) = story.confirmed(bench, LOUISE)
    with pytest.raises(RefusedError, match="2026-12-21") as caught:
        bench.write(lambda session: evaluate(session, CLIENT, one, scores(Side.CLIENT)))
    assert caught.value.code == "not_over"


def test_that_a_mandate_closes_once_everything_is_stated(bench: Database, mandate: tuple[int, int]) -> None:
    note(bench, MEMBER, mandate[1], worked(2))
    version = story.versions(bench, mandate[1])[0][1]
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: close_mandate(session, MANAGER, mandate[1], version))
    assert caught.value.code == "still_to_state"
    issued(bench, prepared(bench))
    version = story.versions(bench, mandate[1])[0][1]
    bench.write(lambda session: close_mandate(session, MANAGER, mandate[1], version))
    assert story.state_of(bench, mandate[1]) == "closed"
    with pytest.raises(RefusedError) as closed:
        note(bench, MEMBER, mandate[1], worked(3))
    assert closed.value.code == "mandate_closed"


def test_that_an_evaluated_mandate_is_stated_by_its_last_statement(
    bench: Database, mandate: tuple[int, int]
) -> None:
    note(bench, MEMBER, mandate[1], worked(2))
    for side, desk in ((Side.CLIENT, CLIENT), (Side.MEMBER, MEMBER)):
        bench.write(lambda session, s=side, d=desk: evaluate(session, d, mandate[1], scores(s)))  # type: ignore[misc]
    issued(bench, prepared(bench))
    assert story.state_of(bench, mandate[1]) == "stated"


# The bench.


@pytest.mark.usefixtures("mandate")
def test_that_the_bench_counts_the_firm_the_free_and_what_nobody_served(bench: Database) -> None:
    story.received(bench, seat(period=OVER))
    (hoped,) = story.received(bench, seat(period=OVER)).ids
    story.proposed(bench, hoped, KARINE)
    found = bench.read(lambda session: bench_reading(session, TODAY, NOVEMBER))
    assert {one.request for one in found.seats} == {"D-2026-0002", "D-2026-0003"}
    assert {one.request for one in found.seats_hoped} == {"D-2026-0002"}
    assert len(found.members) == 3
    assert found.hours_per_day == 7


@pytest.mark.usefixtures("mandate")
def test_that_an_overrun_is_listed_with_its_client(bench: Database) -> None:
    _, (one,) = story.committed(bench, LOUISE, seats=(seat(period=OVER, effort_bp=10_000),))
    wanted = story.versions(bench, one)
    bench.write(lambda session: confirm(session, MANAGER, wanted, overrun_reason="Urgence du mémoire"))
    found = bench.read(lambda session: bench_reading(session, TODAY, NOVEMBER))
    assert {(line.client, line.row.reason) for line in found.overruns} == {("MSP", "Urgence du mémoire")}


def test_that_nothing_of_a_client_is_read_by_a_stranger(bench: Database, mandate: tuple[int, int]) -> None:
    note(bench, MEMBER, mandate[1], worked(2))
    file = prepared(bench)
    assert bench.read(lambda session: statement_file(session, STRANGER.actor, file.row.id)) is None
    assert bench.read(lambda session: session.get_one(TeamRequest, mandate[0]).number) == "D-2026-0001"
    assert bench.read(lambda session: session.get_one(Deployment, mandate[1]).member_id) == LOUISE
    assert teams.NAMES[LOUISE] == "Louise Arsenault"
