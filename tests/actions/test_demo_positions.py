"""The positions of the demonstration: sheets at every stage, and the unit of the pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.test_demo import DOUBLETS, TODAY, at_work, digests, rows_of
from agence_desktop.actions.demo import POSITIONS, build_demo
from agence_desktop.actions.posts import CoverageAnswer, absence, coverage
from agence_desktop.core.clock import QUEBEC, to_instant
from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.roles import Role
from agence_desktop.directory.accounts import actor_of
from agence_desktop.positions.codec import read_sheet
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.storing import digest_of
from agence_desktop.positions.commands.writing import open_version
from agence_desktop.positions.completeness import missing_items
from agence_desktop.positions.measures import Measures
from agence_desktop.positions.model import (
    Absence,
    Position,
    ReliefDrill,
    SheetComment,
    SheetSignature,
    SheetVersion,
    TaskCompetence,
    Unit,
)
from agence_desktop.positions.queries.posts import unit_posts
from agence_desktop.positions.queries.register import position_id_of
from agence_desktop.positions.queries.sheets import sheet_file
from agence_desktop.positions.queries.standings import standings
from agence_desktop.positions.rows import (
    Band,
    Control,
    Diffusion,
    SheetReason,
    SheetState,
)
from agence_desktop.positions.secrecy import find_secrets
from agence_desktop.positions.standing import Standing
from agence_desktop.positions.walking import walk
from agence_desktop.storage.grants import OWNER
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from support.databases import PostgresDatabases, SqliteFiles
from support.prepared import ACCOUNTS, PreparedServer

STORY = date(2026, 11, 20)
MIDNIGHT = to_instant(datetime.combine(TODAY, time()), QUEBEC)
"""Whenever in the day it is built."""
S = SheetState


def build(url: str, today: date = TODAY, positions: int = POSITIONS, seed: int = 1) -> None:
    """A demonstration of positions, with next to no rooms."""
    database = at_work(url, new=True)
    try:
        build_demo(database, spaces=3, bookings=0, positions=positions, members=0, today=today, seed=seed)
    finally:
        database.close()


def prepare_positions(url: str) -> None:
    """Sixty positions on the day of the other demonstrations."""
    build(url)


@pytest.fixture
def demo(databases: SqliteFiles | PostgresDatabases) -> Iterator[Database]:
    url = databases.copy_of(prepare_positions)
    database = at_work(url)
    yield database
    database.close()
    databases.drop(url)


def measured(database: Database, today: date = TODAY) -> CoverageAnswer:
    answer = coverage(database, database.read(actor_of), today)
    assert answer is not None
    return answer


def shown_states(database: Database) -> dict[str, Standing]:
    def work(session: Session) -> dict[str, Standing]:
        posts = [one.position for one in unit_posts(session, actor_of(session), TODAY)]
        found = standings(session, posts, TODAY)
        return {post.number: found[post.id] for post in posts}

    return database.read(work)


def test_that_there_are_sixty_positions_in_six_units(demo: Database) -> None:
    answer = measured(demo)
    assert len(answer.posts) == POSITIONS == 60
    assert len(answer.units) == 6
    names = demo.read(lambda session: list(session.scalars(select(Unit.name))))
    assert "Soutien aux opérations – Capitale-Nationale" in names


def test_that_nothing_is_found_by_the_checks_of_the_base(demo: Database) -> None:
    assert list(verify(demo)) == []


def test_that_all_bands_and_several_bus_factors_are_shown(demo: Database) -> None:
    answer = measured(demo)
    assert {post.measures.band for post in answer.posts} == set(Band)
    factors = [factor for _, factor in answer.units if factor is not None]
    assert min(factors) == 1
    assert len(set(factors)) >= 4
    assert max(factors) <= 4
    assert dict(answer.units)["SO-CN"] == 2


def test_that_sheets_are_at_every_stage(demo: Database) -> None:
    found = shown_states(demo)
    states = [one.state for one in found.values()]
    assert set(states) >= {None, S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED, S.ACKNOWLEDGED, S.TO_REVIEW}
    assert sum(one.overdue > 0 for one in found.values()) >= 6
    assert {cause for one in found.values() for cause in one.causes} >= {"date", "drill", "absence"}
    awaited = [one for one in found.values() if one.open and one.open.state is S.SUBMITTED]
    assert any(one.in_force for one in awaited)
    assert any(one.in_force is None for one in awaited)
    assert demo.read(
        lambda session: session.scalar(
            select(func.count()).select_from(SheetVersion).where(SheetVersion.state == S.REPLACED)
        )
    )


def test_that_what_was_submitted_is_complete_and_what_is_begun_is_not(demo: Database) -> None:
    control = Control(SheetReason.PREVENTIVE, Diffusion.UNIT, TODAY)
    for row in demo.read(lambda session: rows_of(session, SheetVersion, SheetVersion.id)):
        sheet = read_sheet(json.loads(row.body))
        missing = [item.label for item in missing_items(sheet, control)]
        assert bool(missing) is (row.state == S.DRAFT and row.number == 1), (row.position_id, missing)
        assert find_secrets(sheet) == []


def test_that_signatures_vouch_for_what_is_stored(demo: Database) -> None:
    def work(session: Session) -> None:
        for version in session.scalars(select(SheetVersion)):
            signed = session.scalars(
                select(SheetSignature).where(SheetSignature.sheet_id == version.id)
            ).all()
            assert all(one.digest == digest_of(version) for one in signed)
            assert all(one.at < MIDNIGHT for one in signed)
            decided = version.state in (S.APPROVED, S.ACKNOWLEDGED, S.REPLACED)
            assert ("manager" in {one.signer for one in signed}) is decided

    demo.read(work)


def test_that_nothing_on_record_lies_in_the_future(demo: Database) -> None:
    def work(session: Session) -> None:
        for version in rows_of(session, SheetVersion, SheetVersion.id):
            stamps = (version.saved_at, version.submitted_at, version.approved_at)
            assert all(at < MIDNIGHT for at in stamps if at)
        assert all(row.at < MIDNIGHT for row in rows_of(session, SheetComment, SheetComment.id))
        levels = rows_of(session, TaskCompetence, TaskCompetence.id)
        for _, group in groupby(levels, key=lambda row: row.position_id):
            own = [row.validated for row in group]
            assert own == sorted(own)
        days = [row.validated for row in levels]
        assert min(days) < TODAY - timedelta(days=365)
        assert max(days) <= TODAY
        assert all(row.day <= TODAY for row in rows_of(session, ReliefDrill, ReliefDrill.id))
        assert all(row.announced_on <= TODAY for row in rows_of(session, Absence, Absence.id))

    demo.read(work)


def test_that_the_trend_moves(demo: Database) -> None:
    def mean(on: date) -> float:
        found = [post.measures.vulnerability or 0 for post in measured(demo, on).posts]
        return sum(found) / len(found)

    now, half_a_year_ago = mean(TODAY), mean(TODAY - timedelta(days=180))
    assert abs(now - half_a_year_ago) > 2


def test_that_the_operator_sees_and_approves_everything(demo: Database) -> None:
    actor = demo.read(actor_of)
    assert actor.may(Role.MANAGER, None)
    assert all(post.measures.vulnerability is not None for post in measured(demo).posts)

    def work(session: Session) -> int:
        place = position_id_of(session, "P-0212")
        assert place is not None
        return open_version(session, Desk(actor), place).sheet_id

    assert demo.write(work)


@pytest.mark.postgres
def test_that_only_the_owner_of_a_server_writes_signatures_of_others() -> None:
    prepared = PreparedServer(None, {"chef": ACCOUNTS["chef"]})
    try:
        administrator = prepared.database("chef")
        for positions, members in ((6, 0), (0, 6)):
            with pytest.raises(RightMissingError, match="propriétaire"):
                build_demo(
                    administrator, spaces=6, bookings=10, positions=positions, members=members, today=TODAY
                )
        # Nothing was begun: the owner finds the base new.
        owner = prepared.database(OWNER)
        assert build_demo(owner, spaces=6, bookings=10, positions=6, today=TODAY).positions == 6
        assert owner.read(lambda session: rows_of(session, SheetSignature, SheetSignature.id))
        for database in (administrator, owner):
            database.close()
    finally:
        prepared.close()


@pytest.mark.postgres
def test_that_an_administrator_of_a_server_makes_a_demonstration_without_positions() -> None:
    prepared = PreparedServer(None, {"chef": ACCOUNTS["chef"]})
    try:
        administrator = prepared.database("chef")
        made = build_demo(administrator, spaces=6, bookings=10, positions=0, members=0, today=TODAY)
        assert (made.spaces, made.positions) == (6, 0)
        administrator.close()
    finally:
        prepared.close()


def test_that_absences_with_and_without_breach_are_announced(demo: Database) -> None:
    rows = demo.read(lambda session: rows_of(session, Absence, Absence.id))
    assert any(row.first_day <= TODAY <= row.last_day for row in rows)
    actor = demo.read(actor_of)
    numbers = dict(
        demo.read(lambda session: session.execute(select(Position.holder_id, Position.number)).all())
    )
    breaches = set()
    for row in rows:
        answer = absence(demo, actor, numbers[row.person_id], row.first_day, row.last_day)
        assert answer is not None
        breaches.add(answer.report.first_breach is not None)
    assert breaches == {True, False}


def test_that_texts_are_french_without_abbreviated_doublets(demo: Database) -> None:
    def work(session: Session) -> list[str]:
        found = [row.name for table in (Unit, Position) for row in rows_of(session, table, table.id)]
        found += [row.text for row in rows_of(session, SheetComment, SheetComment.id)]
        for row in rows_of(session, SheetVersion, SheetVersion.id):
            places = walk(read_sheet(json.loads(row.body)))
            found += [place.value for place in places if isinstance(place.value, str)]
        return found

    texts = demo.read(work)
    assert len(texts) > 5_000
    for text in texts:
        assert not DOUBLETS.search(text), text
        assert not re.search(r"'| [:;!?%$»]|« |\d h\b", text), text


def test_that_the_unit_of_the_pictures_is_measured_as_they_show(sqlite_files: SqliteFiles) -> None:
    url = sqlite_files.fresh()
    build(url, STORY)
    database = at_work(url)
    found: dict[str, Measures] = {post.number: post.measures for post in measured(database, STORY).posts}
    shown = {
        **{"P-0151": Band.CRITICAL, "P-0160": Band.CRITICAL, "P-0138": Band.HIGH, "P-0142": Band.MODERATE},
        **{"P-0149": Band.MODERATE, "P-0158": Band.MODERATE, "P-0163": Band.MODERATE},
        **{"P-0171": Band.MODERATE, "P-0147": Band.LOW, "P-0155": Band.LOW, "P-0166": Band.LOW},
    }
    assert {number: found[number].band for number in shown} == shown
    story = found["P-0142"]
    assert story.vulnerability == 39
    assert (f"{float(story.coverage):.2f}", f"{float(story.uncovered_share):.2f}") == ("0.53", "0.17")

    def work(session: Session) -> None:
        place = position_id_of(session, "P-0142")
        assert place is not None
        file = sheet_file(session, place)
        assert file is not None
        assert file.position.holder is not None
        assert file.position.holder.name == "Maryse Thibodeau"
        assert file.position.manager is not None
        assert file.position.manager.name == "Hélène Vachon"
        assert len(file.sheet.tasks) == 10
        assert len(file.versions) == 2

    database.read(work)
    database.close()
    sqlite_files.drop(url)


@pytest.mark.parametrize("today", [date(2026, 12, 25), date(2027, 3, 31), date(2028, 2, 29)])
def test_that_any_day_and_number_will_do(sqlite_files: SqliteFiles, today: date) -> None:
    for positions in (0, 1, 130):
        url = sqlite_files.fresh()
        build(url, today, positions)
        database = at_work(url)
        assert len(measured(database, today).posts) == positions
        database.close()
        sqlite_files.drop(url)


@pytest.mark.postgres
def test_that_one_seed_gives_the_same_positions_on_both_databases(
    sqlite_files: SqliteFiles, postgres_databases: PostgresDatabases
) -> None:
    kept = []
    for databases in (sqlite_files, postgres_databases):
        url = databases.copy_of(prepare_positions)
        kept.append(digests(url))
        databases.drop(url)
    assert kept[0] == kept[1]


def test_that_positions_in_use_are_left_as_they_are(demo: Database) -> None:
    with pytest.raises(RefusedError) as refused:
        build_demo(demo, spaces=3, bookings=0)
    assert refused.value.code == "furnished"
