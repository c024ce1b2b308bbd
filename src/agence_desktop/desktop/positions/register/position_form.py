"""The form of a position: number, title, unit, place, who manages and who holds it, its factors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import StaleError
from agence_desktop.desktop.places import ToastAction, Workbench
from agence_desktop.desktop.positions.gateway import Gateway, PositionSeed
from agence_desktop.desktop.positions.keys import sheet_target
from agence_desktop.desktop.positions.register import form_texts as texts
from agence_desktop.desktop.positions.register.choices import (
    find_people,
    find_units,
    person_choice,
    unit_choice,
)
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.positions.rows import PositionRow, UnitRef

_REFUSED_FIELDS = {"number_taken": "number", "bad_field": "number", "bad_factor": "impact"}


def open_position_form(
    desk: Workbench, gateway: Gateway, before: PositionRow | None = None, unit_id: int | None = None
) -> None:
    """Read what can be chosen, and open the form of a new position or of one that is there."""

    def opened(seed: PositionSeed) -> None:
        PositionForm(desk, gateway, seed, before, unit_id).open()

    desk.tasks.run(gateway.position_seed, owner=desk.parent_widget, done=opened)


class PositionForm(FormDialog):
    """Makes a position, or changes ``before``; the command’s refusal stays beside its field."""

    def __init__(
        self,
        desk: Workbench,
        gateway: Gateway,
        seed: PositionSeed,
        before: PositionRow | None,
        unit_id: int | None,
    ) -> None:
        title, save = (texts.EDIT_TITLE, texts.SAVE) if before else (texts.NEW_TITLE, texts.SAVE_NEW)
        super().__init__(title, save, desk.parent_widget)
        self._desk, self._gateway, self._seed, self._before = desk, gateway, seed, before
        self.number, self.title_field, self.job_class = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit = Chooser(desk.tasks, lambda text: find_units(gateway, text), creatable=texts.A_UNIT)
        self.manager = Chooser(desk.tasks, lambda text: find_people(gateway, text))
        self.holder = Chooser(desk.tasks, lambda text: find_people(gateway, text))
        self.site, self.impact, self.attrition = QComboBox(), QComboBox(), QComboBox()
        self.unique = QCheckBox(texts.UNIQUE)
        self._fill()
        self._bind()
        self._start(unit_id)
        self.unit.create_requested.connect(self._new_unit)
        self.save_requested.connect(self._save)

    # Inside.

    def _fill(self) -> None:
        from agence_desktop.positions.commands.posts import CLASS_LENGTH, NUMBER_LENGTH, TITLE_LENGTH

        self.number.setMaxLength(NUMBER_LENGTH)
        self.title_field.setMaxLength(TITLE_LENGTH)
        self.job_class.setMaxLength(CLASS_LENGTH)
        self.unique.setChecked(True)
        self.site.addItem(texts.NO_PLACE, None)
        for key, name in self._seed.sites:
            self.site.addItem(name, key)
        for number, (impact, attrition) in enumerate(zip(texts.IMPACTS, texts.ATTRITIONS, strict=True), 1):
            self.impact.addItem(impact, number)
            self.attrition.addItem(attrition, number)
        for box in (self.impact, self.attrition):
            box.setCurrentIndex(2)

    def _bind(self) -> None:
        fields = QWidget()
        rows = QFormLayout(fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        named: tuple[tuple[str, QWidget, str, bool], ...] = (
            ("number", self.number, texts.NUMBER, True),
            ("title", self.title_field, texts.TITLE, True),
            ("unit", self.unit, texts.UNIT, True),
            ("site", self.site, texts.PLACE, False),
            ("job_class", self.job_class, texts.CLASS, False),
            ("holder", self.holder, texts.HOLDER, False),
            ("manager", self.manager, texts.MANAGER, False),
            ("unique", self.unique, texts.KIND, False),
            ("impact", self.impact, texts.IMPACT, False),
            ("attrition", self.attrition, texts.ATTRITION, False),
        )
        for key, widget, words, required in named:
            label = QLabel(words)
            rows.addRow(label, widget)
            self.form.add(key, widget, label, required=required)
        # A is shown to whoever manages the position only.
        rows.setRowVisible(rows.rowCount() - 1, self._sees_attrition)
        self.holder.setPlaceholderText(texts.VACANT)
        self.body.addWidget(fields)
        self.setMinimumWidth(560)

    @property
    def _sees_attrition(self) -> bool:
        return self._before is None or self._before.attrition is not None

    def _start(self, unit_id: int | None) -> None:
        before = self._before
        unit = next((one for one in self._seed.units if one.id == unit_id), None)
        values: dict[str, Any] = {"unit": unit_choice(unit)}
        if before is not None:
            values = {
                "number": before.number,
                "title": before.title,
                "unit": unit_choice(before.unit),
                "site": before.site_id,
                "job_class": before.job_class,
                "holder": person_choice(before.holder),
                "manager": person_choice(before.manager),
                "unique": before.unique,
                "impact": before.impact,
                "attrition": before.attrition or 3,
            }
        self.form.set_values(values)
        self.number.setFocus()

    def _new_unit(self, typed: str) -> None:
        from agence_desktop.desktop.positions.register.unit_form import UnitForm

        def made(unit: UnitRef) -> None:
            self.unit.set_value(unit_choice(unit))

        UnitForm(self, self._desk, self._gateway, self._seed.organisations, typed, made).open()

    def _save(self) -> None:
        from agence_desktop.positions.commands.posts import PositionDraft

        values = self.form.values()
        unit: Choice = values["unit"]
        draft = PositionDraft(
            number=values["number"],
            title=values["title"],
            unit_id=unit.key[0],
            organisation_id=unit.key[1],
            site_id=values["site"],
            job_class=values["job_class"],
            manager_id=_key(values, "manager"),
            holder_id=_key(values, "holder"),
            unique=values["unique"],
            impact=values["impact"],
        )
        before = self._before
        self.set_saving(True)
        self._desk.tasks.run(
            self._gateway.save_position,
            draft,
            values["attrition"] if self._sees_attrition else None,
            before.id if before else None,
            before.version if before else 0,
            owner=self,
            done=lambda change: self._stored(draft.number, change),
            failed=self._not_stored,
        )

    def _stored(self, number: str, change: Change) -> None:
        self._desk.hub.publish([change])
        self.saved()
        action = ToastAction(texts.OPEN_SHEET, lambda: self._desk.go(sheet_target(number)))
        self._desk.tell(texts.saved(number, new=self._before is None), action)

    def _not_stored(self, failure: Failure) -> None:
        field = _REFUSED_FIELDS.get(failure.detail)
        sentence = failure.sentence
        if isinstance(failure.error, StaleError):
            sentence = texts.stale(sentence)
        self.refused(sentence, {field: failure.sentence} if field else None)


def _key(values: Mapping[str, Any], name: str) -> int | None:
    chosen = values[name]
    return chosen.key if isinstance(chosen, Choice) else None
