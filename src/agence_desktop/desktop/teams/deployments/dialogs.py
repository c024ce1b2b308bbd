"""The dialogues of one deployment: moved, split, replaced, extended, ended, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QPlainTextEdit, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.deployments import texts
from agence_desktop.desktop.teams.deployments.sender import send
from agence_desktop.desktop.teams.deployments.wishes import Wish, after, read_members
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import Bar, MemberLine

_WORDS = {
    "move": (texts.MOVE_TITLE, texts.MOVE_SAVE, ""),
    "split": (texts.SPLIT_TITLE, texts.SPLIT_SAVE, texts.SPLIT_HELP),
    "replace": (texts.REPLACE_TITLE, texts.REPLACE_SAVE, texts.REPLACE_HELP),
    "extend": (texts.EXTEND_TITLE, texts.EXTEND_SAVE, texts.EXTEND_HELP),
    "ask": (texts.ASK_TITLE, texts.ASK_SAVE, ""),
    "end": (texts.END_TITLE, texts.END_SAVE, texts.END_HELP),
    "cancel": (texts.CANCEL_TITLE, texts.CANCEL_SAVE, ""),
}
_WITH_MEMBER = frozenset({"move", "replace"})
_WITH_PERIOD = frozenset({"move", "replace"})
_WITH_DAY = {"split": texts.SPLIT_DAY, "extend": texts.LAST_DAY, "ask": texts.LAST_DAY, "end": texts.LAST_DAY}
_WITH_REASON = frozenset({"ask", "end", "cancel"})
_REASON_REQUIRED = frozenset({"end"})


def open_deed(
    desk: Workbench, gateway: Gateway, kind: str, bar: Bar, name: str, day: date | None = None
) -> None:
    """Open the dialogue of a gesture on a deployment; ``day`` is where the keyboard stands."""
    if kind not in _WITH_MEMBER:
        DeedDialog(desk, gateway, kind, bar, name, (), day).open()
        return

    def opened(members: list[MemberLine]) -> None:
        DeedDialog(desk, gateway, kind, bar, name, members, day).open()

    desk.tasks.run(read_members, gateway, owner=desk.parent_widget, done=opened)


class DeedDialog(FormDialog):
    """Asks what the gesture needs; a refusal of the command stays in the dialogue."""

    def __init__(
        self,
        desk: Workbench,
        gateway: Gateway,
        kind: str,
        bar: Bar,
        name: str,
        members: Sequence[MemberLine],
        day: date | None,
    ) -> None:
        title, save, help_ = _WORDS[kind]
        super().__init__(texts.title(title, name), save, desk.parent_widget)
        self._desk, self._gateway, self._kind, self._bar, self._name = desk, gateway, kind, bar, name
        self.who = QComboBox()
        self.first, self.last = DateField(desk.session.today), DateField(desk.session.today)
        self.day = DateField(desk.session.today)
        self.reason = QPlainTextEdit()
        self.reason.setFixedHeight(theme.scaled(54))
        holder = QWidget()
        self._rows = QFormLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._bind(members)
        self.body.addWidget(holder)
        if help_:
            self.body.addWidget(Label(help_, Type.HELP, "secondary", wrap=True))
        self._start(day)
        self.save_requested.connect(self._send)
        self.setMinimumWidth(theme.scaled(520))

    def _bind(self, members: Sequence[MemberLine]) -> None:
        for member in members:
            self.who.addItem(f"{member.name}, {member.home}" if member.home else member.name, member.id)
        kind = self._kind
        if kind in _WITH_MEMBER:
            self._add("who", self.who, texts.WHO)
        if kind in _WITH_PERIOD:
            self._add("first", self.first, texts.FROM, required=True)
            self._add("last", self.last, texts.TO, required=True)
        if kind in _WITH_DAY:
            self._add("day", self.day, _WITH_DAY[kind], required=True)
        if kind in _WITH_REASON:
            self._add("reason", self.reason, texts.REASON, required=kind in _REASON_REQUIRED)

    def _add(self, key: str, widget: QWidget, words: str, *, required: bool = False) -> None:
        label = QLabel(words)
        self._rows.addRow(label, widget)
        if self._rows.rowCount() == 1:
            widget.setFocus()
        self.form.add(key, widget, label, required=required)

    def _start(self, day: date | None) -> None:
        period, today = self._bar.period, self._desk.session.today()
        last = period.last or period.first
        inside = day if day is not None and period.holds(day) else max(period.first, min(today, last))
        values: dict[str, Any] = {
            "who": self._bar.member_id,
            "first": inside if self._kind == "replace" else period.first,
            "last": last,
            "day": {"split": inside, "end": inside}.get(self._kind, last),
        }
        self.form.set_values(values)

    def _send(self) -> None:
        values = self.form.values()
        day = values.get("day")
        period = None
        if self._kind in _WITH_PERIOD:
            if values["last"] < values["first"]:
                self.refused(texts.PAST_END, {"last": texts.PAST_END})
                return
            period = Days.both_included(values["first"], values["last"])
        wish = Wish(
            self._kind,
            self._bar,
            self._name,
            member_id=values.get("who"),
            period=period,
            # A second part begins on the day; an end is said by the last day that is served.
            day=day if day is None or self._kind == "split" else after(day),
            why=values.get("reason") or "",
        )
        self.set_saving(True)
        send(self._desk, self._gateway, wish, done=self.saved, refused=self.refused)
