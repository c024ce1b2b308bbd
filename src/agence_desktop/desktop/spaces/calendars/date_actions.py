"""What can be done on a calendar with the date or cell under the keyboard, by key, menu, card or command."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.pointer import PointerView
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.spaces.actions import edit_booking, new_booking
from agence_desktop.desktop.spaces.calendars import planning_texts as texts
from agence_desktop.desktop.spaces.calendars.cancelling import Cancelling
from agence_desktop.desktop.spaces.calendars.move_dialog import MoveDialog
from agence_desktop.desktop.spaces.calendars.moves import Moves
from agence_desktop.desktop.spaces.calendars.presence import note_on_the_spot
from agence_desktop.desktop.spaces.calendars.reading import Reading
from agence_desktop.desktop.spaces.facts.changing import may_book
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import ROOM, SITE
from agence_desktop.desktop.spaces.seeds import BookingSeed, EditSeed
from agence_desktop.spaces.attendance import is_awaited
from agence_desktop.spaces.journal import OccurrenceRow


class DateActions(QObject):
    """Answers the wishes of one view; ``reading`` gives what it shows."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, view: PointerView, reading: Callable[[], Reading | None]
    ) -> None:
        super().__init__(view)
        self._desk, self._gateway, self._view, self._reading = desk, gateway, view, reading
        self.moves = Moves(desk, gateway, view, reading)
        self.cancelling = Cancelling(desk, gateway, self)
        view.create_requested.connect(self.create)
        view.cancel_requested.connect(lambda _key: self.cancel())
        view.menu_requested.connect(self.show_menu)

    def occurrence(self, occurrence_id: int) -> OccurrenceRow | None:
        """A date that is shown."""
        return self.moves.occurrence(occurrence_id)

    def selected(self) -> OccurrenceRow | None:
        """The date on which the keyboard stands, or that its block tells of."""
        block = self._view.store.get(self._view.selected)
        return self.occurrence(int(block.opened_key)) if block and block.opened_key.isdigit() else None

    def may_change(self) -> bool:
        """Whether the selected date may be moved or cancelled."""
        block = self._view.store.get(self._view.selected)
        return block is not None and block.movable

    def cancel(self) -> None:
        """Cancel the selected date."""
        row = self.selected()
        if row is not None and self.may_change():
            self.cancelling.cancel(row)

    def may_note(self) -> bool:
        """Whether presence at the selected date may be noted now."""
        row, reading = self.selected(), self._reading()
        if row is None or reading is None:
            return False
        now, actor = self._desk.session.clock.now(), self._desk.session.actor
        return is_awaited(row.state, row.span, now) and may_book(
            actor, reading.agenda.reference, row.organisation_id, row.space_id
        )

    def note_presence(self) -> None:
        """Note presence at the selected date."""
        row = self.selected()
        if row is not None and self.may_note():
            note_on_the_spot(self._desk, self._gateway, row)

    def move(self) -> None:
        """Ask where the selected date goes."""
        row, reading = self.selected(), self._reading()
        if row is None or reading is None or not self.may_change():
            return
        MoveDialog(
            self._desk,
            self._gateway,
            row,
            reading.agenda.reference,
            lambda space_id, span: self.moves.move(row.id, space_id, span),
        ).open()

    def edit(self) -> None:
        """Open the form of the selected date."""
        row = self.selected()
        if row is not None:
            self.edit_date(row)

    def edit_date(self, row: OccurrenceRow) -> None:
        """Open the form of a date."""
        edit_booking(self._desk, self._gateway, EditSeed(row.booking_id, row.id))

    def new(self) -> None:
        """A new booking where the keyboard stands, or anywhere."""
        stop = self._view.focus_stop
        if stop is None or stop.block is not None or stop.day is not None:
            new_booking(self._desk, self._gateway, BookingSeed())
        else:
            self.create(stop.row_key, stop.span)

    def create(self, row_key: str, span: Span) -> None:
        """A new booking of a room over a span."""
        reading = self._reading()
        if reading is None:
            return
        zone = reading.agenda.reference.zone(int(row_key))
        seed = BookingSeed(int(row_key), to_wall(span.start, zone), to_wall(span.end, zone))
        new_booking(self._desk, self._gateway, seed)

    def open_room_here(self) -> None:
        """Go to the page of the room on whose row the keyboard stands."""
        stop = self._view.focus_stop
        if stop is not None and stop.row_key:
            self.open_room(int(stop.row_key))

    def open_room(self, space_id: int) -> None:
        """Go to the page of a room."""
        self._desk.go(Target(ROOM, {"space": space_id}))

    def open_site_of(self, space_id: int) -> None:
        """Go to the page of the building of a room."""
        reading = self._reading()
        if reading is not None:
            self._desk.go(Target(SITE, {"site": reading.agenda.reference.site(space_id).id}))

    def show_menu(self, row_key: str, span: Span, block_key: str, at: QPoint) -> None:
        """The context menu of a block or of a cell."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if block_key and self.selected() is not None:
            menu.addAction(texts.MENU_EDIT, self.edit)
            for words, act in ((texts.MENU_MOVE, self.move), (texts.MENU_CANCEL, self.cancel)):
                menu.addAction(words, act).setEnabled(self.may_change())
            menu.addAction(texts.MENU_PRESENCE, self.note_presence).setEnabled(self.may_note())
            menu.addSeparator()
        if not block_key and row_key:
            menu.addAction(texts.MENU_NEW, lambda: self.create(row_key, span))
            menu.addSeparator()
        if row_key:
            menu.addAction(texts.MENU_ROOM, lambda: self.open_room(int(row_key)))
            menu.addAction(texts.MENU_SITE, lambda: self.open_site_of(int(row_key)))
        menu.popup(at)
