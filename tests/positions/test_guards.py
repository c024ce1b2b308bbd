"""What was submitted stands, whatever writes; what was changed behind the program's back is found."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from agence_desktop.core.errors import RefusedError
from agence_desktop.positions.commands.deciding import approve
from agence_desktop.positions.commands.writing import submit
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from support.posts import Unit, write_complete
from support.tampering import tamper


@pytest.fixture
def approved(database: Database, unit: Unit) -> int:
    """The id of an approved version."""
    sheet_id, version = database.write(lambda session: write_complete(session, unit))
    database.write(lambda session: submit(session, unit.holder, sheet_id, version))
    database.write(lambda session: approve(session, unit.manager, sheet_id, version + 1, date(2027, 5, 20)))
    return sheet_id


FORBIDDEN = {
    "content": ("UPDATE sheet_version SET body = '{}'", "sheet_frozen"),
    "number": ("UPDATE sheet_version SET number = 7", "sheet_frozen"),
    "diffusion": ("UPDATE sheet_version SET diffusion = 'organisation'", "sheet_frozen"),
    "holder": ("UPDATE sheet_version SET holder_id = NULL", "sheet_frozen"),
    "later review": ("UPDATE sheet_version SET next_review = '2030-01-01'", "sheet_frozen"),
    "who wrote it": ("UPDATE sheet_version SET saved_by = 'quelqu’un'", "sheet_frozen"),
    "when it was submitted": ("UPDATE sheet_version SET submitted_at = NULL", "sheet_frozen"),
    "when it was approved": ("UPDATE sheet_version SET approved_at = NULL", "sheet_frozen"),
    "back to draft": ("UPDATE sheet_version SET state = 'draft'", "sheet_step"),
    "removal": ("DELETE FROM sheet_version", "sheet_frozen"),
    "task": ("UPDATE sheet_task SET criticality = 1", "sheet_frozen"),
    "task more": (
        "INSERT INTO sheet_task (sheet_id, key, place, title) SELECT id, 'T99', 99, 'x' FROM sheet_version",
        "sheet_frozen",
    ),
    "task less": ("DELETE FROM sheet_task", "sheet_frozen"),
    "signature": ("UPDATE sheet_signature SET signer = 'manager'", "signature_stands"),
    "signature less": ("DELETE FROM sheet_signature", "signature_stands"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_that_sql_changes_nothing_of_an_approved_version(
    database: Database, approved: int, what: str
) -> None:
    statement, code = FORBIDDEN[what]
    with pytest.raises(RefusedError) as caught:
        database.write(lambda session: session.execute(text(statement)))
    assert caught.value.code == code
    assert approved


def test_that_a_review_may_come_sooner(database: Database, approved: int) -> None:
    database.write(
        lambda session: session.execute(
            text("UPDATE sheet_version SET next_review = '2026-12-01' WHERE id = :id"), {"id": approved}
        )
    )


def test_that_no_version_begins_approved(database: Database, approved: int) -> None:
    copied = text(
        "INSERT INTO sheet_version (position_id, number, state, body, saved_at, saved_by)"
        " SELECT position_id, number + 1, 'approved', body, saved_at, saved_by FROM sheet_version"
        " WHERE id = :id"
    )
    with pytest.raises(RefusedError) as caught:
        database.write(lambda session: session.execute(copied, {"id": approved}))
    assert caught.value.code == "sheet_step"


def test_that_a_change_behind_the_back_is_found(database: Database, approved: int) -> None:
    assert approved
    assert list(verify(database)) == []
    tamper(database, "UPDATE sheet_version SET body = replace(body, 'urgentes', 'lentes')")
    assert list(verify(database)) != []
