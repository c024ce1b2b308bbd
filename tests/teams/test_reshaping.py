"""Firm deployments moved, extended, ended, split and taken over; each may be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.confirming import OverCapacityError, confirm
from agence_desktop.teams.commands.desk import Done
from agence_desktop.teams.commands.members import PatternDraft, add_absence, change_absence, set_pattern
from agence_desktop.teams.commands.reshaping import (
    UNDO,
    Target,
    ask_extension,
    cancel_deployment,
    end_early,
    extend,
    move,
    refuse_extension,
    replace_member,
    split,
    take_back,
)
from agence_desktop.teams.model import Deployment, MemberAbsence
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.files import request_file
from support.teams import KARINE, LOUISE, THOMAS, TODAY
from teams import story
from teams.story import CLERK, CLIENT, END, FIRST, MANAGER, MEMBER, seat

MIDDLE, LATER = date(2026, 12, 8), date(2027, 1, 9)


def target(database: Database, deployment_id: int) -> Target:
    ((number, version),) = story.versions(database, deployment_id)
    return Target(number, version)


def pieces(database: Database) -> list[tuple[int, date, date, str]]:
    """Member, days and state of every deployment that stands."""

    def read(session: Session) -> list[tuple[int, date, date, str]]:
        rows = session.query(Deployment).order_by(Deployment.first_day, Deployment.id)
        kept = [row for row in rows if row.state != "cancelled"]
        return [(row.member_id, row.first_day, row.actual_end or row.end_day, row.state) for row in kept]

    return database.read(read)


def undo(database: Database, done: Done) -> None:
    database.write(lambda session: take_back(session, MANAGER, done.kept[UNDO]))


Act = Callable[[Session, Target], Done]
ACTS: dict[str, tuple[Act, list[tuple[int, date, date, str]]]] = {
    "move": (
        lambda s, t: move(s, MANAGER, t, member_id=KARINE, period=Days(MIDDLE, END)),
        [(KARINE, MIDDLE, END, "confirmed")],
    ),
    "extend": (lambda s, t: extend(s, MANAGER, t, LATER), [(LOUISE, FIRST, LATER, "confirmed")]),
    "end early": (
        lambda s, t: end_early(s, MANAGER, t, MIDDLE, "Besoin comblé"),
        [(LOUISE, FIRST, MIDDLE, "ended_early")],
    ),
    "cancel": (lambda s, t: cancel_deployment(s, MANAGER, t), []),
    "split": (
        lambda s, t: split(s, MANAGER, t, MIDDLE),
        [(LOUISE, FIRST, MIDDLE, "confirmed"), (LOUISE, MIDDLE, END, "confirmed")],
    ),
    "replace the middle": (
        lambda s, t: replace_member(s, MANAGER, t, KARINE, Days(MIDDLE, date(2026, 12, 15))),
        [
            (LOUISE, FIRST, MIDDLE, "confirmed"),
            (KARINE, MIDDLE, date(2026, 12, 15), "confirmed"),
            (LOUISE, date(2026, 12, 15), END, "confirmed"),
        ],
    ),
    "replace the beginning": (
        lambda s, t: replace_member(s, MANAGER, t, KARINE, Days(FIRST, MIDDLE)),
        [(KARINE, FIRST, MIDDLE, "confirmed"), (LOUISE, MIDDLE, END, "confirmed")],
    ),
    "replace the end": (
        lambda s, t: replace_member(s, MANAGER, t, KARINE, Days(MIDDLE, END)),
        [(LOUISE, FIRST, MIDDLE, "confirmed"), (KARINE, MIDDLE, END, "confirmed")],
    ),
}


@pytest.mark.parametrize("what", ACTS)
def test_that_a_firm_deployment_changes_and_comes_back(bench: Database, what: str) -> None:
    request, (one,) = story.confirmed(bench, LOUISE, seats=(seat(effort_bp=10_000),))
    act, expected = ACTS[what]
    at = target(bench, one)
    done = bench.write(lambda session: act(session, at))
    assert pieces(bench) == expected
    assert list(verify(bench)) == []
    undo(bench, done)
    assert pieces(bench) == [(LOUISE, FIRST, END, "confirmed")]
    assert story.request_state(bench, request) == "confirmed"
    assert list(verify(bench)) == []


@pytest.mark.parametrize("what", [name for name in ACTS if name != "cancel"])
def test_that_only_the_manager_who_lends_changes_what_is_firm(bench: Database, what: str) -> None:
    _, (one,) = story.confirmed(bench, LOUISE)
    at = target(bench, one)
    for desk in (CLIENT, MEMBER, story.STRANGER):
        with pytest.raises(RightMissingError):
            bench.write(lambda session, desk=desk: extend(session, desk, at, LATER))  # type: ignore[misc]
    assert ACTS[what]


def test_that_an_extension_is_asked_then_granted_or_refused(bench: Database) -> None:
    _, (one,) = story.confirmed(bench, LOUISE)
    asked = Days(END, LATER)
    at = target(bench, one)
    bench.write(lambda session: ask_extension(session, CLIENT, at, asked, "Dossier en retard"))
    assert pieces(bench) == [(LOUISE, FIRST, END, "extension_asked")]
    at = target(bench, one)
    bench.write(lambda session: refuse_extension(session, MANAGER, at))
    at = target(bench, one)
    bench.write(lambda session: ask_extension(session, CLIENT, at, asked))
    at = target(bench, one)
    bench.write(lambda session: extend(session, MANAGER, at))
    assert pieces(bench) == [(LOUISE, FIRST, LATER, "confirmed")]
    assert list(verify(bench)) == []


def test_that_an_extension_over_other_work_gets_the_three_answers(bench: Database) -> None:
    _, (one,) = story.confirmed(bench, LOUISE, seats=(seat(effort_bp=10_000),))
    after = seat(effort_bp=10_000, period=Days(END, LATER), days=frozenset({0, 1, 3, 4}))
    story.confirmed(bench, LOUISE, seats=(after,))
    at = target(bench, one)
    with pytest.raises(OverCapacityError) as caught:
        bench.write(lambda session: extend(session, MANAGER, at, LATER))
    assert caught.value.days[0][0] >= END
    bench.write(lambda session: extend(session, MANAGER, at, LATER, overrun_reason="Urgence"))
    assert list(verify(bench)) == []


def test_that_days_given_to_others_do_not_come_back(bench: Database) -> None:
    _, (one,) = story.confirmed(bench, LOUISE, seats=(seat(effort_bp=10_000),))
    at = target(bench, one)
    done = bench.write(lambda session: end_early(session, MANAGER, at, MIDDLE, "Besoin comblé"))
    story.confirmed(bench, LOUISE, seats=(seat(effort_bp=10_000, period=Days(MIDDLE, END)),))
    with pytest.raises(OverCapacityError):
        undo(bench, done)
    assert pieces(bench)[0] == (LOUISE, FIRST, MIDDLE, "ended_early")


def test_that_a_replacement_obeys_every_rule(bench: Database) -> None:
    story.confirmed(bench, KARINE, seats=(seat(effort_bp=10_000),))
    _, (one,) = story.confirmed(bench, LOUISE)
    at = target(bench, one)
    with pytest.raises(OverCapacityError):
        bench.write(lambda session: replace_member(session, MANAGER, at, KARINE, Days(MIDDLE, END)))
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: replace_member(session, MANAGER, at, THOMAS, Days(FIRST, LATER)))
    assert caught.value.code == "not_within"
    bench.write(lambda session: replace_member(session, MANAGER, at, THOMAS, Days(MIDDLE, END)))
    assert list(verify(bench)) == []


def test_that_no_part_without_working_days_is_left(bench: Database) -> None:
    friday, monday = date(2026, 12, 19), date(2026, 12, 21)
    _, (one,) = story.confirmed(bench, LOUISE, seats=(seat(period=Days(FIRST, monday)),))
    at = target(bench, one)
    done = bench.write(lambda session: replace_member(session, MANAGER, at, KARINE, Days(MIDDLE, friday)))
    assert pieces(bench) == [(LOUISE, FIRST, MIDDLE, "confirmed"), (KARINE, MIDDLE, monday, "confirmed")]
    undo(bench, done)
    at = target(bench, one)
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: replace_member(session, MANAGER, at, KARINE, Days(friday, monday)))
    assert caught.value.code == "no_working_day"
    assert pieces(bench) == [(LOUISE, FIRST, monday, "confirmed")]
    assert list(verify(bench)) == []


def test_that_holidays_and_days_not_asked_for_are_no_part_either(bench: Database) -> None:
    christmas, after = date(2026, 12, 24), date(2026, 12, 27)
    _, (one,) = story.confirmed(bench, LOUISE, seats=(seat(period=Days(FIRST, after)),))
    at = target(bench, one)
    bench.write(lambda session: replace_member(session, MANAGER, at, KARINE, Days(MIDDLE, christmas)))
    assert pieces(bench) == [(LOUISE, FIRST, MIDDLE, "confirmed"), (KARINE, MIDDLE, after, "confirmed")]


def test_that_an_early_end_needs_a_reason_and_a_day_within(bench: Database) -> None:
    _, (one,) = story.confirmed(bench, LOUISE)
    at = target(bench, one)
    for end, why, code in ((MIDDLE, "", "no_reason"), (END, "Fini", "not_within")):
        with pytest.raises(RefusedError) as caught:
            bench.write(lambda session, e=end, w=why: end_early(session, MANAGER, at, e, w))  # type: ignore[misc]
        assert caught.value.code == code


def test_that_the_history_tells_every_gesture(bench: Database) -> None:
    request, (one,) = story.confirmed(bench, LOUISE)
    at = target(bench, one)
    bench.write(lambda session: replace_member(session, MANAGER, at, KARINE, Days(MIDDLE, END)))
    file = bench.read(lambda session: request_file(session, request, TODAY))
    assert file is not None
    assert [event.kind for event in file.history] == [
        *("received", "assigned", "commitment", "signed", "confirmed", "replaced", "replaced"),
    ]


def test_that_an_absence_over_firm_days_names_the_first_and_may_free_them(bench: Database) -> None:
    story.confirmed(bench, LOUISE)
    days = Days(date(2026, 12, 3), date(2026, 12, 5))
    with pytest.raises(RefusedError, match="3 décembre 2026 et 1 jour") as caught:
        bench.write(lambda session: add_absence(session, MEMBER, LOUISE, days))
    assert caught.value.code == "day_committed"
    with pytest.raises(RightMissingError):
        bench.write(lambda session: add_absence(session, MEMBER, LOUISE, days, frees=True))
    done = bench.write(lambda session: add_absence(session, CLERK, LOUISE, days, frees=True))
    assert list(verify(bench)) == []
    version = bench.read(lambda session: session.get_one(MemberAbsence, done.ids[0]).version)
    bench.write(lambda session: change_absence(session, CLERK, done.ids[0], version, None))
    assert list(verify(bench)) == []


def test_that_a_shorter_week_is_refused_over_firm_days_unless_they_are_freed(bench: Database) -> None:
    story.confirmed(bench, LOUISE)
    less = PatternDraft(MIDDLE, (3600, 3600, 3600, 3600, 3600))
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: set_pattern(session, MANAGER, LOUISE, less))
    assert caught.value.code == "day_committed"
    bench.write(lambda session: set_pattern(session, MANAGER, LOUISE, less, frees=True))
    assert list(verify(bench)) == []


def test_that_a_confirmation_may_be_taken_back_before_it_begins(bench: Database) -> None:
    request, (one,) = story.committed(bench, LOUISE)
    wanted: Any = story.versions(bench, one)
    bench.write(lambda session: confirm(session, MANAGER, wanted))
    at = target(bench, one)
    values = {"member_id": LOUISE, "first_day": str(FIRST), "end_day": str(END), "state": "committed"}
    bench.write(
        lambda session: take_back(session, MANAGER, [{"id": at.id, "version": at.version, "before": values}])
    )
    assert story.request_state(bench, request) == "committed"
    assert list(verify(bench)) == []
