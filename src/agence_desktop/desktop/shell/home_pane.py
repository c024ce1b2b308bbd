"""One table of « Ma journée »; apart from the place, which is shown before tables are imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.day import DayFigure, DayLines, DayPane, DayScope
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.labels import ElidedLabel, IconLabel, Label
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView

_UNBOUNDED = 16_777_215


class Pane(QFrame):
    """A table with its title, its count and the way to the whole.

    ``read`` is called when rows have come. With nothing to show it is one line high.
    """

    def __init__(self, desk: Workbench, spec: DayPane, parent: QWidget, read: Callable[[], None]) -> None:
        super().__init__(parent)
        self._desk, self.spec, self._read = desk, spec, read
        self.lines = DayLines((), 0)
        self.is_low = False
        self._cancel: Cancel | None = None
        self._title = ElidedLabel(spec.title, Type.PANEL)
        self._count = Label("", Type.HELP)
        self._count.setProperty("surface", "bubble")
        self.model = TableModel(spec.columns, self)
        self.view = TableView(self.model, spec.title, compact=True)
        self.view.setProperty("framed", False)
        self.view.horizontalHeader().setVisible(spec.headed)
        self.view.row_opened.connect(lambda row: spec.open_row(desk, row))
        if spec.act is not None:
            act = spec.act
            self.view.deed_requested.connect(lambda row: act(desk, row))
        self._empty = Label(spec.empty, Type.BODY, "secondary", wrap=True)
        self._empty.setContentsMargins(12, 2, 12, 10)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._more, self._remark = _Foot(), _Foot()
        self._more.link.clicked.connect(self._follow)
        self._remark.link.clicked.connect(self._open_remark)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(self._header())
        box.addWidget(self._stack, 1)
        box.addWidget(self._more)
        box.addWidget(self._remark)
        # What is free stands below all that it says, not between the rows and what follows them.
        box.addStretch(0)
        self.setProperty("surface", "panel")
        self._fit()

    @property
    def key(self) -> str:
        """Under which its height is kept."""
        return self.spec.key

    @property
    def loading(self) -> bool:
        """Whether it is being read."""
        return self._cancel is not None

    @property
    def figures(self) -> tuple[DayFigure, ...]:
        """The numbers of the strip, where there are any."""
        return self.lines.figures

    def load(self, scope: DayScope) -> None:
        """Read the rows on the database thread."""
        if self._cancel is not None:
            self._cancel.request()
        self._cancel = Cancel()
        self._desk.tasks.run(
            self.spec.load, scope, owner=self, cancel=self._cancel, done=self._show, failed=self._failed
        )

    def wanted_height(self) -> int:
        """The height at which all that it holds is seen."""
        feet = [foot.sizeHint().height() for foot in (self._more, self._remark) if not foot.isHidden()]
        frame = 2 * self.frameWidth() + 2
        return theme.scaled(Height.PANEL_HEADER) + frame + self._content_height() + sum(feet)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def _content_height(self) -> int:
        if self.is_low:
            return self._empty.sizeHint().height()
        titles = self.view.horizontalHeader().sizeHint().height() if self.spec.headed else 0
        rows = self.view.verticalHeader().defaultSectionSize() * max(len(self.lines.rows), 1)
        return titles + rows + 1

    def _fit(self) -> None:
        one = self.view.verticalHeader().defaultSectionSize()
        titles = self.view.horizontalHeader().sizeHint().height() if self.spec.headed else 0
        bar = self.view.horizontalScrollBar().sizeHint().height()
        self.view.setMinimumHeight(0 if self.is_low else titles + one + bar)
        self._stack.setMaximumHeight(self._content_height())
        self.setMaximumHeight(self.wanted_height() if self.is_low else _UNBOUNDED)

    def _header(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 8, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel(self.spec.icon, "accent", 18))
        self._title.setMinimumHeight(theme.scaled(Height.PANEL_HEADER))
        line.addWidget(self._title)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        if self.spec.link is not None:
            word = self.spec.link[0]
            self._link = _link(word, f"{word}, {self.spec.title}")
            self._link.clicked.connect(self._follow)
            line.addWidget(self._link)
        return line

    def _show_rows(self, rows: Sequence[Any]) -> None:
        """Show these; the record that was current stays so, whatever is told of it now."""
        current, key = self.view.current_row(), self.spec.row_key
        self.model.set_rows(rows)
        if current is not None:
            kept = next((n for n, row in enumerate(self.model.rows()) if key(row) == key(current)), None)
            if kept is not None:
                self.view.choose(kept)

    def _leads(self) -> bool:
        """Whether there is a place that shows all."""
        return self.spec.link is not None and isinstance(self.spec.link[1], Target)

    def _follow(self) -> None:
        if self.spec.link is None:
            return
        goal = self.spec.link[1]
        if isinstance(goal, Target):
            self._desk.go(goal)
        else:
            goal()

    def _open_remark(self) -> None:
        if self.lines.remark is not None:
            self._desk.go(self.lines.remark.target)

    def _show(self, lines: DayLines) -> None:
        self._cancel = None
        self.lines = lines
        self._show_rows(lines.rows)
        title = lines.title or self.spec.title
        self._title.setText(title)
        self._count.setText(str(lines.total))
        self._count.setVisible(lines.total > 0)
        self._count.setAccessibleName(texts.count_of(title, lines.total))
        self._empty.setText(self.spec.empty)
        more = lines.total - len(lines.rows)
        others = texts.and_others(more) if more > 0 else ""
        if self._leads():
            self._more.say("", "", others, texts.others_of(more, title))
        else:
            self._more.say("", others, "", "")
        remark = lines.remark
        words = (remark.icon, remark.sentence, remark.word, remark.word) if remark else ("", "", "", "")
        self._remark.say(*words)
        self._settle(low=not lines.rows)

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        self.lines = DayLines((), 0)
        self._empty.setText(failure.sentence)
        self._count.hide()
        self._more.hide()
        self._remark.hide()
        self._settle(low=True)

    def _settle(self, *, low: bool) -> None:
        self.is_low = low
        self._stack.setCurrentIndex(1 if low else 0)
        self._fit()
        self._read()
        self._desk.session.note_refresh()


class _Foot(QWidget):
    """A line under the table: an icon, a sentence, and a link at its end."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("information-outline", "secondary", 16)
        self._words = ElidedLabel("", Type.HELP, "secondary")
        self.link = _link("", "")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 2, 8, 2)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._words)
        line.addStretch(1)
        line.addWidget(self.link)
        self.hide()

    def say(self, icon: str, sentence: str, word: str, name: str) -> None:
        """Say this; nothing at all hides the line."""
        if icon:
            self._icon.set_icon(icon)
        self._icon.setVisible(bool(icon))
        self._words.setText(sentence)
        self.link.setText(word)
        self.link.setAccessibleName(f"{name}, {sentence}" if sentence else name)
        self.setVisible(bool(sentence or word))


def _link(word: str, name: str) -> QPushButton:
    button = QPushButton(word)
    button.setProperty("kind", "link")
    button.setAccessibleName(name)
    return button
