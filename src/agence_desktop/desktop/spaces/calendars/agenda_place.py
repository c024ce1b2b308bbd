"""The agenda of one room: days across, hours downwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from agence_desktop.core.spans import Span
from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.agenda import AgendaView
from agence_desktop.desktop.calendar.periods import Reach
from agence_desktop.desktop.places import State, Workbench
from agence_desktop.desktop.spaces.calendars import planning_texts as texts
from agence_desktop.desktop.spaces.calendars.calendar_place import CalendarPlace
from agence_desktop.desktop.spaces.calendars.planning_rows import ordered
from agence_desktop.desktop.spaces.calendars.reading import Reading, read_rooms
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.printing import preview_door
from agence_desktop.desktop.spaces.rooms import find_rooms, room_choice
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.labels import IconLabel

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

_ROOM = "spaces/agenda_room"


class AgendaPlace(CalendarPlace):
    """One room, chosen above; the last one is remembered, the first of all where there is none."""

    view: AgendaView
    reaches = (Reach.DAY, Reach.WEEK)
    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        kept = desk.recall(_ROOM)
        self.space_id: int | None = kept if isinstance(kept, int) else None
        super().__init__(desk, gateway, AgendaView())

    @property
    def title(self) -> str:
        """« Agenda, Salle Chaudière »."""
        row = self.view.shown_row
        return f"{texts.AGENDA}, {row.title}" if row else texts.AGENDA

    def bars(self) -> QWidget:
        """The room at the left, the period at the right."""
        bar = QWidget()
        self.chooser = Chooser(self.desk.tasks, partial(find_rooms, self.gateway))
        self.chooser.setProperty("compact", True)
        self.chooser.setAccessibleName(texts.ROOM)
        self.chooser.setPlaceholderText(texts.ROOM)
        self.chooser.setFixedWidth(theme.scaled(280))
        self.chooser.value_changed.connect(self._chosen)
        line = BarLayout(bar)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(IconLabel("door", "secondary", 18))
        line.addWidget(self.chooser)
        self.period_bar.stand_in(line)
        return bar

    def reader(self) -> Callable[[Gateway], Reading]:
        """The room over the period."""
        return partial(_read, self.period.span(), self.space_id)

    def state(self) -> State:
        """The room too."""
        return {**super().state(), "space": self.space_id}

    def restore(self, state: State) -> None:
        """The room too."""
        if isinstance(state.get("space"), int):
            self.space_id = state["space"]
        super().restore(state)

    def shown(self, reading: Reading) -> None:
        """Name the room."""
        if reading.shown:
            self.space_id = reading.shown[0]
            self.chooser.blockSignals(True)
            self.chooser.set_value(room_choice(reading.agenda.reference, self.space_id))
            self.chooser.blockSignals(False)
        self.title_changed.emit()

    def print_view(self) -> None:
        """The sheet of the door, for today where it is shown."""
        if self.reading is not None and self.reading.shown:
            today = self.desk.session.today()
            day = today if self.period.holds(today) else self.period.first
            space = self.reading.agenda.reference.spaces[self.reading.shown[0]]
            preview_door(self.desk, self.gateway, space.code, space.name, day)

    def show_room(self, space_id: int) -> None:
        """Show another room."""
        self.space_id = space_id
        self.desk.remember(_ROOM, space_id)
        self.refresh()

    def _chosen(self, choice: Choice | None) -> None:
        if choice is not None and choice.key != self.space_id:
            self.show_room(int(choice.key))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _read(span: Span, space_id: int | None, gateway: Gateway) -> Reading:
    return read_rooms(gateway, span, partial(_chosen_room, space_id))


def _chosen_room(space_id: int | None, reference: Reference) -> Sequence[int]:
    """The room asked for where it exists, otherwise the first of all."""
    if space_id is not None and space_id in reference.spaces:
        return (space_id,)
    active = [space.id for space in reference.spaces.values() if space.active]
    return [space.id for space, _depth in ordered(reference, active)[:1]]
