"""The approval at the right of a comparison: steps, what to validate, effect, decision; or the signature of
a substitute.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.positions.deciding.checks import CheckList
from agence_desktop.desktop.positions.deciding.decision_pane import DecisionPane
from agence_desktop.desktop.positions.deciding.effect_pane import EffectPane
from agence_desktop.desktop.positions.deciding.steps import StepList, steps_of
from agence_desktop.desktop.positions.lines import CHIPS
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.chips import ChipLabel
from agence_desktop.desktop.widgets.columns import Chip, Look
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.page_parts import TitledPane
from agence_desktop.positions.approval import Comparison, effect_of, review_bound
from agence_desktop.positions.approval_sentences import checks_of
from agence_desktop.positions.sentences import STATE_LABELS

_PAST = ("history", Look.DONE)


class Foot(QWidget):
    """What is left to do, and the button that decides or signs."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.note = Label(texts.ACKNOWLEDGE_NOTE, Type.HELP, "secondary", wrap=True)
        self.acknowledge = QPushButton(texts.ACKNOWLEDGE)
        self.decide = KeyedButton("", texts.KEY)
        for button in (self.acknowledge, self.decide):
            button.setProperty("kind", "primary")
            icons.set_icon(button, "signature-freehand", "on_accent", 18)
        self._remains = QWidget()
        line = QGridLayout(self._remains)
        line.setContentsMargins(0, 0, 0, 0)
        line.setColumnStretch(1, 1)
        self._icon = IconLabel("alert-circle", "warning", 16)
        self._words = Label("", Type.HELP, "warning", wrap=True)
        line.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        for widget in (self.note, self.acknowledge, self.decide, self._remains):
            box.addWidget(widget)

    def offer(self, *, decides: bool, acknowledges: bool) -> None:
        """Show the button of whoever decides, or of a substitute."""
        self.setVisible(decides or acknowledges)
        self.decide.setVisible(decides)
        self._remains.setVisible(decides)
        for widget in (self.acknowledge, self.note):
            widget.setVisible(acknowledges and not decides)

    def say(self, remaining: str) -> None:
        """Tell what is left, nothing where all is done."""
        self._words.setText(remaining)
        for widget in (self._words, self._icon):
            widget.setVisible(bool(remaining))


class ApprovalPanel(TitledPane):
    """``decide_requested`` comes from its button, ``acknowledge_requested`` from that of a substitute."""

    decide_requested = Signal()
    acknowledge_requested = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._number = 0
        self.steps, self.checks, self.effect = StepList(), CheckList(), EffectPane()
        self.decision, self.foot = DecisionPane(today), Foot()
        self._count = Label("", Type.HELP, "secondary")
        self._deciding: list[QWidget] = []
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scrolled(), 1)
        box.addWidget(self.foot)
        super().__init__(texts.APPROVAL, "signature-freehand", whole)
        self._chip = ChipLabel(Chip("", ""))
        self.add_to_head(self._chip)
        self.setMinimumWidth(theme.scaled(312))
        self.checks.changed.connect(self.settle)
        self.decision.changed.connect(self.settle)
        self.foot.decide.clicked.connect(lambda _=False: self.decide_requested.emit())
        self.foot.acknowledge.clicked.connect(lambda _=False: self.acknowledge_requested.emit())

    def show_comparison(
        self, found: Comparison, observed: frozenset[date], *, decides: bool, acknowledges: bool
    ) -> None:
        """Show the newer version: with the decision where this person ``decides``, its signature where they
        ``acknowledge``.
        """
        row, today = found.file.row, self._today()
        icon, look = CHIPS.get(row.state, _PAST)
        self._chip.set_chip(Chip(STATE_LABELS[row.state], icon, look))
        self.steps.show_steps(steps_of(found, today, observed, own=decides))
        effect = effect_of(found, today)
        self.effect.show_effect(effect)
        self._number = row.number
        self.checks.show_checks(checks_of(found))
        self.decision.show_bound(review_bound(found.file.sheet.tasks, effect.after.band, today))
        for widget in self._deciding:
            widget.setVisible(decides)
        self.foot.offer(decides=decides, acknowledges=acknowledges)
        self.settle()

    def forget(self) -> None:
        """Another version: nothing is validated yet."""
        self.checks.show_checks([])
        self.decision.forget()

    @property
    def approves(self) -> bool:
        """Whether the decision is to approve."""
        return self.decision.approve.isChecked()

    def settle(self) -> None:
        """What is left to do, and what the button will do."""
        done, total = self.checks.done
        self._count.setText(texts.place_of(done, total))
        self.decision.settle()
        words = texts.approve if self.approves else texts.give_back
        self.foot.decide.setText(words(self._number))
        self.foot.say(self.remaining() if self.approves else "")

    def remaining(self) -> str:
        """« Il reste la criticité de T8 et 3 changements à voir. »."""
        left = self.checks.open
        tasks = [check.task for check in left if check.task]
        return texts.remaining(tasks, len(left), self.checks.unseen)

    def _scrolled(self) -> QScrollArea:
        body = QWidget()
        body.setProperty("surface", "plain")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(body)
        box.setContentsMargins(12, 4, 12, 8)
        box.setSpacing(4)
        head = QWidget()
        line = QGridLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(texts.TO_VALIDATE, Type.SUBJECT), 0, 0)
        line.addWidget(self._count, 0, 1, Qt.AlignmentFlag.AlignRight)
        self._deciding = [head, self.checks, _rule(), _rule(), self.decision]
        for widget in (
            *(self.steps, _rule(), *self._deciding[:3]),
            *(Label(texts.EFFECT, Type.SUBJECT), self.effect, *self._deciding[3:]),
        ):
            box.addWidget(widget)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(texts.APPROVAL)
        scroll.setWidget(body)
        return scroll


def _rule() -> QFrame:
    made = QFrame()
    made.setProperty("surface", "rule")
    made.setFixedHeight(7)
    return made
