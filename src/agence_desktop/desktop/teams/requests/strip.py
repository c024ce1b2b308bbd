"""Open requests side by side, a column for each state, the oldest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.teams.requests import strip_texts as texts
from agence_desktop.desktop.teams.requests.card_button import CardButton
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.teams.rows import RequestCard, RequestState

MOST = 12
"""How many cards of a column are shown; the list has them all."""
ICONS = {
    RequestState.RECEIVED: "inbox-arrow-down",
    RequestState.QUALIFIED: "clipboard-check-outline",
    RequestState.PROPOSED: "account-arrow-right-outline",
    RequestState.COMMITTED: "signature-freehand",
    RequestState.WAITLISTED: "timer-sand",
}


class RequestStrip(QScrollArea):
    """``chosen`` carries the RequestCard that is chosen or None, ``opened`` the one that is opened."""

    chosen = Signal(object)
    opened = Signal(object)
    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(texts.NAME)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cards: list[CardButton] = []
        self._chosen: int | None = None
        self._shown: tuple[RequestCard, ...] | None = None
        self.show_cards(())

    @property
    def cards(self) -> list[RequestCard]:
        """What is shown, from left to right."""
        return [button.card for button in self._cards]

    @property
    def current(self) -> RequestCard | None:
        """The request that is chosen."""
        return next((button.card for button in self._cards if button.isChecked()), None)

    def show_cards(self, cards: Sequence[RequestCard], now: datetime | None = None) -> None:
        """Show these, in their columns; what was chosen stays so. ``now`` tells their age."""
        self._shown = tuple(cards)
        held = QWidget()
        held.setProperty("surface", "bar")
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 4, 0, 8)
        line.setSpacing(0)
        self._cards = []
        for state in ICONS:
            mine = sorted((card for card in cards if card.state is state), key=lambda card: card.received_at)
            if mine:
                if self._cards:
                    line.addWidget(_rule())
                line.addWidget(self._column(state, mine, now or mine[-1].received_at))
        if not self._cards:
            line.addWidget(Label(texts.EMPTY, Type.BODY, "secondary"), 0, Qt.AlignmentFlag.AlignCenter)
        else:
            line.addStretch(1)
        self.setWidget(held)
        self.updateGeometry()

    def show_nobody(self, numbers: Collection[str]) -> None:
        """Tell of these requests that no member could take any of their seats."""
        for button in self._cards:
            button.say_nobody(button.card.number in numbers)

    @property
    def lines(self) -> list[str]:
        """The last line of each card, from left to right."""
        return [button.line for button in self._cards]

    def choose(self, request_id: int | None) -> None:
        """Make a request the chosen one; None for none."""
        before = self.current
        self._chosen = request_id
        for button in self._cards:
            button.setChecked(button.card.id == request_id)
            if button.isChecked():
                self.ensureWidgetVisible(button)
        if self.current != before:
            self.chosen.emit(self.current)

    def sizeHint(self) -> QSize:
        """As high as a card and the head of its column."""
        held = self.widget()
        return QSize(theme.scaled(600), 0 if held is None else held.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Cards are never cut in height."""
        bar = self.horizontalScrollBar()
        return QSize(theme.scaled(200), self.sizeHint().height() + (bar.height() if bar.isVisible() else 0))

    def _column(self, state: RequestState, cards: list[RequestCard], now: datetime) -> QWidget:
        column = QWidget()
        column.setAccessibleName(texts.column(state, len(cards)))
        box = QVBoxLayout(column)
        box.setContentsMargins(7, 0, 7, 0)
        box.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconLabel(ICONS[state], "secondary", 16))
        head.addWidget(Label(texts.COLUMNS[state]))
        count = Label(str(len(cards)), Type.HELP)
        count.setProperty("surface", "bubble")
        head.addWidget(count)
        head.addStretch(1)
        box.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(6)
        for card in cards[:MOST]:
            line.addWidget(self._card(card, now))
        if len(cards) > MOST:
            more = QPushButton(texts.more(len(cards) - MOST))
            more.setProperty("kind", "link")
            more.clicked.connect(lambda _=False: self.all_requested.emit())
            line.addWidget(more)
        box.addLayout(line)
        return column

    def _card(self, card: RequestCard, now: datetime) -> CardButton:
        button = CardButton(card, now - card.received_at)
        button.setChecked(card.id == self._chosen)
        button.clicked.connect(lambda _=False: self._take(button))
        button.opened.connect(lambda: self.opened.emit(button.card))
        button.step.connect(lambda step: self._walk(button, step))
        self._cards.append(button)
        return button

    def _take(self, taken: CardButton) -> None:
        self._chosen = taken.card.id if taken.isChecked() else None
        for button in self._cards:
            button.setChecked(button.card.id == self._chosen)
        self.chosen.emit(self.current)

    def _walk(self, button: CardButton, step: int) -> None:
        at = self._cards.index(button) + step
        if 0 <= at < len(self._cards):
            self._cards[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._cards[at])


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedWidth(1)
    rule.setProperty("surface", "rule")
    return rule
