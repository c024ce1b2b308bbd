"""A month of the due dates of one unit or of all: what is due, when, and who could do it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from agence_desktop.core.calendars import week_start
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.calendar.legend import Legend
from agence_desktop.desktop.calendar.month import MonthView
from agence_desktop.desktop.calendar.month_scene import month_days
from agence_desktop.desktop.calendar.period_bar import PeriodBar
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.places import State, ToastAction, Workbench
from agence_desktop.desktop.positions.dues import texts
from agence_desktop.desktop.positions.dues.gateway import DuesGateway
from agence_desktop.desktop.positions.dues.items import COLUMNS, LEGEND, block_of, rows_of
from agence_desktop.desktop.positions.keys import sheet_target
from agence_desktop.desktop.positions.scoped_place import ScopedPlace
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.choosing import ask_where_to_write
from agence_desktop.desktop.widgets.page_parts import ListPane
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.positions.dues import Due, UnitDues, dues_of, substitutes_in
from agence_desktop.positions.rows import PersonRef

if TYPE_CHECKING:
    from agence_desktop.actions.due_calendar import DueCalendar
    from agence_desktop.positions.queries.posts import Scope

_SPLIT = "positions/dues_width"


class DueMonth(MonthView):
    """A month that says « échéance »; nothing is moved or made on it."""

    noun = texts.NOUN


class DuesPlace(ScopedPlace):
    """The month, and beside it the list of the day on which the keyboard stands."""

    def __init__(self, desk: Workbench, gateway: DuesGateway) -> None:
        super().__init__(desk, gateway.base)
        self._dues_gateway = gateway
        today = desk.session.today
        self.period_bar = PeriodBar(Period.holding(Reach.MONTH, today()), (Reach.MONTH,), today)
        self.month = DueMonth()
        self.unit_dues: UnitDues | None = None
        self.dues: list[Due] = []
        self.day = today()
        self.model = TableModel(COLUMNS, self)
        self.list = ListPane(texts.DAY_LIST, "calendar-today", self.model, texts.NOTHING_DUE)
        self.daily = QCheckBox(texts.DAILY)
        self.export_button = QPushButton(texts.EXPORT)
        self._arrange()
        self.period_bar.period_changed.connect(self.show_period)
        self.month.period_requested.connect(self.period_bar.move_by)
        self.month.selection_changed.connect(lambda _key: self._follow_stop())
        self.month.day_requested.connect(self.show_day)
        self.month.create_requested.connect(lambda _row, _span: self._follow_stop())
        self.month.open_requested.connect(self._open)
        self.list.view.row_opened.connect(lambda due: self.desk.go(sheet_target(due.position.number)))
        self.daily.toggled.connect(lambda _on: self._fill())
        self.export_button.clicked.connect(lambda _=False: self.choose_person())

    # Place.

    def state(self) -> State:
        """Unit, month and day."""
        return {
            **super().state(),
            "first": self.period_bar.period.first.isoformat(),
            "day": self.day.isoformat(),
            "daily": self.daily.isChecked(),
        }

    def restore(self, state: State) -> None:
        """Show that month and day."""
        if state.get("daily") is not None:
            self.daily.setChecked(bool(state["daily"]))
        if state.get("day"):
            self.day = date.fromisoformat(state["day"])
        first = state.get("first")
        if first and date.fromisoformat(first) != self.period_bar.period.first:
            self.period_bar.show_period(Period.holding(Reach.MONTH, date.fromisoformat(first)))
            self.refresh()
        super().restore(state)

    def take_focus(self) -> None:
        """On the month."""
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self, scope: Scope) -> UnitDues:
        """The posts of the unit, for the whole weeks of the month."""
        first, last = self._ends()
        return self._dues_gateway.dues(first, last, scope)

    def show_loaded(self, found: UnitDues) -> None:
        """Fill the month; the day stays."""
        first_time = self.unit_dues is None
        self.unit_dues = found
        self._fill()
        if first_time and self.desk.place is self:
            self.take_focus()

    # What commands do here.

    def show_period(self, period: Period) -> None:
        """Show another month, from its first day."""
        self.period_bar.show_period(period)
        today = self.desk.session.today()
        self.day = today if period.holds(today) else period.first
        self.refresh()

    def show_day(self, day: date) -> None:
        """List a day."""
        self.day = day
        self._list_day()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_person(self) -> QMenu | None:
        """Ask for whom to export."""
        if self.unit_dues is None:
            return None
        menu = QMenu(self)
        menu.setAccessibleName(texts.EXPORT_MENU)
        persons = substitutes_in(self.unit_dues)
        for person in persons:
            menu.addAction(keep_shown(person.name), partial(self._ask_file, person))
        if not persons:
            menu.addAction(texts.NOBODY_TO_EXPORT).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))
        return menu

    def export_to(self, person: PersonRef, path: Path) -> None:
        """Write the due dates that somebody could do."""
        self.desk.tasks.run(
            self._dues_gateway.export,
            person.id,
            self.unit,
            path,
            owner=self,
            done=partial(self._exported, path),
            failed=lambda failure: self.desk.tell(failure.sentence, kind="danger"),
            label=texts.exporting(path.name),
        )

    # Inside.

    def _ends(self) -> tuple[date, date]:
        period = self.period_bar.period
        days = month_days(period.first)
        return week_start(period.first), days[-1].date

    def _fill(self) -> None:
        if self.unit_dues is None:
            return
        first, last = self._ends()
        self.dues = dues_of(self.unit_dues, first, last, daily=self.daily.isChecked())
        self.month.set_rows(rows_of(self.unit_dues))
        names = dict.fromkeys(self.unit_dues.observed, (texts.HOLIDAY, texts.HOLIDAY))
        self.month.set_range(month_days(self.period_bar.period.first, names))
        self.month.set_now(self.desk.session.clock.now())
        self.month.set_blocks([block_of(due) for due in self.dues])
        self._list_day()

    def _list_day(self) -> None:
        shown = [due for due in self.dues if due.day == self.day]
        self.list.note.setText(f"{texts.day_title(self.day)}, {texts.counted_dues(len(shown))}")
        self.model.set_rows(shown)

    def _follow_stop(self) -> None:
        """List the day on which the keyboard stands."""
        stop = self.month.focus_stop
        if stop is not None:
            self.day = to_wall(stop.span.start, QUEBEC).date()
            self._list_day()

    def _open(self, key: str) -> None:
        due = next((one for one in self.dues if one.key == key), None)
        if due is not None:
            self.desk.go(sheet_target(due.position.number))

    def _ask_file(self, person: PersonRef) -> None:
        from agence_desktop.core.french import search_key

        name = f"echeances-{'-'.join(search_key(person.name).split())}.ics"
        chosen = partial(self.export_to, person)
        ask_where_to_write(self, texts.EXPORT_TITLE, name, texts.FILES, chosen, endings=("ics",))

    def _exported(self, path: Path, made: DueCalendar) -> None:
        words = texts.exported(made.count, made.person.name, path.name)
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        self.desk.tell(words, ToastAction(texts.OPEN, show))

    def _arrange(self) -> None:
        self.export_button.setProperty("compact", True)
        self.export_button.setToolTip(texts.EXPORT_TIP)
        icons.set_icon(self.export_button, "calendar-export", "text", 18)
        bar = QWidget()
        line = BarLayout(bar)
        line.setContentsMargins(12, 6, 12, 6)
        for widget in (self.unit_chooser, self.daily, self.export_button):
            line.addWidget(widget)
        self.period_bar.stand_in(line)
        across = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.month, 1)
        column.addWidget(Legend(LEGEND, bookings=False))
        across.addWidget(left)
        across.addWidget(self.list)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(8)
        across.setStretchFactor(0, 1)
        across.setContentsMargins(12, 0, 12, 12)
        kept = self.desk.recall(_SPLIT)
        usual = [theme.scaled(860), theme.scaled(430)]
        across.setSizes([int(one) for one in kept] if isinstance(kept, list) else usual)
        across.splitterMoved.connect(lambda *_: self.desk.remember(_SPLIT, across.sizes()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(across, 1)
