"""Reminders of overdue reviews: messages for the user’s own mail program, recorded."""

from __future__ import annotations

from collections.abc import Iterable

from agence_desktop.actions import reminders_texts as texts
from agence_desktop.actions.messages import Message, compose, record_message
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.positions.queries.posts import Scope
from agence_desktop.positions.queries.register import positions
from agence_desktop.positions.queries.standings import standings
from agence_desktop.positions.rows import PersonRef, PositionRow
from agence_desktop.positions.standing import Standing
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Session

REMINDERS = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)
"""Who reminds holders of the positions of their organisations."""


def remind_reviews(session: Session, actor: Actor, position_ids: Iterable[int]) -> tuple[Message, ...]:
    """One message for each holder with overdue reviews among these positions; for a vacant one, its manager.

    Positions that are not overdue, and people without an e-mail, are left out. RightMissingError.
    """
    today = to_wall(now(session), QUEBEC).date()
    scope = Scope(position_ids=frozenset(position_ids))
    rows = [row for row in positions(session, today, within=scope.within) if row.active]
    found = standings(session, rows, today, scope)
    by_person: dict[int, tuple[PersonRef, list[tuple[PositionRow, Standing]]]] = {}
    for row in rows:
        person = row.holder or row.manager
        if found[row.id].overdue and person is not None and person.email:
            require(actor, REMINDERS, row.unit.organisation_id, texts.REMIND)
            by_person.setdefault(person.id, (person, []))[1].append((row, found[row.id]))
    messages = [_message(person, late, actor.name or actor.login) for person, late in by_person.values()]
    for message in messages:
        record_message(session, "reminder", message.subject, {"to": message.to})
    return tuple(messages)


def _message(person: PersonRef, late: list[tuple[PositionRow, Standing]], sender: str) -> Message:
    told = [
        texts.line(f"{row.number} {row.title}", standing.next_review, standing.overdue)
        for row, standing in late
        if standing.next_review is not None
    ]
    body = texts.body(person.name, told, sender)
    subject = texts.subject([row.number for row, _ in late])
    return compose(f"rappel-{person.id}.eml", (person.name, person.email), subject, body)
