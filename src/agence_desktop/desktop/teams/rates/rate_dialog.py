"""The form of a dated rate: what is paid for, from when on, how much; or another amount for one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFormLayout, QLabel, QLineEdit, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_decimal, search_key
from agence_desktop.core.money import parse_money
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.rates import texts
from agence_desktop.desktop.teams.rates.work import RateList, save_rate
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.rate_lines import RateLine, RateScope
from agence_desktop.teams.rows import ExpenseKind

CLASS, MEMBER = "class", "member"
"""The two kinds of day rates, beside the kinds of expenses."""
_LONGEST = 100
_MOST = 100_000
_WHAT, _CLASS, _MEMBER = range(3)
Saved = Callable[[Written, RateScope, str, date, Decimal | None], object]
"""What was written, then for what, its name, since when and how much."""


class RateDialog(FormDialog):
    """A new rate, filled for what ``near`` is paid for; or ``near`` itself where it is to be corrected.

    Refusals of the command stay in the dialogue; nothing typed is lost.
    """

    def __init__(
        self, desk: Workbench, gateway: Gateway, found: RateList, near: RateLine | None, *, corrects: bool
    ) -> None:
        title = texts.EDIT_TITLE if corrects else texts.NEW_TITLE
        super().__init__(title, texts.SAVE, desk.parent_widget, judge=self._judge)
        self._desk, self._gateway, self._found = desk, gateway, found
        self._known = near if corrects else None
        self.written: Saved = lambda *_: None
        self.what, self.member = QComboBox(), QComboBox()
        self.job_class, self.amount = QLineEdit(), QLineEdit()
        self.since = DateField(desk.session.today)
        self.no_more = QCheckBox(texts.NO_MORE)
        self._was_none = self._known is not None and self._known.amount is None
        holder = QWidget()
        self._rows = QFormLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(16)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if self._known is None:
            self._offer()
        else:
            told = texts.about(self._known.scope, self._known.name, self._known.since)
            self.body.addWidget(Label(told, Type.SUBJECT, wrap=True))
            self.body.addSpacing(8)
        self._add("amount", self.amount, texts.ASK_AMOUNT)
        self._rows.addRow("", self.no_more)
        self.body.addWidget(holder)
        self.body.addSpacing(8)
        note = texts.NEW_HELP if self._known is None else texts.EDIT_HELP
        self.body.addWidget(Label(note, Type.HELP, "secondary", wrap=True))
        self.body.addStretch(1)
        self.no_more.toggled.connect(lambda on: self.amount.setEnabled(not on))
        self._fill(near)
        self.save_requested.connect(self._save)
        self.setMinimumWidth(theme.scaled(560))
        (self.what if self._known is None else self.amount).setFocus()

    @property
    def dirty(self) -> bool:
        """The box counts as what is typed."""
        return super().dirty or self.no_more.isChecked() is not self._was_none

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
        self._add("what", self.what, texts.ASK_WHAT, required=True)
        self._add("class", self.job_class, texts.ASK_CLASS)
        self._add("member", self.member, texts.ASK_MEMBER)
        self._add("since", self.since, texts.ASK_SINCE, required=True)
        self.what.currentIndexChanged.connect(lambda _at: self._follow())

    def _add(self, key: str, widget: QWidget, words: str, *, required: bool = False) -> None:
        label = QLabel(words)
        self._rows.addRow(label, widget)
        self.form.add(key, widget, label, required=required)

    def _fill(self, near: RateLine | None) -> None:
        if self._known is not None:
            if self._known.amount is not None:
                self.amount.setText(texts.money(self._known.amount))
            self.no_more.setChecked(self._was_none)
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
        self._rows.setRowVisible(_CLASS, what == CLASS)
        self._rows.setRowVisible(_MEMBER, what == MEMBER)

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

    def _save(self) -> None:
        scope = self._scope()
        since = self.since.value() if self._known is None else self._known.since
        amount = None if self.no_more.isChecked() else self._parsed(self.amount.text())
        name = self._name(scope)

        def written(result: Written) -> None:
            self._desk.hub.publish(result.changes)
            self.saved()
            self.written(result, scope, name, since, amount)

        self.set_saving(True)
        self._desk.tasks.run(
            partial(save_rate, self._gateway, scope, since, amount),
            owner=self,
            done=written,
            failed=lambda failure: self.refused(failure.sentence),
        )
