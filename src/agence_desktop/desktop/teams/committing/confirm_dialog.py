"""Confirming deployments, and the three answers where a member would be above capacity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.teams.committing import texts
from agence_desktop.desktop.teams.facts.over_dialog import (
    OVER,
    Answer,
    OverDialog,
    authorising,
    moving_another,
)
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.teams.files import RequestFile
from agence_desktop.teams.rows import Bar, DeploymentState, RequestState


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
        _ask(self._desk, self._gateway, self._file, self._waiting, failure)


def _ask(
    desk: Workbench, gateway: Gateway, file: RequestFile, waiting: Sequence[Bar], failure: Failure
) -> None:
    """The waitlist, an authorised overrun, or another deployment moved: never silently."""
    number = file.card.number

    def run(work: Callable[..., Written], args: tuple[Any, ...], told: str) -> None:
        def done(written: Written) -> None:
            desk.hub.publish(written.changes)
            desk.tell(told)

        desk.tasks.run(work, *args, owner=desk.parent_widget, done=done)

    def wait(_reason: str) -> None:
        args = file.card.id, file.card.version, RequestState.WAITLISTED
        run(gateway.step_request, args, texts.waiting(number))

    def authorise(reason: str) -> None:
        args = [(bar.id, bar.version) for bar in waiting], reason
        run(gateway.confirm, args, texts.confirmed(number, len(waiting)))

    answers = (
        Answer(texts.WAITLIST, texts.WAITLIST_HELP, wait),
        authorising(authorise, may=gateway.manages),
        moving_another(desk, failure, waiting[0].member_id),
    )
    OverDialog(desk.parent_widget, number, failure, answers).open()
