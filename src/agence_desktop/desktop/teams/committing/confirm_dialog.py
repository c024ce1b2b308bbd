"""Confirming deployments, and the three answers where a member would be above capacity."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLabel, QPlainTextEdit, QRadioButton, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.committing import texts
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.teams.files import RequestFile
from agence_desktop.teams.rows import Bar, DeploymentState, RequestState

OVER = "over_capacity"


def open_confirmation(desk: Workbench, gateway: Gateway, request_id: int) -> None:
    """Read the request and ask about its committed deployments."""

    def opened(file: RequestFile) -> None:
        waiting = [bar for seat in file.seats for bar in seat.bars if bar.state is DeploymentState.COMMITTED]
        if not waiting:
            desk.tell(texts.NOTHING_TO_CONFIRM, kind="warning")
            return
        ConfirmDialog(desk, gateway, file, waiting).open()

    desk.tasks.run(gateway.request_file, request_id, owner=desk.parent_widget, done=opened)


class ConfirmDialog(FormDialog):
    """Says who is confirmed, and sends it."""

    def __init__(self, desk: Workbench, gateway: Gateway, file: RequestFile, waiting: Sequence[Bar]) -> None:
        super().__init__(f"{texts.CONFIRM_TITLE}, {file.card.number}", texts.CONFIRM, desk.parent_widget)
        self._desk, self._gateway, self._file, self._waiting = desk, gateway, file, tuple(waiting)
        for bar in waiting:
            last = bar.period.last or bar.period.first
            words = texts.member(file.members.get(bar.member_id, ""), bar.seat or 1, bar.period.first, last)
            self.body.addWidget(Label(words, Type.SUBJECT, wrap=True))
        self.body.addWidget(Label(texts.CONFIRM_HELP, Type.HELP, "secondary", wrap=True))
        self.save_requested.connect(self._send)
        self.setMinimumWidth(theme.scaled(520))

    def _send(self) -> None:
        self.set_saving(True)
        self._desk.tasks.run(
            self._gateway.confirm,
            [(bar.id, bar.version) for bar in self._waiting],
            owner=self,
            done=self._confirmed,
            failed=self._failed,
        )

    def _confirmed(self, written: Written) -> None:
        self._desk.hub.publish(written.changes)
        self.saved()
        self._desk.tell(texts.confirmed(self._file.card.number, len(self._waiting)))

    def _failed(self, failure: Failure) -> None:
        if failure.detail != OVER:
            self.refused(failure.sentence)
            return
        self.saved()
        OverDialog(self._desk, self._gateway, self._file, self._waiting, failure).open()


class OverDialog(FormDialog):
    """The waitlist, an authorised overrun, or another deployment moved: never silently."""

    def __init__(
        self,
        desk: Workbench,
        gateway: Gateway,
        file: RequestFile,
        waiting: Sequence[Bar],
        failure: Failure,
    ) -> None:
        super().__init__(f"{texts.OVER_TITLE}, {file.card.number}", texts.APPLY, desk.parent_widget)
        self._desk, self._gateway, self._file, self._waiting = desk, gateway, file, tuple(waiting)
        self._error: Any = failure.error
        self.body.addWidget(Label(failure.sentence, Type.BODY, wrap=True))
        days = getattr(failure.error, "days", ())
        if days:
            self.body.addWidget(Label(texts.over_days(days), Type.HELP, "secondary", wrap=True))
        self.body.addWidget(Label(texts.OVER_QUESTION, Type.SUBJECT))
        self.answers = QButtonGroup(self)
        self.waitlist = self._answer(texts.WAITLIST, texts.WAITLIST_HELP)
        self.authorise = self._answer(texts.AUTHORISE, texts.AUTHORISE_HELP)
        self.move_other = self._answer(texts.MOVE, texts.MOVE_HELP)
        self.waitlist.setChecked(True)
        self.authorise.setEnabled(gateway.manages)
        holder = QWidget()
        self._rows = QFormLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.reason = QPlainTextEdit()
        self.reason.setFixedHeight(theme.scaled(54))
        label = QLabel(texts.REASON_OVER)
        self._rows.addRow(label, self.reason)
        self.form.add("reason", self.reason, label, check=None)
        self.body.addWidget(holder)
        self.answers.buttonToggled.connect(lambda _button, _on: self._follow())
        self._follow()
        self.save_requested.connect(self._apply)
        self.setMinimumWidth(theme.scaled(560))

    def _answer(self, words: str, help_: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setAccessibleDescription(help_)
        self.answers.addButton(button)
        self.body.addWidget(button)
        note = Label(help_, Type.HELP, "secondary", wrap=True)
        note.setContentsMargins(theme.scaled(24), 0, 0, 0)
        self.body.addWidget(note)
        return button

    def _follow(self) -> None:
        self._rows.setRowVisible(0, self.authorise.isChecked())

    def _apply(self) -> None:
        if self.waitlist.isChecked():
            self._run(
                self._gateway.step_request,
                (self._file.card.id, self._file.card.version, RequestState.WAITLISTED),
                texts.waiting(self._file.card.number),
            )
        elif self.authorise.isChecked():
            reason = self.form.values()["reason"]
            if not reason:
                self.refused(texts.REASON_NEEDED, {"reason": texts.REASON_NEEDED})
                return
            self._run(
                self._gateway.confirm,
                ([(bar.id, bar.version) for bar in self._waiting], reason),
                texts.confirmed(self._file.card.number, len(self._waiting)),
            )
        else:
            self.saved()
            days = getattr(self._error, "days", ())
            first = days[0][0].isoformat() if days else ""
            member = getattr(self._error, "member_id", self._waiting[0].member_id)
            self._desk.go(keys.member_target(member, first))

    def _run(self, work: Any, args: tuple[Any, ...], told: str) -> None:
        self.set_saving(True)
        self._desk.tasks.run(
            work,
            *args,
            owner=self,
            done=partial(self._done, told),
            failed=lambda failure: self.refused(failure.sentence),
        )

    def _done(self, told: str, written: Written) -> None:
        self._desk.hub.publish(written.changes)
        self.saved()
        self._desk.tell(told)
