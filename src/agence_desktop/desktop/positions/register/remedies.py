"""What « Vulnérabilité » and « Révisions » do about what they show: reminders, and actions for § 13."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.desktop.places import ToastAction
from agence_desktop.desktop.positions.keys import sheet_target
from agence_desktop.desktop.positions.lines import PostLine
from agence_desktop.desktop.positions.mailing import open_messages
from agence_desktop.desktop.positions.register import remedies_texts as texts
from agence_desktop.desktop.positions.scoped_place import ScopedPlace
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.positions.content import Action
from agence_desktop.positions.rows import PositionRow

if TYPE_CHECKING:
    from agence_desktop.actions.messages import Message
    from agence_desktop.positions.commands.writing import Opened
    from agence_desktop.storage.work import Session


def remind(place: ScopedPlace, lines: Sequence[PostLine]) -> None:
    """Prepare a message for each holder of these positions whose review is overdue, after a question."""
    late = [line for line in lines if line.overdue]
    if not late:
        place.desk.tell(texts.NOBODY_LATE)
        return
    names = [(line.position.number, line.holder) for line in late]
    ask(
        place.desk.parent_widget,
        *(texts.remind_question(len(late)), texts.remind_words(names), texts.PREPARE, texts.NOT_NOW),
        partial(_prepare, place, [line.position.id for line in late]),
    )


def _prepare(place: ScopedPlace, ids: Sequence[int]) -> None:
    gateway = place.gateway

    def work() -> tuple[Message, ...]:
        from agence_desktop.actions.reminders import remind_reviews

        return gateway.write(lambda session: remind_reviews(session, gateway.actor, ids))

    place.desk.tasks.run(
        work,
        owner=place,
        done=lambda messages: open_messages(place.desk, messages),
        failed=lambda failure: place.desk.tell(failure.sentence, kind="danger"),
    )


def add_to_risk(place: ScopedPlace, position: PositionRow, words: str, days: int | None) -> None:
    """Add an action to § 13 of the sheet of a position: the manager’s, due once it can be done."""
    gateway, today = place.gateway, place.desk.session.today()
    owner = position.manager.name if position.manager is not None else gateway.actor.name
    due = None if days is None else today + timedelta(days=days)

    def work() -> Opened:
        from agence_desktop.positions.commands.risk_actions import add_action

        def write(session: Session) -> Opened:
            return add_action(session, gateway.desk, position.id, Action(words, owner, due))

        return gateway.write(write)

    def told(opened: Opened) -> None:
        place.desk.hub.publish([opened.change])
        go = ToastAction(texts.OPEN_SHEET, partial(place.desk.go, sheet_target(position.number)))
        place.desk.tell(texts.added(position.number), go)

    place.desk.tasks.run(
        work,
        owner=place,
        done=told,
        failed=lambda failure: place.desk.tell(failure.sentence, kind="danger"),
    )
