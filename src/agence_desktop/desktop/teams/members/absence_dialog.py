"""Note when a member is away, move it or take it back; no reason is asked."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.members import texts
from agence_desktop.desktop.teams.members.base_dialog import MemberDialog
from agence_desktop.desktop.teams.members.work import change_absence, note_absence
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.membership import MemberAway, MemberFile
from agence_desktop.teams.periods import Days


class AbsenceDialog(MemberDialog):
    """A new absence, or one that is not over; giving up firm days is an explicit choice."""

    def __init__(self, desk: Workbench, gateway: Gateway, member: MemberFile, day: date) -> None:
        super().__init__(desk, gateway, member, "Absence")
        self.which = QComboBox()
        self.which.addItem(texts.NEW, None)
        for one in member.away:
            self.which.addItem(texts.period(one.period), one.id)
        self.first, self.last = DateField(desk.session.today), DateField(desk.session.today)
        self.take_back, self.frees = QCheckBox(texts.TAKE_BACK), QCheckBox(texts.FREES)
        self.add("which", self.which, texts.WHICH)
        self.add("first", self.first, texts.FROM, required=True)
        self.add("last", self.last, texts.TO, required=True)
        self.add_box(self.take_back)
        self.add_box(self.frees)
        self.rows.setRowVisible(self.take_back, False)
        self.frees.setVisible(gateway.organises)
        self.body.addWidget(Label(texts.FREES_HELP, Type.HELP, "secondary", wrap=True))
        self.form.set_values({"first": day, "last": day})
        self.which.activated.connect(lambda _at: self._chosen())
        self.first.setFocus()

    def send(self) -> None:
        """Note it, change it or take it back."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None or last < first:
            self.refused(texts.PAST_END, {"last": texts.PAST_END})
            return
        period, frees, name = Days.both_included(first, last), self.frees.isChecked(), self._member.name
        gateway, known = self._gateway, self._known()
        if known is None:
            self.write(
                texts.away(name, period),
                partial(note_absence, gateway, self._member.id, period, frees),
                lambda made: change_absence(gateway, made.id, 1, None, False),
            )
            return
        taken = self.take_back.isChecked()

        def undo(_written: Written) -> Written:
            return change_absence(gateway, known.id, known.version + 1, known.period, known.frees)

        self.write(
            texts.back(name, known.period) if taken else texts.away(name, period),
            partial(change_absence, gateway, known.id, known.version, None if taken else period, frees),
            undo,
        )

    def _known(self) -> MemberAway | None:
        wanted = self.which.currentData()
        return next((one for one in self._member.away if one.id == wanted), None)

    def _chosen(self) -> None:
        known = self._known()
        self.rows.setRowVisible(self.take_back, known is not None)
        self.take_back.setChecked(False)
        if known is not None:
            self.first.set_value(known.period.first)
            self.last.set_value(known.period.last)
            self.frees.setChecked(known.frees)
