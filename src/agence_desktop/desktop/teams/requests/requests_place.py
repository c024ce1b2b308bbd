"""« Demandes »: every request by state and age; opened, qualified, refused, put on the waitlist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QPlainTextEdit, QWidget

from agence_desktop.core.french import format_short_date
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.committing.commitment_dialog import open_commitment
from agence_desktop.desktop.teams.committing.confirm_dialog import open_confirmation
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.list_place import ListPlace
from agence_desktop.desktop.teams.printing import preview_commitment
from agence_desktop.desktop.teams.requests import list_texts as texts
from agence_desktop.desktop.teams.requests.history_dialog import open_history
from agence_desktop.desktop.teams.requests.request_form import open_request_form
from agence_desktop.desktop.teams.requests.work import StoredRequest, stored_request
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Look
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.teams.rows import DeploymentState, RequestCard, RequestState

_CHIPS = {
    RequestState.RECEIVED: ("inbox-arrow-down", Look.NEUTRAL),
    RequestState.QUALIFIED: ("clipboard-check-outline", Look.NEUTRAL),
    RequestState.PROPOSED: ("help-circle-outline", Look.REQUESTED),
    RequestState.COMMITTED: ("signature-freehand", Look.FREE),
    RequestState.CONFIRMED: ("check-circle", Look.CONFIRMED),
    RequestState.WAITLISTED: ("timer-sand", Look.WAITING),
    RequestState.REFUSED: ("close-circle-outline", Look.CANCELLED),
    RequestState.CANCELLED: ("close-circle-outline", Look.CANCELLED),
}
_ORDER = tuple(_CHIPS)
_CLOSED = frozenset({RequestState.REFUSED, RequestState.CANCELLED})


@dataclass(frozen=True, slots=True)
class RequestsFound:
    """Requests, and the names of families by code."""

    cards: Sequence[RequestCard]
    families: Mapping[str, str]


def request_chip(card: RequestCard) -> Chip:
    """The state of a request; once confirmed, that of its least advanced seat."""
    icon, look = _CHIPS[card.state]
    if card.progress is not None and card.progress is not DeploymentState.CONFIRMED:
        return Chip(common.DEPLOYMENT_STATES[card.progress], icon, look)
    return Chip(common.REQUEST_STATES[card.state], icon, look)


def columns(now: datetime, families: Mapping[str, str]) -> tuple[Column[RequestCard], ...]:
    """The columns; ages are counted to ``now``, ``families`` are names by code."""
    return (
        Column("numero", texts.NUMBER, lambda card: card.number, width=112, strong=True),
        Column("etat", texts.STATE, lambda card: request_chip(card).word, chip=request_chip, width=164),
        Column(
            "priorite",
            texts.PRIORITY,
            lambda card: str(card.priority),
            sort=lambda card: card.priority,
            align=Align.CENTER,
            width=72,
        ),
        Column("client", texts.CLIENT, lambda card: card.client, width=84),
        Column("lieu", texts.PLACE, lambda card: card.place or common.REMOTE_PLACE, width=140),
        Column(
            "famille",
            texts.FAMILY,
            lambda card: families.get(card.family, card.family),
            tip=lambda card: families.get(card.family, card.family),
            width=150,
        ),
        Column(
            "description",
            texts.DESCRIPTION,
            lambda card: card.description,
            tip=lambda card: card.description,
            stretch=True,
            width=180,
        ),
        Column(
            "places",
            texts.SEATS,
            lambda card: texts.seats(card.filled, card.seats),
            sort=lambda card: card.seats,
            width=80,
        ),
        Column(
            "debut",
            texts.STARTS,
            lambda card: format_short_date(card.starts, weekday=False),
            sort=lambda card: card.starts,
            width=110,
        ),
        Column(
            "age",
            texts.AGE,
            lambda card: texts.age(max(now - card.received_at, timedelta())),
            sort=lambda card: now - card.received_at,
            align=Align.RIGHT,
            width=72,
        ),
    )


class RequestsPlace(ListPlace):
    """Entrée opens the form; commands take a request to its next state."""

    noun, empty, invitation = texts.NOUN, texts.EMPTY, texts.CREATE
    layout_key = "teams/requests_columns"
    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        self._families: dict[str, str] = {}
        self.columns = columns(desk.session.clock.now(), self._families)
        super().__init__(desk, gateway)
        self.closed = QCheckBox(texts.CLOSED)
        self.closed.setToolTip(texts.CLOSED_TIP)
        self.closed.toggled.connect(lambda _on: self.refresh())
        self.panel.bar.insertWidget(1, self.closed)
        self.panel.create_requested.connect(self.new)

    # ListPlace.

    def load(self) -> RequestsFound:
        """All requests, what waits for a step first; the closed ones are left out unless asked for."""
        shown = self.gateway.cards(tuple(RequestState) if self.closed.isChecked() else None)
        if not self.closed.isChecked():
            shown = [card for card in shown if card.progress is not DeploymentState.CLOSED]
        shown.sort(key=lambda card: (_ORDER.index(card.state), card.received_at))
        return RequestsFound(shown, self.gateway.families())

    def rows_of(self, found: RequestsFound) -> Sequence[RequestCard]:
        """The requests; families are told by their names."""
        self._families.update(found.families)
        return found.cards

    def open_row(self, row: object) -> None:
        """Open the form."""
        if isinstance(row, RequestCard):
            self.edit()

    def is_wanted(self, row: object, state: State) -> bool:
        """By number."""
        return isinstance(row, RequestCard) and row.number == state.get("number")

    def capture_scenes(self) -> Sequence[Scene]:
        """The form of a new request."""
        return (Scene("formulaire", self.new),)

    # What commands do here.

    def card(self) -> RequestCard | None:
        """The request on which the keyboard stands."""
        row = self.current()
        return row if isinstance(row, RequestCard) else None

    def new(self) -> None:
        """Open the form of a new request."""
        open_request_form(self.desk, self.gateway)

    def edit(self) -> None:
        """Open the form of the current one."""
        card = self.card()
        if card is None:
            return

        def opened(stored: StoredRequest) -> None:
            open_request_form(self.desk, self.gateway, before=stored)

        self.desk.tasks.run(stored_request, self.gateway, card.id, owner=self, done=opened)

    def history(self) -> None:
        """What was done about the current one."""
        if (card := self.card()) is not None:
            open_history(self.desk, self.gateway, card.id, card.number)

    def print_view(self) -> None:
        """The cost commitment of the current request."""
        card = self.card()
        if card is not None:
            preview_commitment(self.desk, self.gateway, card.id, card.number)

    def may_commit(self) -> bool:
        """Whether there is something to commit to."""
        card = self.card()
        states = (RequestState.PROPOSED, RequestState.COMMITTED, RequestState.CONFIRMED)
        return card is not None and card.state in states and self.desk.session.may_write

    def commitment(self) -> None:
        """Write or sign the cost commitment of the current request."""
        card = self.card()
        if card is not None and self.may_commit():
            number = card.number
            open_commitment(self.desk, self.gateway, card.id, otherwise=lambda: self._to_proposal(number))

    def _to_proposal(self, number: str) -> None:
        """What nobody committed to yet is read in the proposal first."""
        self.desk.go(keys.proposal_target(number))
        self.desk.tell(texts.READ_PROPOSAL)

    def may_confirm(self) -> bool:
        """Whether the client has signed."""
        card = self.card()
        signed = card is not None and card.state is RequestState.COMMITTED
        return signed and self.gateway.manages and self.desk.session.may_write

    def confirm(self) -> None:
        """Confirm what the client has signed for."""
        card = self.card()
        if card is not None and self.may_confirm():
            open_confirmation(self.desk, self.gateway, card.id)

    def step(self, wanted: RequestState) -> None:
        """Take the current request to another state; a refusal and a cancellation ask why."""
        card = self.card()
        if card is None:
            return
        if wanted in _CLOSED:
            ReasonDialog(self, card, wanted).open()
        else:
            self.send(card, wanted)

    def send(
        self, card: RequestCard, wanted: RequestState, reason: str = "", version: int | None = None
    ) -> None:
        """Carry it out, and offer the way back."""
        self.desk.tasks.run(
            self.gateway.step_request,
            card.id,
            card.version if version is None else version,
            wanted,
            reason,
            owner=self.desk.parent_widget,
            done=partial(self._stepped, card, wanted),
        )

    def _stepped(self, card: RequestCard, wanted: RequestState, written: Written) -> None:
        self.desk.hub.publish(written.changes)
        sentence = texts.stepped(card.number, str(wanted))
        if wanted in _CLOSED:
            back = partial(self.send, card, RequestState.RECEIVED, "", card.version + 1)
            self.desk.offer_undo(sentence, back)
        else:
            self.desk.tell(sentence)


class ReasonDialog(FormDialog):
    """Why a request is refused or cancelled."""

    def __init__(self, place: RequestsPlace, card: RequestCard, wanted: RequestState) -> None:
        refusing = wanted is RequestState.REFUSED
        title = texts.REFUSE_TITLE if refusing else texts.WITHDRAW_TITLE
        super().__init__(
            f"{title}, {card.number}",
            texts.REFUSE_SAVE if refusing else texts.WITHDRAW_SAVE,
            place.desk.parent_widget,
        )
        self.reason = QPlainTextEdit()
        self.reason.setFixedHeight(theme.scaled(72))
        fields = QWidget()
        rows = QFormLayout(fields)
        rows.setContentsMargins(0, 0, 0, 0)
        label = QLabel(texts.REASON)
        rows.addRow(label, self.reason)
        self.form.add("reason", self.reason, label, required=refusing)
        self.body.addWidget(fields)
        self.body.addWidget(Label(texts.REASON_HELP, Type.HELP, "secondary", wrap=True))
        self.save_requested.connect(lambda: self._save(place, card, wanted))

    def _save(self, place: RequestsPlace, card: RequestCard, wanted: RequestState) -> None:
        place.send(card, wanted, self.form.values()["reason"])
        self.saved()
