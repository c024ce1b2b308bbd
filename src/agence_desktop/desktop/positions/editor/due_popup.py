"""What a due rule that is being typed may mean, under its cell, each reading with its next real dates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.positions.due_reading import DueProposal
from agence_desktop.positions.due_words import dates_text

_WIDTH = 306


def dates_of(proposal: DueProposal) -> str:
    """« 18 janv., 14 avr., 15 juill. et 15 oct. 2027 »."""
    if proposal.rule is None:
        return texts.ON_DEMAND_DATES
    return dates_text(proposal.dates, more=proposal.more) if proposal.dates else texts.NO_DATES


class _Lines(QWidget):
    """The proposals, two lines each."""

    taken = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.proposals: Sequence[DueProposal] = ()
        self.chosen = 0
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """As many lines as there are proposals."""
        return QSize(theme.scaled(_WIDTH), max(1, len(self.proposals)) * theme.scaled(Height.ROW_TWO_LINES))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each reading over its dates."""
        look, painter = theme.tokens(), QPainter(self)
        height = theme.scaled(Height.ROW_TWO_LINES)
        if not self.proposals:
            painter.setPen(look.color("danger"))
            painter.setFont(theme.font(Type.BODY))
            room = QRectF(self.rect()).adjusted(12, 0, -8, 0)
            painter.drawText(
                room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), texts.NO_PROPOSAL
            )
        for number, proposal in enumerate(self.proposals):
            area = QRectF(0, number * height, self.width(), height)
            if number == self.chosen:
                painter.fillRect(area, look.color("selection"))
                painter.fillRect(QRectF(0, area.top(), 3, height), look.color("accent"))
            room = area.adjusted(12, 4, -8, -4)
            for top, text, role, ink in (
                (room.top(), proposal.wording, Type.SUBJECT, "text"),
                (room.center().y(), dates_of(proposal), Type.BODY, "secondary"),
            ):
                painter.setFont(theme.font(role))
                painter.setPen(look.color(ink))
                shown = QFontMetricsF(painter.font()).elidedText(
                    text, Qt.TextElideMode.ElideRight, room.width()
                )
                line = QRectF(room.left(), top, room.width(), room.height() / 2)
                painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the reading under the pointer."""
        number = int(event.position().y() // theme.scaled(Height.ROW_TWO_LINES))
        if number < len(self.proposals):
            self.taken.emit(number)


class DuePopup(QFrame):
    """Stands over the window under the field that is typed into; ``taken`` when a reading is clicked."""

    taken = Signal(int)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("surface", "panel")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines = _Lines(self)
        self._lines.taken.connect(self.taken)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.setSpacing(16)
        self.calendar = QPushButton(texts.CALENDAR_DUE)
        self.calendar.setProperty("kind", "link")
        self.calendar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot.addWidget(Label(texts.ACCEPT_DUE, Type.HELP, "secondary"))
        foot.addWidget(self.calendar)
        foot.addWidget(Label(texts.CANCEL_DUE, Type.HELP, "secondary"))
        foot.addStretch(1)
        rule = QWidget()
        rule.setProperty("surface", "header")
        rule.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rule.setLayout(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._lines)
        box.addWidget(rule)

    @property
    def chosen(self) -> int:
        """The reading that Entrée takes."""
        return self._lines.chosen

    @property
    def proposals(self) -> Sequence[DueProposal]:
        """What the text may mean."""
        return self._lines.proposals

    def offer(self, proposals: Sequence[DueProposal], typed: bool) -> None:
        """Show what a text may mean; nothing typed, nothing shown."""
        self._lines.proposals, self._lines.chosen = proposals, 0
        self.setVisible(typed)
        if typed:
            self._place()
            self._say()

    def step(self, by: int) -> None:
        """Choose the next reading."""
        count = len(self._lines.proposals)
        if count:
            self._lines.chosen = (self._lines.chosen + by) % count
            self._lines.update()
            self._say()

    def _say(self) -> None:
        if not self._lines.proposals:
            announce(self._field, texts.NO_PROPOSAL)
            return
        one = self._lines.proposals[self._lines.chosen]
        announce(self._field, f"{one.wording}, {dates_of(one)}")

    def _place(self) -> None:
        self._lines.updateGeometry()
        self.resize(self.sizeHint())
        below = self._field.mapTo(self.window(), QPoint(-1, self._field.height() + 2))
        if below.y() + self.height() > self.window().height():
            below = self._field.mapTo(self.window(), QPoint(-1, -2)) - QPoint(0, self.height())
        self.move(min(below.x(), self.window().width() - self.width()), below.y())
        self.raise_()
        self._lines.update()
