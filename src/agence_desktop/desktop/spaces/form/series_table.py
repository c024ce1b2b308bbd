"""The table of the series sheet: one line per date; lines that conflict carry their choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QTableView,
    QWidget,
)

from agence_desktop.desktop import theme
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.series_model import (
    CHOICE,
    FINDING,
    STORED,
    SeriesDelegate,
    SeriesModel,
)
from agence_desktop.desktop.spaces.form.sheet_model import Choice, Line, Wish, offered_by, time_may_help
from agence_desktop.desktop.spaces.form.sheet_words import WISH_WORDS, SheetWords
from agence_desktop.desktop.tokens import Height
from agence_desktop.desktop.widgets.segments import Segment, Segments
from agence_desktop.spaces.alternatives import Alternative, Alternatives

_NOT_YET = ""
"""No segment is chosen."""
_WIDTHS = (34, 136, 170, 248, 132, 72)


class _Cell(QWidget):
    """Holds a widget in a cell, at its left and half-way up."""

    def __init__(self, held: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.held = held
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.scaled(8), 0, theme.scaled(6), 0)
        box.addWidget(held, 0 if isinstance(held, Segments) else 1)
        if isinstance(held, Segments):
            box.addStretch(1)


class SeriesTable(QTableView):
    """``wished`` carries a line and a Wish, ``placed`` a line and the Alternative taken,
    ``line_chosen`` the selected line.
    """

    wished = Signal(object, object)
    placed = Signal(object, object)
    line_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(texts.SHEET)
        self.lines = SeriesModel(self)
        self._offers: Mapping[datetime, Alternatives] = {}
        self._cells: dict[datetime, tuple[tuple[Wish, ...], Segments]] = {}
        self._boxes: dict[datetime, QComboBox] = {}
        self.setItemDelegate(SeriesDelegate(self))
        self.setModel(self.lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.scaled(24))
        self._fit()
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.furnish())
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def current_line(self) -> Line | None:
        """The selected line."""
        index = self.currentIndex()
        return self.lines.row(index.row()) if index.isValid() else None

    def choose(self, number: int) -> None:
        """Select a line."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.lines.index(number, 0), flags)
        self.scrollTo(self.lines.index(number, 0))
        self.furnish()

    def go_to_choice(self, number: int) -> None:
        """Put the keyboard on the choices of a line."""
        self.choose(number)
        line = self.lines.row(number)
        _wishes, segments = self._cells.get(line.origin, ((), None))
        buttons = segments.findChildren(Segment) if segments is not None else []
        chosen = next((one for one in buttons if one.isChecked()), None)
        target: QWidget = chosen or next((one for one in buttons if one.isEnabled()), self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def segments(self, number: int) -> Segments | None:
        """The choices of a line, once it is shown."""
        found = self._cells.get(self.lines.row(number).origin)
        return found[1] if found else None

    def box(self, number: int) -> QComboBox | None:
        """The times or rooms offered in a line."""
        return self._boxes.get(self.lines.row(number).origin)

    def show_lines(
        self, lines: Sequence[Line], words: SheetWords, offers: Mapping[datetime, Alternatives]
    ) -> None:
        """Show lines with what is offered for them; selection and focus stay on their date."""
        self._offers = offers
        kept = self.current_line()
        if self.lines.show_lines(lines, words):
            self._cells, self._boxes = {}, {}
            at = next((n for n, line in enumerate(lines) if kept and line.origin == kept.origin), None)
            if lines:
                self.choose(at if at is not None else _first_to_see(lines))
        self.furnish()

    def furnish(self) -> None:
        """Give the lines in view the widgets of their choices."""
        height = self.viewport().height()
        first = max(0, self.rowAt(0))
        last = self.rowAt(height)
        last = self.lines.rowCount() - 1 if last < 0 else last
        changed = False
        for number in range(first, last + 1):
            changed |= self._furnish_line(number, self.lines.row(number))
        if changed:
            self._order_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More lines may be in view."""
        super().resizeEvent(event)
        self._stretch()
        self.furnish()

    def showEvent(self, event: QShowEvent) -> None:
        """Lines are in view."""
        super().showEvent(event)
        self.furnish()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.scaled(Height.ROW_TWO_LINES - 4))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, width in enumerate(_WIDTHS):
            self.setColumnWidth(number, theme.scaled(width))
        self._stretch()

    def _stretch(self) -> None:
        """The finding takes the room that is left, and never less than it needs."""
        others = sum(self.columnWidth(number) for number in range(len(_WIDTHS)) if number != FINDING)
        self.setColumnWidth(FINDING, max(theme.scaled(_WIDTHS[FINDING]), self.viewport().width() - others))

    def _furnish_line(self, number: int, line: Line) -> bool:
        present = self._cells.get(line.origin)
        changed = False
        if (present[0] if present else ()) != line.options or (present and line.choice is None):
            changed = self._renew(number, line, present)
        elif present and line.choice is not None and present[1].value() is not line.choice.wish:
            present[1].blockSignals(True)
            present[1].set_value(line.choice.wish)
            present[1].blockSignals(False)
        self._enable(line)
        return self._furnish_box(number, line) or changed

    def _renew(self, number: int, line: Line, present: tuple[tuple[Wish, ...], Segments] | None) -> bool:
        if present and present[0] == line.options and present[1].value() is None:
            return False
        index = self.lines.index(number, CHOICE)
        if not line.options:
            self._cells.pop(line.origin, None)
            self.setIndexWidget(index, None)  # type: ignore[arg-type]
            return True
        day = self._day(line)
        words = [(wish, WISH_WORDS[wish]) for wish in line.options]
        wish = line.choice.wish if line.choice else _NOT_YET
        segments = Segments(texts.choice_name(day), words, wish)
        segments.value_changed.connect(partial(self._wished, line.origin))
        self._cells[line.origin] = (line.options, segments)
        self.setIndexWidget(index, _Cell(segments, self.viewport()))
        return True

    def _enable(self, line: Line) -> None:
        found, present = self._offers.get(line.origin), self._cells.get(line.origin)
        if present is not None and Wish.TIME in present[0]:
            present[1].set_value_enabled(Wish.TIME, time_may_help(line.found), texts.NO_OTHER_TIME)
        if found is None or present is None:
            return
        for wish, why in ((Wish.TIME, texts.NO_OTHER_TIME), (Wish.ROOM, texts.NO_OTHER_ROOM)):
            if wish in present[0]:
                present[1].set_value_enabled(wish, bool(offered_by(wish, found)), why)

    def _furnish_box(self, number: int, line: Line) -> bool:
        index = self.lines.index(number, STORED)
        found = self._offers.get(line.origin)
        choice = line.choice
        offered = offered_by(choice.wish, found) if choice is not None and found is not None else ()
        box = self._boxes.get(line.origin)
        if choice is None or choice.place is None or not offered:
            if box is None:
                return False
            self._boxes.pop(line.origin)
            self.setIndexWidget(index, None)  # type: ignore[arg-type]
            return True
        new = box is None
        if box is None:
            box = self._boxes[line.origin] = QComboBox()
            box.setProperty("compact", True)
            box.setAccessibleName(texts.stored_name(self._day(line)))
            box.activated.connect(partial(self._placed, line.origin))
            self.setIndexWidget(index, _Cell(box, self.viewport()))
        self._fill(box, choice, offered)
        return new

    def _fill(self, box: QComboBox, choice: Choice, offered: Sequence[Alternative]) -> None:
        if [box.itemData(row) for row in range(box.count())] != list(offered):
            box.clear()
            for one in offered:
                box.addItem(self._offered_words(choice.wish, one), one)
        facts = self.lines.words.reference.facts if self.lines.words else {}
        at = next(
            (
                n
                for n, one in enumerate(offered)
                if Choice.of(choice.wish, one, facts[one.space_id]) == choice
            ),
            0,
        )
        box.setCurrentIndex(at)

    def _offered_words(self, wish: Wish, one: Alternative) -> str:
        words = self.lines.words
        if words is None:
            return ""
        text = words.room(one.space_id) if wish is Wish.ROOM else words.alternative_hours(one)
        return texts.on_request(text) if one.state == "requested" else text

    def _day(self, line: Line) -> datetime:
        return self.lines.words.walls(line.found)[0] if self.lines.words else line.origin

    def _line(self, origin: datetime) -> tuple[int, Line] | None:
        rows = self.lines.rows()
        return next(((n, line) for n, line in enumerate(rows) if line.origin == origin), None)

    def _wished(self, origin: datetime, wish: Wish) -> None:
        if (found := self._line(origin)) is not None:
            self.choose(found[0])
            self.wished.emit(found[1], wish)

    def _placed(self, origin: datetime, row: int) -> None:
        if (found := self._line(origin)) is not None:
            self.choose(found[0])
            self.placed.emit(found[1], self._boxes[origin].itemData(row))

    def _row_changed(self, index: QModelIndex) -> None:
        self.line_chosen.emit(self.lines.row(index.row()) if index.isValid() else None)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The line whose choices have the focus is the selected one."""
        if now is None or not self.viewport().isAncestorOf(now):
            return
        for number, line in enumerate(self.lines.rows()):
            cell = self._cells.get(line.origin)
            box = self._boxes.get(line.origin)
            if now is box or (cell is not None and cell[1].isAncestorOf(now)):
                if self.currentIndex().row() != number:
                    self.choose(number)
                return

    def _order_tabs(self) -> None:
        """Tab goes from line to line, choices first."""
        before: QWidget = self
        for line in self.lines.rows():
            cell, box = self._cells.get(line.origin), self._boxes.get(line.origin)
            stops: list[QWidget] = [*cell[1].findChildren(Segment)] if cell else []
            for stop in [*stops, *([box] if box else [])]:
                QWidget.setTabOrder(before, stop)
                before = stop


def _first_to_see(lines: Sequence[Line]) -> int:
    return next((n for n, line in enumerate(lines) if line.options), 0)
