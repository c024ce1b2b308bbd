"""What can be done with the dates chosen on the page of a booking: edit, move, cancel one or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces import record_texts as texts
from agence_desktop.desktop.spaces.actions import edit_booking
from agence_desktop.desktop.spaces.calendars.cancelling import Cancelling
from agence_desktop.desktop.spaces.calendars.move_dialog import MoveDialog
from agence_desktop.desktop.spaces.calendars.move_sender import MoveSender
from agence_desktop.desktop.spaces.calendars.move_work import Cancelled
from agence_desktop.desktop.spaces.calendars.presence import note_on_the_spot
from agence_desktop.desktop.spaces.facts.changing import CHANGEABLE, may_book, why_fixed
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.desktop.spaces.records.booking_lines import row_of
from agence_desktop.desktop.spaces.seeds import EditSeed
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.spaces.attendance import is_awaited
from agence_desktop.spaces.journal import OccurrenceDetail, OccurrenceRow


class SeveralCancelling(Cancelling):
    """Cancels dates chosen one by one as well."""

    def cancel_several(self, rows: Sequence[OccurrenceRow], page: BookingPage) -> None:
        """Cancel exactly these dates, once it is agreed to."""
        slots = [
            (to_wall(row.span.start, zone), to_wall(row.span.end, zone))
            for row in rows
            for zone in [page.reference.zone(row.space_id)]
        ]
        ask(
            self._desk.parent_widget,
            texts.CANCEL_QUESTION,
            texts.cancel_explanation(slots),
            texts.CANCEL_YES,
            texts.CANCEL_NO,
            partial(self._send_several, rows, page),
            danger=True,
        )

    def _send_several(self, rows: Sequence[OccurrenceRow], page: BookingPage) -> None:
        self._desk.tasks.run(
            _cancel,
            self._gateway,
            page,
            {row.id: row.version for row in rows},
            owner=self,
            done=self._cancelled,
            failed=self._tell,
        )


def _cancel(gateway: Gateway, page: BookingPage, versions: dict[int, int]) -> Cancelled:
    from agence_desktop.spaces.commands.cancelling import Cancel

    changed = gateway.cancel(Cancel(page.booking.id, tuple(sorted(versions.items())), "", uuid4()))
    return Cancelled(changed, page, tuple(versions))


class BookingDates(QObject):
    """Answers the buttons and commands of one page; ``page`` gives what it shows, ``chosen`` the dates."""

    def __init__(
        self,
        desk: Workbench,
        gateway: Gateway,
        parent: QObject,
        page: Callable[[], BookingPage | None],
        chosen: Callable[[], Sequence[OccurrenceDetail]],
    ) -> None:
        super().__init__(parent)
        self._desk, self._gateway, self._page, self._chosen = desk, gateway, page, chosen
        self._moves = MoveSender(desk, gateway, self)
        self._cancelling = SeveralCancelling(desk, gateway, self)

    def selected(self) -> OccurrenceRow | None:
        """The first of the dates chosen."""
        return next(iter(self.rows()), None)

    def rows(self) -> list[OccurrenceRow]:
        """The dates chosen; the only one there is needs no choosing."""
        page = self._page()
        if page is None:
            return []
        dates = page.booking.occurrences
        return [row_of(page.booking, one) for one in (dates if len(dates) == 1 else self._chosen())]

    def may_edit(self) -> bool:
        """Whether the form may be opened; the commands judge again."""
        page = self._page()
        return page is not None and may_book(
            self._desk.session.actor, page.reference, page.booking.organisation_id, page.booking.space_id
        )

    def may_change(self) -> bool:
        """Whether every date chosen may be moved or cancelled."""
        now, rows = self._desk.session.clock.now(), self.rows()
        return bool(rows) and self.may_edit() and all(_changeable(row, now) for row in rows)

    def may_note(self) -> bool:
        """Whether presence at the one date chosen may be noted now."""
        now, rows = self._desk.session.clock.now(), self.rows()
        return len(rows) == 1 and self.may_edit() and is_awaited(rows[0].state, rows[0].span, now)

    def note_presence(self) -> None:
        """Note presence at the date chosen."""
        if self.may_note():
            note_on_the_spot(self._desk, self._gateway, self.rows()[0])

    def why_fixed(self) -> str:
        """Why the dates chosen cannot all be moved or cancelled; empty where they can."""
        now, may = self._desk.session.clock.now(), self.may_edit()
        reasons = [why_fixed(row.state, row.span, now, may=may) for row in self.rows()]
        return next((reason for reason in reasons if reason), "")

    def edit(self) -> None:
        """Open the form, at the date chosen."""
        page, row = self._page(), self.selected()
        if page is not None and self.may_edit():
            edit_booking(self._desk, self._gateway, EditSeed(page.booking.id, row.id if row else None))

    def move(self) -> None:
        """Ask where the date chosen goes."""
        page, row = self._page(), self.selected()
        if page is not None and row is not None and self.may_change():
            agreed = partial(self._moves.move, row)
            MoveDialog(self._desk, self._gateway, row, page.reference, agreed).open()

    def cancel(self) -> None:
        """Cancel the date chosen, with those of its series that are wished; or exactly those chosen."""
        page, rows = self._page(), self.rows()
        if page is None or not self.may_change():
            return
        if len(rows) > 1:
            self._cancelling.cancel_several(rows, page)
        else:
            self._cancelling.cancel(self._alone(rows[0], page))

    def _alone(self, row: OccurrenceRow, page: BookingPage) -> OccurrenceRow:
        """A date of which no other may be cancelled is no series any more."""
        now = self._desk.session.clock.now()
        others = [one for one in page.booking.occurrences if _changeable(row_of(page.booking, one), now)]
        return replace(row, recurring=len(others) > 1)


def _changeable(row: OccurrenceRow, now: datetime) -> bool:
    return row.state in CHANGEABLE and row.span.start > now
