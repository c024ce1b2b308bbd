"""« Décision »: approve and sign or ask for corrections, the next review, a comment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from agence_desktop.core.french import format_date
from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.positions.approval import ReviewBound


class ReviewField(DateField):
    """A date that is written short: the year is what one looks for."""

    def written(self, value: date) -> str:
        """« 20 mai 2027 »."""
        return format_date(value, weekday=False)


class DecisionPane(QWidget):
    """``changed`` at every choice."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._bound: ReviewBound | None = None
        self.approve = QRadioButton(texts.APPROVE_AND_SIGN)
        self.give_back = QRadioButton(texts.ASK_CORRECTIONS)
        self._choices = QButtonGroup(self)
        self._choices.addButton(self.approve, 0)
        self._choices.addButton(self.give_back, 1)
        self.approve.setChecked(True)
        self.review = ReviewField(today)
        self.review.setProperty("compact", True)
        self.review.setAccessibleName(texts.NEXT_REVIEW)
        self.remark = QPlainTextEdit()
        self.remark.setAccessibleName(texts.COMMENT_NAME)
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(theme.scaled(48))
        self._reason = Label("", Type.HELP, "secondary", wrap=True)
        self._fault = Label("", Type.HELP, "danger", wrap=True)
        line = QGridLayout()
        label = Label(texts.NEXT_REVIEW, ink="secondary")
        label.setBuddy(self.review)
        line.addWidget(label, 0, 0)
        line.addWidget(self.review, 0, 1)
        line.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        above: tuple[QWidget, ...] = (Label(texts.DECISION, Type.SUBJECT), self.approve, self.give_back)
        below: tuple[QWidget, ...] = (self._reason, self._fault, self.remark)
        for widget in above:
            box.addWidget(widget)
        box.addLayout(line)
        for widget in below:
            box.addWidget(widget)
        self._choices.idToggled.connect(lambda *_: self.changed.emit())
        self.review.value_changed.connect(lambda _value: self.changed.emit())

    def show_bound(self, bound: ReviewBound) -> None:
        """How far the next review may be put; until another is typed, that is the day."""
        self._bound = bound
        if self.review.value() is None:
            self.review.set_value(bound.last)
        self._reason.setText(texts.review_reason(bound))

    def forget(self) -> None:
        """Nothing is decided yet."""
        self.review.set_value(None)
        self.remark.clear()
        self.approve.setChecked(True)

    def fault(self) -> str:
        """What is wrong with the next review."""
        if self.review.fault():
            return self.review.fault()
        day = self.review.value()
        if day is None:
            return texts.NEXT_REVIEW_NEEDED
        if self._bound is not None and not self._today() < day <= self._bound.last:
            return texts.bad_review(self._bound.last)
        return ""

    def settle(self) -> None:
        """What goes with the choice."""
        approves = self.approve.isChecked()
        fault = self.fault() if approves else ""
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self._reason.setVisible(approves and not fault)
        self.review.setEnabled(approves)
        self.remark.setPlaceholderText(texts.COMMENT if approves else texts.WHAT_TO_CORRECT)
