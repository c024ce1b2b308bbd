"""What a member can do and up to where: skills with their levels, the end of the contract, travel."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QCheckBox

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.members import texts
from agence_desktop.desktop.teams.members.base_dialog import MemberDialog
from agence_desktop.desktop.teams.members.kilometres import kilometres_of, metres_of
from agence_desktop.desktop.teams.members.work import save_member
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.number_field import WholeField
from agence_desktop.desktop.widgets.page_parts import roomy
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.membership import MemberFile
from agence_desktop.teams.periods import Days


class SkillsDialog(MemberDialog):
    """A level that changes is validated today; « Valider » renews all of them."""

    def __init__(self, desk: Workbench, gateway: Gateway, member: MemberFile) -> None:
        super().__init__(desk, gateway, member, "Compétences et limites")
        self.end, self.most = DateField(desk.session.today), WholeField(0, 20_000, texts.KM)
        self.remote = QCheckBox(texts.REMOTE)
        self.add("end", self.end, texts.CONTRACT_END)
        self.rows.addRow("", Label(texts.CONTRACT_HELP, Type.HELP, "secondary"))
        self.add("most", self.most, texts.MOST_KM)
        self.rows.addRow("", Label(texts.KM_HELP, Type.HELP, "secondary"))
        self.add_box(self.remote, checked=member.remote)
        self.levels: dict[int, Segments] = {}
        for skill, label in member.known:
            level, day = member.skills.get(skill, (None, None))
            field = Segments(label, texts.LEVELS)
            field.set_value(level or None)
            field.setToolTip(texts.validated(day) if day is not None else "")
            self.levels[skill] = field
            self.add(f"skill{skill}", field, label)
        self.validate = QCheckBox(texts.VALIDATE)
        self.add_box(self.validate)
        self.rows.addRow(Label(texts.LEVEL_HELP, Type.HELP, "secondary", wrap=True))
        self.form.set_values(
            {
                "end": member.contract.last,
                "most": kilometres_of(member.max_metres),
            }
        )
        holder = self.rows.parentWidget()
        if holder is not None:
            self.body.addWidget(roomy(holder, 460, 320))
        self.ask_room(620, 640)
        self.end.setFocus()

    def send(self) -> None:
        """Save the member as the fields say."""
        member, gateway = self._member, self._gateway
        last, km = self.end.value(), self.most.value()
        if last is not None and last < member.contract.first:
            sentence = texts.ends_too_soon(member.contract.first)
            self.refused(sentence, {"end": sentence})
            return
        contract = Days(member.contract.first, None if last is None else last + timedelta(days=1))
        self.write(
            texts.kept(member.name),
            partial(
                save_member,
                gateway,
                member,
                member.version,
                skills=self._skills(self._desk.session.today()),
                contract=contract,
                max_metres=metres_of(km, member.max_metres),
                remote=self.remote.isChecked(),
            ),
            lambda written: save_member(gateway, member, written.kept["version"]),
        )

    def _skills(self, today: date) -> dict[int, tuple[int, date]]:
        found: dict[int, tuple[int, date]] = {}
        for skill, field in self.levels.items():
            level, former = field.value(), self._member.skills.get(skill)
            if former is not None and (level or 0) == former[0] and not self.validate.isChecked():
                found[skill] = former
            elif level is not None:
                found[skill] = (level, today)
        return found
