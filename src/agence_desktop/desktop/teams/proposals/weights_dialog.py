"""The weights of the four priorities, for one more run of a proposal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from agence_desktop.desktop.teams.proposals import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.number_field import WholeField

Weights = tuple[int, int, int, int]


class WeightsDialog(FormDialog):
    """Replays a proposal with other weights; what is stored as a setting stays."""

    def __init__(self, parent: QWidget, present: Weights, replay: Callable[[Weights], object]) -> None:
        super().__init__(texts.WEIGHTS_TITLE, texts.WEIGHTS_SAVE, parent)
        self._replay = replay
        holder = QWidget()
        rows = QFormLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        self.fields = tuple(WholeField(0, 1000) for _ in present)
        for number, (field, weight) in enumerate(zip(self.fields, present, strict=True), 1):
            label = QLabel(texts.priority(number))
            rows.addRow(label, field)
            self.form.add(f"w{number}", field, label, required=True)
            field.set_value(weight)
        self.form.mark_clean()
        self.body.addWidget(holder)
        self.body.addWidget(Label(texts.WEIGHTS_HELP, Type.HELP, "secondary", wrap=True))
        self.save_requested.connect(self._save)

    def _save(self) -> None:
        first, second, third, fourth = (int(field.value()) for field in self.fields)
        self._replay((first, second, third, fourth))
        self.saved()
