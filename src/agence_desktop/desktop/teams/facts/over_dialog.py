"""Above capacity: one of the answers is chosen, never silently; an authorised overrun says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLabel, QPlainTextEdit, QRadioButton, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.facts import over_texts as texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label

OVER = "over_capacity"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its words, what it means, and what it does with the reason (empty unless asked for)."""

    words: str
    help: str
    act: Callable[[str], object]
    asks_why: bool = False
    enabled: bool = True


def authorising(act: Callable[[str], object], *, may: bool) -> Answer:
    """A manager authorises the overrun, and says why."""
    return Answer(texts.AUTHORISE, texts.AUTHORISE_HELP, act, asks_why=True, enabled=may)


def moving_another(desk: Workbench, failure: Failure, member_id: int) -> Answer:
    """The timeline opens on the member, at the days concerned."""

    def act(_reason: str) -> None:
        days = getattr(failure.error, "days", ())
        member = getattr(failure.error, "member_id", member_id)
        desk.go(keys.member_target(member, days[0][0].isoformat() if days else ""))

    return Answer(texts.OTHER, texts.OTHER_HELP, act)


class OverDialog(FormDialog):
    """Says by how much, and on which days; the first answer is chosen until another is."""

    def __init__(self, parent: QWidget, name: str, failure: Failure, answers: Sequence[Answer]) -> None:
        super().__init__(texts.title(name), texts.APPLY, parent)
        self._answers = tuple(answers)
        self.body.addWidget(Label(failure.sentence, Type.BODY, wrap=True))
        days = getattr(failure.error, "days", ())
        if len(days) > 1:
            self.body.addWidget(Label(texts.over_days(days), Type.HELP, "secondary", wrap=True))
        self.body.addWidget(Label(texts.QUESTION, Type.SUBJECT))
        self.group = QButtonGroup(self)
        for number, answer in enumerate(self._answers):
            self._offer(number, answer)
        self.group.button(0).setChecked(True)
        holder = QWidget()
        self._rows = QFormLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.reason = QPlainTextEdit()
        self.reason.setFixedHeight(theme.scaled(54))
        label = QLabel(texts.REASON)
        self._rows.addRow(label, self.reason)
        self.form.add("reason", self.reason, label)
        self.body.addWidget(holder)
        self.group.buttonToggled.connect(lambda _button, _on: self._follow())
        self._follow()
        self.save_requested.connect(self._apply)
        self.setMinimumWidth(theme.scaled(560))

    def choose(self, number: int) -> None:
        """Choose an answer, from 0."""
        self.group.button(number).setChecked(True)

    def _offer(self, number: int, answer: Answer) -> None:
        button = QRadioButton(answer.words)
        button.setAccessibleDescription(answer.help)
        button.setEnabled(answer.enabled)
        self.group.addButton(button, number)
        self.body.addWidget(button)
        note = Label(answer.help, Type.HELP, "secondary", wrap=True)
        note.setContentsMargins(theme.scaled(24), 0, 0, 0)
        self.body.addWidget(note)

    def _follow(self) -> None:
        self._rows.setRowVisible(0, self._answers[self.group.checkedId()].asks_why)

    def _apply(self) -> None:
        answer = self._answers[self.group.checkedId()]
        reason = str(self.form.values()["reason"]) if answer.asks_why else ""
        if answer.asks_why and not reason:
            self.refused(texts.REASON_NEEDED, {"reason": texts.REASON_NEEDED})
            return
        self.saved()
        answer.act(reason)
