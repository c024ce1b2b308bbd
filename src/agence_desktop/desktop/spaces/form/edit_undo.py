"""Undoing an edit: the fields as they were before, and dates back where they stood."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from agence_desktop.core.errors import RefusedError
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_work import (
    Edited,
    EditWish,
    send_edit,
    slot_of,
    stored_draft,
)
from agence_desktop.desktop.spaces.gateway import Gateway

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.revising import Changed


def take_edit_back(gateway: Gateway, wish: EditWish, answer: Edited) -> list[Changed]:
    """Undo what ``send_edit`` did, last first; what was stored of it.

    RefusedError where the booking was changed since, or where a date cannot go back any more.
    """
    booking = wish.page.booking
    if gateway.booking(booking.id).booking.version != booking.version + len(answer.changes):
        raise RefusedError("changed_since", texts.changed_since(booking.number))
    if answer.edited is None or not answer.edited.done:
        return [_move_back(gateway, wish)]
    if wish.moves and wish.draft.participants > booking.participants:
        return _both_back(gateway, wish)
    # The move came last: it is the last state of its dates, and goes back exactly.
    first = [_move_back(gateway, wish)] if answer.moved is not None and answer.moved.done else []
    page = gateway.booking(booking.id)
    return [*first, *send_edit(gateway, EditWish(page, stored_draft(wish.page))).changes]


def offer_edit_undo(desk: Workbench, gateway: Gateway, wish: EditWish, answer: Edited) -> None:
    """Say what was saved, with the means to take it back (Ctrl+Z)."""
    number = wish.page.booking.number

    def taken_back(changes: list[Changed]) -> None:
        desk.hub.publish([one.change for one in changes if one.change is not None])
        whole = len(changes) == len(answer.changes)
        desk.tell(texts.edit_taken_back(number) if whole else texts.edit_not_taken_back(number))

    def undo() -> None:
        desk.tasks.run(
            take_edit_back,
            gateway,
            wish,
            answer,
            owner=desk.parent_widget,
            done=taken_back,
            failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
        )

    desk.offer_undo(texts.edited(number), undo)


def _both_back(gateway: Gateway, wish: EditWish) -> list[Changed]:
    """An edit that followed its move touched the dates: they are moved back as anybody would."""
    page, former = gateway.booking(wish.page.booking.id), wish.occurrence
    if former is None:
        return []
    one = next(date for date in page.booking.occurrences if date.id == former.id)
    back = EditWish(page, stored_draft(wish.page), one, former.space_id, slot_of(former), wish.scope)
    return send_edit(gateway, back).changes


def _move_back(gateway: Gateway, wish: EditWish) -> Changed:
    from agence_desktop.spaces.commands.taking_back import TakeBack

    return gateway.take_back(TakeBack(wish.keys[1], uuid4()))
