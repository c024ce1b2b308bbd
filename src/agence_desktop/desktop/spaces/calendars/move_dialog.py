"""Where a date goes, chosen by room, day and hours, with the answer of the base while one chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.calendars import move_texts as texts
from agence_desktop.desktop.spaces.calendars.ghost_words import ghost_of
from agence_desktop.desktop.spaces.calendars.move_work import MoveWish, judge_move
from agence_desktop.desktop.spaces.calendars.planning_rows import ordered
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.time_fields import DateField, TimeField
from agence_desktop.spaces.clock_sentences import skipped_hours
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import Judgement

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

REST_MS = 150
Agreed = Callable[[int, Span], object]


class MoveDialog(QDialog):
    """Calls ``agreed`` with the space and slot chosen; a refusal of the base can still come afterwards."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, row: OccurrenceRow, reference: Reference, agreed: Agreed
    ) -> None:
        super().__init__(desk.parent_widget)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.move_title(row.number))
        self._desk, self._gateway, self._row = desk, gateway, row
        self._reference, self._agreed = reference, agreed
        self._cancel: Cancel | None = None
        zone = reference.zone(row.space_id)
        start, end = to_wall(row.span.start, zone), to_wall(row.span.end, zone)
        self._days = (end.date() - start.date()).days if end.time() != end.min.time() else 0
        self.room = QComboBox()
        self._offer_rooms()
        self.day = DateField(desk.session.today)
        self.start, self.end = TimeField(), TimeField(is_end=True)
        for field, value in ((self.day, start.date()), (self.start, start.time()), (self.end, end.time())):
            field.set_value(value)
        self._icon, self._title = IconLabel("check-circle-outline", "accent", 18), Label("", Type.SUBJECT)
        self._message = Label("", wrap=True)
        self.act_button = QPushButton(texts.MOVE)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._ask)
        self._arrange()
        self.room.currentIndexChanged.connect(self._changed)
        self.start.value_changed.connect(self._keep_length)
        for lenient in (self.day, self.start, self.end):
            lenient.value_changed.connect(self._changed)
        self._length = end - start
        self._changed()

    def wanted(self) -> tuple[int, Span] | None:
        """The space and slot chosen; None while something cannot be read."""
        walls = self._walls()
        if walls is None:
            return None
        space_id = int(self.room.currentData())
        return space_id, place(*walls, self._reference.zone(space_id))

    def _walls(self) -> tuple[datetime, datetime] | None:
        """The wall clocks typed, where they can be read and are in order."""
        day, start, end = self.day.value(), self.start.value(), self.end.value()
        if day is None or start is None or end is None:
            return None
        first = datetime.combine(day, start)
        last = datetime.combine(day + timedelta(days=self._days), end)
        if end == end.min:
            last += timedelta(days=1)
        return (first, last) if last > first else None

    def words(self) -> str:
        """What the answer says."""
        return f"{self._title.text()} {self._message.text()}".strip()

    def accept(self) -> None:
        """Ask for the move and close."""
        wanted = self.wanted()
        if wanted is not None and self.act_button.isEnabled():
            super().accept()
            self._agreed(*wanted)

    def _offer_rooms(self) -> None:
        """The rooms of the building, then those of the others."""
        reference, here = self._reference, self._reference.spaces[self._row.space_id].site_id
        active = [space.id for space in reference.spaces.values() if space.active]
        rooms = sorted(ordered(reference, active), key=lambda pair: pair[0].site_id != here)
        for space, _depth in rooms:
            site = reference.site(space.id)
            self.room.addItem(f"{space.name}, {site.name}", space.id)
        self.room.setCurrentIndex(self.room.findData(self._row.space_id))

    def _keep_length(self) -> None:
        """A later start takes the end along."""
        start, day = self.start.value(), self.day.value()
        if start is None or day is None or self._days:
            return
        end = datetime.combine(day, start) + self._length
        if end.date() == day or end.time() == end.min.time():
            self.end.set_value(end.time())

    def _changed(self) -> None:
        self.act_button.setEnabled(False)
        if self._cancel is not None:
            self._cancel.request()
        if self.wanted() is None:
            faults = [field.fault() for field in (self.day, self.start, self.end) if field.fault()]
            self._show(Ghost("", self._row.span, False, "", faults[0] if faults else texts.END_FIRST))
        else:
            self._timer.start()

    def _ask(self) -> None:
        wanted = self.wanted()
        if wanted is None:
            return
        self._cancel = Cancel()
        row = self._row
        wish = MoveWish(row.booking_id, row.id, row.version, *wanted)
        self._desk.tasks.run(
            judge_move,
            self._gateway,
            wish,
            owner=self,
            cancel=self._cancel,
            done=partial(self._answered, wanted),
            failed=self._failed,
        )

    def _answered(self, wanted: tuple[int, Span], judgement: Judgement) -> None:
        now = self._desk.session.clock.now()
        ghost = ghost_of(str(wanted[0]), wanted[1], judgement, self._reference, now, self._row.participants)
        moved = wanted != (self._row.space_id, self._row.span)
        shown = ghost if moved or not ghost.ok else Ghost("", wanted[1], True, texts.STANDS_HERE)
        walls = self._walls()
        skipped = skipped_hours(*walls, self._reference.zone(wanted[0])) if walls is not None else ""
        self._show(replace(shown, message=f"{skipped} {shown.message}".strip()))
        self.act_button.setEnabled(ghost.ok and moved)

    def _failed(self, failure: Failure) -> None:
        self._show(Ghost("", self._row.span, False, "", failure.sentence))

    def _show(self, ghost: Ghost) -> None:
        ink = "accent" if ghost.ok else "danger"
        self._icon.set_icon("check-circle-outline" if ghost.ok else "cancel", ink)
        self._title.setText(ghost.title or (texts.FREE_THERE if ghost.ok else texts.IMPOSSIBLE_THERE))
        self._title.set_ink(ink)
        self._message.setText(ghost.message)
        announce(self, self.words())

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for number, (words, field) in enumerate(
            ((texts.ROOM, self.room), (texts.DAY, self.day), (texts.FROM, self.start), (texts.TO, self.end))
        ):
            label = Label(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
        grid.setColumnStretch(1, 1)
        answer = QHBoxLayout()
        answer.addWidget(self._icon)
        answer.addWidget(self._title, 1)
        keep = QPushButton(texts.KEEP)
        keep.setAutoDefault(False)
        keep.clicked.connect(self.reject)
        self.act_button.setProperty("kind", "primary")
        self.act_button.setDefault(True)
        self.act_button.clicked.connect(self.accept)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(keep)
        foot.addWidget(self.act_button)
        self._message.setMinimumHeight(theme.scaled(54))
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        for part in (grid, answer):
            box.addLayout(part)
        box.addWidget(self._message, 1)
        box.addLayout(foot)
        self.setMinimumWidth(theme.scaled(440))
