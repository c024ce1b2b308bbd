"""Noting presence from a screen: at once, with the way back in the message."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.calendars import move_texts as texts
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tasks import Failure
from agence_desktop.spaces.journal import OccurrenceRow

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.revising import Changed


def note_on_the_spot(desk: Workbench, gateway: Gateway, row: OccurrenceRow) -> None:
    """Note presence at a date as it is on the screen."""
    desk.tasks.run(
        _note,
        gateway,
        row,
        owner=desk.parent_widget,
        done=partial(_noted, desk, gateway, row),
        failed=partial(_failed, desk),
    )


def _note(gateway: Gateway, row: OccurrenceRow) -> Changed:
    from agence_desktop.spaces.commands.attending import Attend

    return gateway.note_presence(Attend(row.id, row.version, uuid4()))


def _take_back(gateway: Gateway, row: OccurrenceRow) -> Changed:
    from agence_desktop.spaces.commands.attending import Attend

    return gateway.take_presence_back(Attend(row.id, row.version + 1, uuid4()))


def _noted(desk: Workbench, gateway: Gateway, row: OccurrenceRow, changed: Changed) -> None:
    _publish(desk, changed)
    desk.offer_undo(texts.noted(row.number, row.acronym), partial(_undo, desk, gateway, row))


def _undo(desk: Workbench, gateway: Gateway, row: OccurrenceRow) -> None:
    desk.tasks.run(
        _take_back,
        gateway,
        row,
        owner=desk.parent_widget,
        done=partial(_taken_back, desk, row),
        failed=partial(_failed, desk),
    )


def _taken_back(desk: Workbench, row: OccurrenceRow, changed: Changed) -> None:
    _publish(desk, changed)
    desk.tell(texts.taken_back(row.number))


def _publish(desk: Workbench, changed: Changed) -> None:
    if changed.change is not None:
        desk.hub.publish([changed.change])


def _failed(desk: Workbench, failure: Failure) -> None:
    desk.hub.publish_everything()
    desk.tell(failure.sentence, kind="danger")
