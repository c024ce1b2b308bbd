"""The card of a booking beside a calendar: its state, its facts, its history, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.spaces.facts import card_texts as texts
from agence_desktop.desktop.spaces.facts.card_facts import CardFacts, HistoryLine
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.accessible import enable
from agence_desktop.desktop.widgets.chips import ChipLabel
from agence_desktop.desktop.widgets.fact_list import column_grid, facts_grid
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import Label

_MOMENTS = 92
"""The width of the column of moments, at 100 %."""


class BookingCard(QFrame):
    """Shows one date of a booking; ``closed`` when its cross is taken."""

    closed = Signal()
    edit_requested = Signal()
    move_requested = Signal()
    print_requested = Signal()
    cancel_requested = Signal()
    presence_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(texts.NAME)
        self.setProperty("surface", "card")
        self.facts: CardFacts | None = None
        self._number = Label("", Type.PANEL)
        self._note = Label("", Type.HELP, "secondary", wrap=True)
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.setAccessibleName(texts.NAME)
        self.edit_button = self._button(texts.EDIT, "pencil", "primary", self.edit_requested, texts.EDIT_KEY)
        self.move_button = self._button(texts.MOVE, "cursor-move", "", self.move_requested)
        self.print_button = self._button(texts.PRINT, "printer", "", self.print_requested)
        self.presence_button = self._button(texts.PRESENCE, "account-check", "", self.presence_requested)
        self.cancel_button = self._button(texts.CANCEL, "cancel", "danger", self.cancel_requested)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._header())
        box.addWidget(self._body, 1)
        box.addWidget(self._footer())
        self.setMinimumWidth(theme.scaled(224))

    def show_facts(self, facts: CardFacts) -> None:
        """Show a date."""
        kept = self._body.verticalScrollBar().value() if self.facts and self._same(facts) else 0
        self.facts = facts
        self._number.setText(facts.number)
        self.edit_button.setText(texts.EDIT_DATE if facts.recurring else texts.EDIT)
        enable(self.edit_button, "" if facts.may_edit else texts.NO_RIGHT)
        for button in (self.move_button, self.cancel_button):
            enable(button, facts.why_fixed)
        enable(self.presence_button, "" if facts.may_note else facts.why_not_noted)
        self._note.setText(facts.note)
        self._note.setVisible(bool(facts.note))
        self._body.setWidget(self._content(facts))
        self._body.verticalScrollBar().setValue(kept)

    def words(self) -> str:
        """Everything the card says, line by line."""
        held = self._body.widget()
        labels = held.findChildren(Label) if held is not None else []
        return "\n".join([self._number.text(), *(label.text() for label in labels)])

    def _same(self, facts: CardFacts) -> bool:
        return self.facts is not None and self.facts.occurrence_id == facts.occurrence_id

    def _header(self) -> QWidget:
        header = QWidget()
        line = QHBoxLayout(header)
        line.setContentsMargins(16, 4, 8, 4)
        line.addWidget(self._number, 1)
        close = QToolButton()
        icons.set_icon(close, "close", "text", 18)
        close.setAccessibleName(texts.CLOSE)
        close.setToolTip(texts.CLOSE)
        close.clicked.connect(self.closed)
        line.addWidget(close)
        header.setMinimumHeight(theme.scaled(Height.PANEL_HEADER))
        return header

    def _footer(self) -> QWidget:
        footer = QWidget()
        footer.setProperty("surface", "foot")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(footer)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setSpacing(8)
        grid.addWidget(self.edit_button, 0, 0, 1, 2)
        grid.addWidget(self.move_button, 1, 0)
        grid.addWidget(self.print_button, 1, 1)
        grid.addWidget(self.presence_button, 2, 0)
        grid.addWidget(self.cancel_button, 2, 1)
        grid.addWidget(self._note, 3, 0, 1, 2)
        return footer

    def _button(
        self, words: str, icon: str, kind: str, signal: SignalInstance, keys: str = ""
    ) -> QPushButton:
        button = KeyedButton(words, keys) if keys else QPushButton(words)
        inks = {"primary": "on_accent", "danger": "danger"}
        icons.set_icon(button, icon, inks.get(kind, "text"), 18)
        if kind:
            button.setProperty("kind", kind)
        button.clicked.connect(lambda _=False: signal.emit())
        return button

    def _content(self, facts: CardFacts) -> QWidget:
        content = QWidget()
        content.setProperty("surface", "plain")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(content)
        box.setContentsMargins(16, 8, 16, 12)
        box.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(ChipLabel(facts.chip))
        head.addWidget(Label(facts.position, Type.BODY, "secondary"), 1)
        box.addLayout(head)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Label(facts.purpose, Type.PANEL, wrap=True))
        names.addWidget(Label(facts.slot, wrap=True))
        box.addLayout(names)
        box.addLayout(facts_grid(facts.facts))
        if facts.history:
            box.addWidget(_rule())
            box.addWidget(Label(texts.HISTORY, Type.SUBJECT))
            box.addLayout(_history_grid(facts.history))
        box.addStretch(1)
        return content


def _history_grid(lines: tuple[HistoryLine, ...]) -> QGridLayout:
    grid = column_grid(_MOMENTS)
    for number, line in enumerate(lines):
        grid.addWidget(Label(line.when, Type.HELP, "secondary"), number, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(Label(line.what, Type.HELP, wrap=True))
        told.addWidget(Label(line.who, Type.HELP, "secondary", wrap=True))
        grid.addLayout(told, number, 1)
    return grid


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedHeight(1)
    rule.setProperty("surface", "separator")
    return rule
