"""The form of a dated rate: what is paid for, from when on, how much; or another amount for one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_decimal, search_key
from agence_desktop.core.money import parse_money
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.members.base_dialog import KeepingDialog
from agence_desktop.desktop.teams.rates import texts
from agence_desktop.desktop.teams.rates.work import RateList, remove_rate, save_rate
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.rate_lines import RateLine, RateScope
from agence_desktop.teams.rows import ExpenseKind

CLASS, MEMBER = "class", "member"
"""The two kinds of day rates, beside the kinds of expenses."""
_LONGEST = 100
_MOST = 100_000
_WHAT, _CLASS, _MEMBER = range(3)
Saved = Callable[[RateScope, int], object]
"""For what a rate was written, and its id."""


class RateDialog(KeepingDialog):
    """A new rate, filled for what ``near`` is paid for; or ``near`` itself where it is to be corrected.

    Refusals of the command stay in the dialogue; nothing typed is lost.
    """

    def __init__(
        self, desk: Workbench, gateway: Gateway, found: RateList, near: RateLine | None, *, corrects: bool
    ) -> None:
        title = texts.EDIT_TITLE if corrects else texts.NEW_TITLE
        super().__init__(desk, gateway, title, texts.SAVE, self._judge)
        self._found, self._known = found, near if corrects else None
        self.written: Saved = lambda *_: None
        self.what, self.member = QComboBox(), QComboBox()
        self.job_class, self.amount = QLineEdit(), QLineEdit()
        self.since = DateField(desk.session.today)
        self.no_more = QCheckBox(texts.NO_MORE)
        if self._known is None:
            self._offer()
        else:
            told = texts.about(self._known.scope, self._known.name, self._known.since)
            self.body.insertWidget(0, Label(told, Type.SUBJECT, wrap=True))
            self.body.insertSpacing(1, 8)
        self.add("amount", self.amount, texts.ASK_AMOUNT)
        ends = self._known is not None and self._known.amount is None
        self.add_box(self.no_more, checked=ends)
        self.amount.setEnabled(not ends)
        self.body.addSpacing(8)
        note = texts.NEW_HELP if self._known is None else texts.EDIT_HELP
        self.body.addWidget(Label(note, Type.HELP, "secondary", wrap=True))
        self.body.addStretch(1)
        self.no_more.toggled.connect(lambda on: self.amount.setEnabled(not on))
        self._fill(near)
        self.setMinimumWidth(theme.scaled(560))
        (self.what if self._known is None else self.amount).setFocus()

    def send(self) -> None:
        """Set it; Ctrl+Z takes it out as it was made, or gives the one corrected its former amount again."""
        scope, known, gateway = self._scope(), self._known, self._gateway
        since = self.since.value() if known is None else known.since
        amount = None if self.no_more.isChecked() else self._parsed(self.amount.text())
        seen = known.version if known is not None else 0

        def undo(written: Written) -> Written:
            if known is None:
                return remove_rate(gateway, scope, written.id, 1)
            # What was the same is not written, and keeps its version.
            return save_rate(gateway, scope, since, known.amount, seen + int(amount != known.amount))

        self.write(
            texts.saved(scope, self._name(scope), since, amount),
            partial(save_rate, gateway, scope, since, amount, seen),
            undo,
            lambda written: self.written(scope, written.id),
        )

    # Inside.

    def _offer(self) -> None:
        choices = self._found.choices
        if choices.shared:
            self.what.addItem(texts.DAY_OF_CLASS, CLASS)
        if choices.members:
            self.what.addItem(texts.DAY_OF_MEMBER, MEMBER)
        if choices.shared:
            for kind, words in texts.KINDS.items():
                self.what.addItem(words, str(kind))
        for number, name in choices.members:
            self.member.addItem(name, number)
        self.job_class.setMaxLength(_LONGEST)
        completer = QCompleter(list(choices.classes), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.job_class.setCompleter(completer)
        self.add("what", self.what, texts.ASK_WHAT, required=True)
        self.add("class", self.job_class, texts.ASK_CLASS)
        self.add("member", self.member, texts.ASK_MEMBER)
        self.add("since", self.since, texts.ASK_SINCE, required=True)
        self.what.currentIndexChanged.connect(lambda _at: self._follow())

    def _fill(self, near: RateLine | None) -> None:
        if self._known is not None:
            if self._known.amount is not None:
                self.amount.setText(texts.money(self._known.amount))
        else:
            values: dict[str, Any] = {"since": self._desk.session.today()}
            if near is not None and near.may_keep:
                scope = near.scope
                day = MEMBER if scope.member_id is not None else CLASS
                values["what"] = day if scope.kind is None else str(scope.kind)
                values["class"] = scope.job_class or ""
                if scope.member_id is not None:
                    values["member"] = scope.member_id
            self.form.set_values(values)
            self._follow()
        self.form.mark_clean()

    def _follow(self) -> None:
        what = self.what.currentData()
        self.rows.setRowVisible(_CLASS, what == CLASS)
        self.rows.setRowVisible(_MEMBER, what == MEMBER)

    def _scope(self) -> RateScope:
        if self._known is not None:
            return self._known.scope
        what = self.what.currentData()
        if what == MEMBER:
            return RateScope(member_id=self.member.currentData())
        if what == CLASS:
            typed = " ".join(self.job_class.text().split())
            alike = (one for one in self._found.choices.classes if search_key(one) == search_key(typed))
            return RateScope(job_class=next(alike, typed))
        return RateScope(kind=ExpenseKind(what))

    def _name(self, scope: RateScope) -> str:
        if self._known is not None:
            return self._known.name
        return self.member.currentText() if scope.member_id is not None else scope.job_class or ""

    def _judge(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        faults: dict[str, str] = {}
        what = values.get("what")
        if what == CLASS and not values["class"]:
            faults["class"] = texts.CLASS_MISSING
        if what == MEMBER and values["member"] is None:
            faults["member"] = texts.MEMBER_MISSING
        if not self.no_more.isChecked() and (fault := self._amount_fault(values["amount"])):
            faults["amount"] = fault
        if self._known is None and what is not None and values["since"] is not None:
            scope = self._scope()
            for line in self._found.lines:
                if line.scope == scope and line.since == values["since"]:
                    faults["since"] = texts.taken(line.amount)
        return faults

    def _amount_fault(self, text: str) -> str:
        if not text:
            return texts.AMOUNT_MISSING
        try:
            amount = self._parsed(text)
        except InputError as error:
            return error.sentence
        return "" if 0 <= amount <= _MOST else texts.TOO_MUCH

    def _parsed(self, text: str) -> Decimal:
        if self._scope().kind is None:
            return parse_money(text)
        return parse_decimal(text.strip().removesuffix("$").strip())
