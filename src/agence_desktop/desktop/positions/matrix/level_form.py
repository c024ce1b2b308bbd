"""The form of a level: 0 to 4, the day it was validated, accesses, training."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.matrix import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.positions.matrix import Known, MatrixTask
from agence_desktop.positions.rows import Competence, PersonRef
from agence_desktop.positions.sentences import LEVEL_LABELS


class LevelForm(FormDialog):
    """``save`` gets the competence and answers with ``saved`` or ``refused``."""

    def __init__(
        self,
        desk: Workbench,
        task: MatrixTask,
        person: PersonRef,
        known: Known | None,
        save: Callable[[LevelForm, Competence], object],
    ) -> None:
        super().__init__(texts.LEVEL_TITLE, texts.SAVE_LEVEL, desk.parent_widget)
        self._task, self._person, self._save_level = task, person, save
        one = known.competence if known is not None else None
        self.level = QComboBox()
        for number in range(len(LEVEL_LABELS)):
            self.level.addItem(texts.level_choice(number), number)
        self.validated = DateField(desk.session.today)
        self.access = QCheckBox(texts.ACCESS_OPEN)
        self.training = QCheckBox(texts.TRAINING_NOW)
        self.body.addWidget(Label(person.name, Type.PANEL))
        told = f"{task.position.number} {texts.task_words(task)}"
        self.body.addWidget(Label(told, Type.BODY, "secondary", wrap=True))
        fields = QWidget()
        rows = QFormLayout(fields)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(8)
        for key, widget, words in (
            ("level", self.level, texts.LEVEL),
            ("validated", self.validated, texts.VALIDATED),
            ("access", self.access, texts.ACCESS),
            ("training", self.training, texts.IN_TRAINING),
        ):
            label = QLabel(words)
            rows.addRow(label, widget)
            self.form.add(
                key, widget, label, required=key == "validated", check=_check(key, desk.session.today)
            )
        self.body.addWidget(fields)
        self.form.set_values(
            {
                "level": one.level if one else 0,
                "validated": desk.session.today(),
                "access": one.access if one else False,
                "training": one.in_training if one else False,
            }
        )
        self.level.setFocus()
        self.save_requested.connect(self._save)

    def _save(self) -> None:
        values = self.form.values()
        self.set_saving(True)
        self._save_level(
            self,
            Competence(
                self._person.id,
                self._task.position.id,
                self._task.cover.task.key,
                values["level"],
                values["validated"],
                values["access"],
                values["training"],
            ),
        )


def _check(key: str, today: Callable[[], date]) -> Callable[[object], str] | None:
    if key != "validated":
        return None
    return lambda day: texts.FUTURE if isinstance(day, date) and day > today() else ""
