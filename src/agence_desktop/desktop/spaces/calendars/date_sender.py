"""Sending a change of dates: which of a series go along, what changed elsewhere meanwhile, the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from agence_desktop.core.errors import StaleError
from agence_desktop.core.spans import Span
from agence_desktop.desktop.dialogs import compare_texts
from agence_desktop.desktop.dialogs.compare import CompareDialog
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.calendars.scope_dialog import ScopeDialog
from agence_desktop.desktop.spaces.facts import compare_texts as record_texts
from agence_desktop.desktop.spaces.facts.changing import Scope
from agence_desktop.desktop.spaces.facts.versions import date_versions
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.desktop.tasks import Failure
from agence_desktop.spaces.journal import OccurrenceRow

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.revising import Changed

WishT = TypeVar("WishT")
DoneT = TypeVar("DoneT")


class DateSender(QObject):
    """Carries out what one screen asks for its dates."""

    def __init__(self, desk: Workbench, gateway: Gateway, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._gateway = desk, gateway

    def _ask(
        self,
        row: OccurrenceRow,
        title: str,
        word: str,
        send: Callable[[Scope], object],
        *,
        danger: bool = False,
    ) -> None:
        """Send for a date; of a series, ask which dates go along."""
        if row.recurring:
            ScopeDialog(self._desk.parent_widget, title, word, send, danger=danger).open()
        else:
            send(Scope.THIS)

    def _run(
        self,
        work: Callable[[Gateway, WishT], DoneT],
        wish: WishT,
        row: OccurrenceRow,
        done: Callable[[DoneT], object],
        again: Callable[[int], object],
        wanted: tuple[int, Span] | None = None,
    ) -> None:
        """Send a wish about a date on the screen.

        Where it was changed elsewhere, show how, beside ``wanted``, the room and time wished for; ``again``
        gets the present version where it is to be sent all the same.
        """

        def failed(failure: Failure) -> None:
            if isinstance(failure.error, StaleError):
                self._desk.tasks.run(self._gateway.booking, row.booking_id, owner=self, done=compare)
            else:
                self._tell(failure)

        def compare(page: BookingPage) -> None:
            version = next(date.version for date in page.booking.occurrences if date.id == row.id)
            CompareDialog(
                self._desk.parent_widget,
                f"{page.booking.number}, {compare_texts.TITLE.lower()}",
                record_texts.RECORD,
                date_versions(row, page, wanted),
                lambda: again(version),
            ).open()

        self._desk.tasks.run(work, self._gateway, wish, owner=self, done=done, failed=failed)

    def _take_back(
        self,
        work: Callable[[Gateway, DoneT], Changed],
        done: DoneT,
        told: Callable[[DoneT, Changed], None],
    ) -> None:
        """Undo what was done, also after the screen was left."""
        self._desk.tasks.run(
            work,
            self._gateway,
            done,
            owner=self._desk.parent_widget,
            done=partial(told, done),
            failed=self._tell,
        )

    def _tell(self, failure: Failure) -> None:
        self._desk.tell(failure.sentence, kind="danger")
