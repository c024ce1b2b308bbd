"""The left side of the booking form: fields bound to keys, filled from rooms and people, read as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_phone
from agence_desktop.desktop import theme
from agence_desktop.desktop.generated.ui_booking import Ui_Booking
from agence_desktop.desktop.spaces.form.booking_choosers import (
    find_organisations,
    find_people,
    find_rooms,
    person_choice,
)
from agence_desktop.desktop.spaces.form.booking_model import FormValues, phone_fault
from agence_desktop.desktop.spaces.form.composite import CompositeField
from agence_desktop.desktop.spaces.form.crowd_field import CrowdField
from agence_desktop.desktop.spaces.form.extras_field import ExtrasField
from agence_desktop.desktop.spaces.form.series_field import SeriesField
from agence_desktop.desktop.spaces.form.slot_field import SlotField
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.form import Form
from agence_desktop.directory.rows import PersonRow

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

_STEP = 15


class BookingFields(QObject):
    """``edited`` says that what would be judged may be other; ``person_wanted`` carries a name to create."""

    edited = Signal()
    person_wanted = Signal(str)

    def __init__(
        self,
        form: Form,
        ui: Ui_Booking,
        tasks: Tasks,
        gateway: Gateway,
        today: Callable[[], date],
        *,
        may_add_person: bool,
    ) -> None:
        super().__init__(form)
        self.form, self.ui, self._gateway = form, ui, gateway
        self.reference: Reference | None = None
        self._people: dict[int, PersonRow] = {}
        self.organisation = Chooser(tasks, partial(find_organisations, gateway))
        self.person = Chooser(tasks, self._find_people, creatable="la personne" if may_add_person else "")
        self.space = Chooser(tasks, partial(find_rooms, gateway))
        self.slot, self.series = SlotField(today), SeriesField()
        self.crowd, self.extras = CrowdField(), ExtrasField()
        self._place()
        self._bind()
        self.person.create_requested.connect(self.person_wanted)
        self.person.value_changed.connect(self._person_chosen)
        self.space.value_changed.connect(self._space_chosen)
        self.slot.value_changed.connect(self.series.set_slot)
        form.edited.connect(self.edited)

    def set_reference(self, reference: Reference) -> None:
        """Know the rooms, layouts and equipment there are."""
        self.reference = reference
        self._space_chosen(self.space.value())

    def take_person(self, row: PersonRow) -> None:
        """Choose a person that was just created or is known from elsewhere."""
        self._people[row.id] = row
        self.person.set_value(person_choice(row))

    def values(self) -> FormValues:
        """What the fields hold, read."""
        typed = self.form.values()
        return FormValues(
            organisation_id=_key(self.organisation.value()),
            person_id=_key(self.person.value()),
            purpose=typed["purpose"],
            phone=_phone(typed["phone"]),
            space_id=_key(self.space.value()),
            slot=self.slot.value(),
            series=self.series.series,
            participants=self.crowd.participants,
            layout=self.crowd.layout_code,
            wheelchair=typed["wheelchair"],
            needs=typed["needs"],
            extras=self.extras.extras(),
            note=typed["note"],
        )

    def kept(self) -> dict[str, Any]:
        """What a draft keeps of the fields."""
        return {**self.form.draft_values(), "slot": self.slot.kept()}

    def take(self, kept: Mapping[str, Any], *, clean: bool) -> None:
        """Fill the fields with what a draft kept, or with values of the same keys."""
        self.form.set_values(kept, clean=clean)

    def _find_people(self, text: str) -> Sequence[Choice]:
        rows = find_people(self._gateway, lambda: _key(self.organisation.value()), text)
        self._people |= {row.id: row for row in rows}
        return [person_choice(row) for row in rows]

    def _person_chosen(self, choice: Choice | None) -> None:
        row = self._people.get(choice.key) if choice is not None else None
        if row is None:
            return
        if row.phone and not self.ui.phone.text().strip():
            self.ui.phone.setText(row.phone)

    def _space_chosen(self, choice: Choice | None) -> None:
        reference = self.reference
        if reference is None:
            return
        space_id = _key(choice)
        facts = reference.facts.get(space_id) if space_id is not None else None
        row = reference.spaces.get(space_id) if space_id is not None else None
        words = [(word.code, word.label) for word in reference.words.get("layout", {}).values()]
        if row is not None and row.capacities:
            words = [pair for pair in words if pair[0] in row.capacities]
        self.crowd.set_room(facts, words)
        self.extras.set_catalogue(reference.equipment, row.site_id if row is not None else None)
        self.slot.set_step((facts.terms.grid_minutes if facts is not None else None) or _STEP)

    def _place(self) -> None:
        ui = self.ui
        for box, widget in (
            (ui.organisationBox, self.organisation),
            (ui.personBox, self.person),
            (ui.spaceBox, self.space),
            (ui.slotBox, self.slot),
            (ui.seriesBox, self.series),
            (ui.crowdBox, self.crowd),
            (ui.extrasBox, self.extras),
        ):
            box.addWidget(widget)
        ui.extrasBox.removeWidget(ui.extrasLabel)
        self.extras.head.insertWidget(0, ui.extrasLabel)
        ui.extrasLabel.setFont(theme.font(Type.SUBJECT))
        ui.note.setFixedHeight(theme.scaled(50))
        ui.needs.setPlaceholderText("boucle auditive, interprète…")
        ui.fieldsPane.setFixedWidth(theme.scaled(452))
        ui.fields.setRowWrapPolicy(ui.fields.RowWrapPolicy.DontWrapRows)
        ui.fields.setFieldGrowthPolicy(ui.fields.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def _bind(self) -> None:
        ui, form = self.ui, self.form
        rows: tuple[tuple[str, QWidget, QLabel, bool], ...] = (
            ("organisation", self.organisation, ui.organisationLabel, True),
            ("person", self.person, ui.personLabel, False),
            ("purpose", ui.purpose, ui.purposeLabel, True),
            ("phone", ui.phone, ui.phoneLabel, False),
            ("space", self.space, ui.spaceLabel, True),
            ("slot", self.slot, ui.slotLabel, True),
            ("series", self.series, ui.seriesLabel, False),
            ("crowd", self.crowd, ui.crowdLabel, True),
            ("wheelchair", ui.wheelchair, ui.wheelchairLabel, False),
            ("needs", ui.needs, ui.needsLabel, False),
            ("extras", self.extras, ui.extrasLabel, False),
            ("note", ui.note, ui.noteLabel, False),
        )
        for key, widget, label, required in rows:
            form.add(key, widget, label, required=required, check=phone_fault if key == "phone" else None)
            if isinstance(widget, CompositeField):
                label.setBuddy(widget.parts[0])
        ui.wheelchair.setAccessibleName(ui.wheelchair.text())
        ui.phone.editingFinished.connect(self._tidy_phone)
        form.mark_clean()

    def _tidy_phone(self) -> None:
        text = self.ui.phone.text().strip()
        if text and not phone_fault(text):
            self.ui.phone.setText(parse_phone(text))


def _key(choice: Choice | None) -> int | None:
    return int(choice.key) if choice is not None else None


def _phone(text: str) -> str:
    try:
        return parse_phone(text) if text else ""
    except InputError:
        return text
