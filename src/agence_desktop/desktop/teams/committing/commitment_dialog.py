"""The cost commitment of a request: its lines, its ceiling, and the signature of the client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.money import parse_money, total
from agence_desktop.core.roles import Role
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import ToastAction, Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.teams.committing import texts
from agence_desktop.desktop.teams.facts.estimate_pane import EstimatePane
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.page_parts import roomy
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.files import CommitmentRow, RequestFile
from agence_desktop.teams.rows import CommitmentState, CostLine, ExpenseKind

LATER, PAPER, CLIENT = "later", "paper", "client"


def open_commitment(
    desk: Workbench,
    gateway: Gateway,
    request_id: int,
    lines: Sequence[CostLine] = (),
    why_none: str = "",
    otherwise: Callable[[], None] | None = None,
) -> None:
    """Read the request and open the dialogue; without lines, those of the newest version stand.

    Where there is nothing to commit to, ``otherwise`` is called, or ``why_none`` told.
    """

    def opened(file: RequestFile) -> None:
        shown = tuple(lines) or _lines_of(file.commitments[-1] if file.commitments else None)
        if not shown and otherwise is not None:
            otherwise()
            return
        if not shown:
            desk.tell(why_none or texts.NO_LINES, kind="warning")
            return
        CommitmentDialog(desk, gateway, file, shown).open()

    desk.tasks.run(gateway.request_file, request_id, owner=desk.parent_widget, done=opened)


class CommitmentDialog(FormDialog):
    """Writes a version, and signs it at once where the client agrees."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, file: RequestFile, lines: tuple[CostLine, ...]
    ) -> None:
        number = (file.commitments[-1].number if file.commitments else 0) + 1
        draft = next((one for one in file.commitments if one.state is CommitmentState.DRAFT), None)
        super().__init__(
            texts.title(file.card.number, draft.number if draft is not None else number),
            texts.WRITE,
            desk.parent_widget,
        )
        self._desk, self._gateway, self._file, self._lines = desk, gateway, file, lines
        self._amends = any(one.state is CommitmentState.SIGNED for one in file.commitments)
        self.lines = EstimatePane()
        self.lines.say(texts.LINES)
        self.ceiling, self.reason = QLineEdit(), QPlainTextEdit()
        self.reason.setFixedHeight(theme.scaled(54))
        client = file.draft.client_id
        choices = [(LATER, texts.LATER), (PAPER, texts.BY_PAPER)]
        if gateway.actor.may(Role.CLIENT, client):
            choices.append((CLIENT, texts.BY_CLIENT))
        self.how = Segments(texts.HOW, choices, LATER)
        self.signer, self.received = QLineEdit(), DateField(desk.session.today)
        self._bind()
        self.lines.show_lines(file.card.number, lines)
        self.form.set_values(
            {"ceiling": _typed(total(line.amount for line in lines)), "received": desk.session.today()}
        )
        self.how.value_changed.connect(lambda _value: self._follow())
        self.save_requested.connect(self._save)
        self._follow()

    def _bind(self) -> None:
        self.lines.setMinimumHeight(theme.scaled(210))
        page, holder = QWidget(), QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.lines, 1)
        self._rows = rows = QFormLayout(holder)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        named: tuple[tuple[str, QWidget, str, bool, Any], ...] = (
            ("ceiling", self.ceiling, texts.CEILING, True, self._ceiling_fault),
            ("reason", self.reason, texts.REASON, self._amends, None),
            ("how", self.how, texts.HOW, False, None),
            ("signer", self.signer, texts.SIGNER, False, None),
            ("received", self.received, texts.PAPER, False, None),
        )
        for key, widget, words, required, check in named:
            label = QLabel(words)
            rows.addRow(label, widget)
            self.form.add(key, widget, label, required=required, check=check)
        rows.setRowVisible(1, self._amends)
        box.addWidget(holder)
        box.addWidget(Label(texts.CEILING_HELP, Type.HELP, "secondary", wrap=True))
        self.body.addWidget(roomy(page, 480, 400))
        self.ask_room(680, 560)

    def _follow(self) -> None:
        how = self.how.value()
        self._rows.setRowVisible(3, how is not LATER and how != LATER)
        self._rows.setRowVisible(4, how == PAPER)
        self.set_save_text(texts.WRITE if how == LATER else texts.SIGN)

    def _ceiling_fault(self, value: Any) -> str:
        try:
            amount = parse_money(str(value))
        except InputError as error:
            return error.sentence
        return texts.BAD_CEILING if amount < total(line.amount for line in self._lines) else ""

    def _save(self) -> None:
        values = self.form.values()
        self.set_saving(True)
        self._desk.tasks.run(
            self._gateway.write_commitment,
            self._file.card.id,
            self._lines,
            parse_money(values["ceiling"]),
            values["reason"],
            owner=self,
            done=partial(self._written, values),
            failed=self._refused,
        )

    def _written(self, values: dict[str, Any], written: Written) -> None:
        self._desk.hub.publish(written.changes)
        if values["how"] == LATER:
            self.saved()
            self._desk.tell(texts.written(self._file.card.number))
            return
        self._desk.tasks.run(
            self._gateway.request_file,
            self._file.card.id,
            owner=self,
            done=partial(self._sign, values),
            failed=self._refused,
        )

    def _sign(self, values: dict[str, Any], file: RequestFile) -> None:
        """The version that was just written is the newest draft."""
        row = next(one for one in reversed(file.commitments) if one.state is CommitmentState.DRAFT)
        received: date | None = values["received"] if values["how"] == PAPER else None
        name = values["signer"] or (file.draft.contact if values["how"] == PAPER else "")
        self._desk.tasks.run(
            self._gateway.sign_commitment,
            row.id,
            row.version,
            name,
            received,
            owner=self,
            done=self._signed,
            failed=self._refused,
        )

    def _signed(self, written: Written) -> None:
        from agence_desktop.desktop.teams.committing.confirm_dialog import open_confirmation

        self._desk.hub.publish(written.changes)
        self.saved()
        desk, gateway, request = self._desk, self._gateway, self._file.card.id
        offer = ToastAction(texts.CONFIRM, lambda: open_confirmation(desk, gateway, request))
        desk.tell(texts.signed(self._file.card.number), offer)

    def _refused(self, failure: Failure) -> None:
        self.refused(failure.sentence)


def _lines_of(row: CommitmentRow | None) -> tuple[CostLine, ...]:
    if row is None:
        return ()
    return tuple(
        CostLine(
            one["label"],
            Decimal(one["quantity"]),
            one["unit"],
            Decimal(one["rate"]),
            Decimal(one["amount"]),
            None if one.get("kind") is None else ExpenseKind(one["kind"]),
            one.get("whose", ""),
        )
        for one in row.lines
    )


def _typed(amount: Decimal) -> str:
    return texts.money(amount).removesuffix("$").strip()
