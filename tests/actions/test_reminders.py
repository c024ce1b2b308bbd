"""Reminders of overdue reviews: one message for each person, on record, for those who may send them."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from agence_desktop.actions.reminders import remind_reviews
from agence_desktop.core.errors import RightMissingError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.work import Database
from support import fragile, office
from support.fragile import Fragile


@pytest.fixture
def unit(database: Database) -> Fragile:
    """The unit of the pictures, of which P-0151 is overdue."""
    return database.write(fragile.furnish)


def test_that_holders_of_overdue_sheets_get_one_message(database: Database, unit: Fragile) -> None:
    found = database.write(lambda session: remind_reviews(session, fragile.MANAGER, unit.positions.values()))
    (message,) = found
    mail = message_from_bytes(message.eml, policy=default)
    assert mail["Subject"] == "Révision en retard\u00a0: fiche P-0151"
    assert "Thierry Nadeau" in str(mail["To"])
    assert mail["X-Unsent"] == "1"
    body = mail.get_content()
    assert "– P-0151" in body
    assert "de retard" in body
    recorded = database.read(
        lambda session: list(session.scalars(select(AuditRow.row_id).where(AuditRow.action == "message")))
    )
    assert recorded == [message.subject]


def test_that_what_is_not_overdue_is_left_out(database: Database, unit: Fragile) -> None:
    ids = [unit.positions[142], unit.positions[138]]
    assert database.write(lambda session: remind_reviews(session, fragile.MANAGER, ids)) == ()


def test_that_a_reader_reminds_nobody(database: Database, unit: Fragile) -> None:
    reader = Actor("lecture", "Lecture", None, frozenset({Grant(Role.READER, office.HOST)}))
    with pytest.raises(RightMissingError):
        database.write(lambda session: remind_reviews(session, reader, unit.positions.values()))
