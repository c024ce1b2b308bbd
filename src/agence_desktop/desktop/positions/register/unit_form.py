"""The form of a new unit: its code, its name and its organisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import POSITIONS_TOPIC
from agence_desktop.desktop.positions.register import form_texts as texts
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.positions.rows import UnitRef


class UnitForm(FormDialog):
    """Calls ``made`` with the unit; one whose code is known is found again."""

    def __init__(
        self,
        parent: QWidget,
        desk: Workbench,
        gateway: Gateway,
        organisations: Sequence[tuple[int, str]],
        typed: str,
        made: Callable[[UnitRef], object],
    ) -> None:
        from agence_desktop.positions.commands.posts import TITLE_LENGTH, UNIT_CODE_LENGTH

        super().__init__(texts.UNIT_TITLE, texts.SAVE_UNIT, parent)
        self._desk, self._gateway, self._made = desk, gateway, made
        self.code, self.name, self.organisation = QLineEdit(), QLineEdit(), QComboBox()
        for organisation_id, acronym in organisations:
            self.organisation.addItem(acronym, organisation_id)
        self.code.setMaxLength(UNIT_CODE_LENGTH)
        self.name.setMaxLength(TITLE_LENGTH)
        fields = QWidget()
        rows = QFormLayout(fields)
        rows.setContentsMargins(0, 0, 0, 0)
        for key, widget, words in (
            ("code", self.code, texts.UNIT_CODE),
            ("name", self.name, texts.UNIT_NAME),
            ("organisation", self.organisation, texts.UNIT_ORGANISATION),
        ):
            label = QLabel(words)
            rows.addRow(label, widget)
            self.form.add(key, widget, label, required=True)
        self.body.addWidget(fields)
        self.form.set_values({"name": typed})
        self.code.setFocus()
        self.save_requested.connect(self._save)

    def _save(self) -> None:
        values = self.form.values()
        self.set_saving(True)
        self._desk.tasks.run(
            self._gateway.add_unit,
            *(values["code"], values["name"], values["organisation"]),
            owner=self,
            done=self._stored,
            failed=lambda failure: self.refused(failure.sentence),
        )

    def _stored(self, unit: UnitRef) -> None:
        self._desk.hub.publish([Change(POSITIONS_TOPIC, ())])
        self.saved()
        self._made(unit)
