"""Creating the missing person from the booking form: name and work contact details, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from agence_desktop.core.changes import Change
from agence_desktop.core.french import parse_phone
from agence_desktop.desktop.generated.ui_person import Ui_Person
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.form.booking_model import phone_fault
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.directory.rows import PersonRow

if TYPE_CHECKING:
    from agence_desktop.directory.commands import PersonDraft

TITLE = "Créer la personne"
ADD = "Créer"
_DIRECTORY = "directory"
_REFUSED_FIELDS = {"bad_email": "email", "email_taken": "email", "name_missing": "last_name"}


class PersonDialog(FormDialog):
    """Calls ``created`` with the PersonRow; the organisation is that of the booking."""

    def __init__(
        self,
        parent: QWidget,
        desk: Workbench,
        gateway: Gateway,
        typed: str,
        organisation_id: int | None,
        created: Callable[[PersonRow], object],
    ) -> None:
        super().__init__(TITLE, ADD, parent)
        self._desk, self._gateway, self._created = desk, gateway, created
        self._organisation_id = organisation_id
        pane = QWidget()
        self.ui = ui = Ui_Person()
        ui.setupUi(pane)
        self.body.addWidget(pane)
        for label in (ui.organisationLabel, ui.siteLabel, ui.jobClassLabel):
            ui.fields.setRowVisible(label, False)
        self.form.add("last_name", ui.lastName, ui.lastNameLabel, required=True)
        self.form.add("first_name", ui.firstName, ui.firstNameLabel, required=True)
        self.form.add("email", ui.email, ui.emailLabel, required=True)
        self.form.add("phone", ui.phone, ui.phoneLabel, check=phone_fault)
        first, _, last = typed.strip().partition(" ")
        self.form.set_values({"first_name": first, "last_name": last} if last else {"last_name": first})
        self.form.focus("email" if last else "first_name")
        self.save_requested.connect(self._save)

    def _save(self) -> None:
        self.set_saving(True)
        self._desk.tasks.run(
            self._gateway.add_person,
            self._draft(),
            owner=self,
            done=self._stored,
            failed=self._not_stored,
        )

    def _draft(self) -> PersonDraft:
        from agence_desktop.directory.commands import PersonDraft

        typed = self.form.values()
        return PersonDraft(
            email=typed["email"],
            first_name=typed["first_name"],
            last_name=typed["last_name"],
            organisation_id=self._organisation_id,
            phone=parse_phone(typed["phone"]) if typed["phone"] else "",
        )

    def _stored(self, row: PersonRow) -> None:
        self._desk.hub.publish([Change(_DIRECTORY, (row.id,))])
        self.saved()
        self._created(row)

    def _not_stored(self, failure: Failure) -> None:
        field = _REFUSED_FIELDS.get(failure.detail)
        self.refused(failure.sentence, {field: failure.sentence} if field else None)
