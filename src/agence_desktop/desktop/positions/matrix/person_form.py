"""Adding a person to the matrix: somebody of whom nothing is known yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.matrix import texts
from agence_desktop.desktop.positions.register.choices import find_people
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.form_dialog import FormDialog


class PersonForm(FormDialog):
    """Calls ``added`` with the choice."""

    def __init__(self, desk: Workbench, gateway: Gateway, added: Callable[[Choice], object]) -> None:
        super().__init__(texts.PERSON_TITLE, texts.SAVE_PERSON, desk.parent_widget)
        self._added = added
        self.person = Chooser(desk.tasks, lambda text: find_people(gateway, text))
        fields, label = QWidget(), QLabel(texts.PERSON_FIELD)
        rows = QFormLayout(fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addRow(label, self.person)
        self.form.add("person", self.person, label, required=True)
        self.body.addWidget(fields)
        self.save_requested.connect(self._save)

    def _save(self) -> None:
        chosen: Choice = self.form.values()["person"]
        self.saved()
        self._added(chosen)
