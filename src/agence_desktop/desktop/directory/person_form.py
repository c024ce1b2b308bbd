"""The form of a person: work contact details only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import InputError, StaleError
from agence_desktop.core.french import format_date, parse_phone
from agence_desktop.desktop.dialogs import compare_texts
from agence_desktop.desktop.dialogs.compare import CompareDialog, versions_of
from agence_desktop.desktop.dialogs.draft_offer import DraftOffer
from agence_desktop.desktop.dialogs.texts import OPEN_WITHOUT
from agence_desktop.desktop.directory import texts
from agence_desktop.desktop.directory.gateway import DirectoryGateway, SavedPerson
from agence_desktop.desktop.directory.keys import EDIT_DRAFT, NEW_DRAFT
from agence_desktop.desktop.directory.remaining_box import RemainingBox
from agence_desktop.desktop.drafts import Draft, DraftKeeper
from agence_desktop.desktop.generated.ui_person import Ui_Person
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.directory.emails import parse_email
from agence_desktop.directory.rows import Directory, PersonRow

if TYPE_CHECKING:
    from agence_desktop.directory.commands import PersonDraft

"""The kinds of drafts."""
_REFUSED_FIELDS = {"bad_email": "email", "email_taken": "email", "name_missing": "last_name"}


class PersonForm(FormDialog):
    """Adds a person, or changes ``before``; the command's refusal stays beside its field."""

    def __init__(
        self,
        desk: Workbench,
        gateway: DirectoryGateway,
        known: Directory,
        before: PersonRow | None,
        key: str | None = None,
    ) -> None:
        title, save = (texts.EDIT_TITLE, texts.SAVE) if before else (texts.NEW_TITLE, texts.ADD)
        super().__init__(title, save, desk.parent_widget)
        self._desk, self._gateway, self._known, self._before = desk, gateway, known, before
        self._name = ""
        fields = QWidget()
        self.ui = Ui_Person()
        self.ui.setupUi(fields)
        self.body.addWidget(fields)
        self._fill_choices()
        self._bind()
        if before is not None:
            self._ask_until()
            self.form.set_values(_values(before, known))
        self._former = self.form.draft_values()
        kind = NEW_DRAFT if before is None else EDIT_DRAFT
        self.draft_key = key or (edit_key(before) if before else desk.drafts.new_key(kind))
        self.keep_drafts(DraftKeeper(desk.drafts, kind, self._draft_title, self._kept, self.draft_key))
        self.ui.lastName.setFocus()
        self.save_requested.connect(self._save)

    def resume(self, draft: Draft) -> None:
        """Take up what somebody had changed, and nothing else: others may have changed the rest since."""
        former = draft.values["former"]
        typed = {key: value for key, value in draft.values["typed"].items() if value != former[key]}
        self.form.set_values(typed, clean=False)
        self.draft_note.setText(texts.RECOVERED)

    def _kept(self) -> dict[str, object]:
        number = self._before.id if self._before is not None else None
        return {"person": number, "former": self._former, "typed": self.form.draft_values()}

    def _draft_title(self) -> str:
        values = self.form.values()
        return f"{values['first_name']} {values['last_name']}".strip() or texts.NEW_TITLE

    def _fill_choices(self) -> None:
        self.ui.organisation.addItem(texts.NO_ORGANISATION, None)
        for row in self._known.organisations.values():
            if row.active:
                self.ui.organisation.addItem(f"{row.acronym}, {row.name}", row.id)
        self.ui.site.addItem(texts.NO_SITE, None)
        for site in sorted(self._known.sites.values(), key=lambda one: one.sort_key):
            if site.active:
                self.ui.site.addItem(site.name, site.id)

    def _bind(self) -> None:
        ui, form = self.ui, self.form
        form.add("last_name", ui.lastName, ui.lastNameLabel, required=True)
        form.add("first_name", ui.firstName, ui.firstNameLabel, required=True)
        form.add("email", ui.email, ui.emailLabel, required=True, check=_email_fault)
        form.add("phone", ui.phone, ui.phoneLabel, check=_phone_fault)
        form.add("organisation", ui.organisation, ui.organisationLabel)
        form.add("site", ui.site, ui.siteLabel)
        form.add("job_class", ui.jobClass, ui.jobClassLabel)
        form.mark_clean()

    def _ask_until(self) -> None:
        """Whoever is in the directory may leave it, or stay after all."""
        self.until, label = DateField(self._desk.session.today), QLabel(texts.UNTIL)
        self.ui.fields.addRow(label, self.until)
        self.form.add("until", self.until, label)
        self.ui.fields.addRow("", Label(texts.UNTIL_HELP, Type.HELP, "secondary", wrap=True))

    def _save(self) -> None:
        values = self.form.values()
        self._name = f"{values['first_name']} {values['last_name']}"
        draft = _draft({**values, "phone": parse_phone(values["phone"]) if values["phone"] else ""})
        self.set_saving(True)
        self._desk.tasks.run(
            self._gateway.save_person,
            draft,
            self._before,
            owner=self,
            done=self._stored,
            failed=self._not_stored,
        )

    def _stored(self, stored: SavedPerson) -> None:
        desk, before = self._desk, self._before
        desk.hub.publish([stored.change])
        former = _values(before, self._known) if before is not None else {}
        self.saved()
        if before is None:
            desk.offer_undo(texts.added(self._name), partial(_withdraw, desk, self._gateway, stored.row))
        else:
            undo = partial(_take_back, desk, self._gateway, before, _draft(former))
            moved = stored.row.until != before.until
            told = texts.last_day(self._name, stored.row.until) if moved else texts.changed(self._name)
            desk.offer_undo(told, undo)
            if stored.remaining:
                RemainingBox(stored.remaining, self._name, desk.parent_widget).open()

    def _not_stored(self, failure: Failure) -> None:
        field = _REFUSED_FIELDS.get(failure.detail)
        sentence = failure.sentence
        if isinstance(failure.error, StaleError):
            sentence = texts.stale(sentence)
            self._read_again()
        self.refused(sentence, {field: failure.sentence} if field else None)

    def _read_again(self) -> None:
        if self._before is not None:
            self._desk.tasks.run(self._gateway.person, self._before.id, owner=self, done=self._compare)

    def _compare(self, now: PersonRow | None) -> None:
        """Show the versions; what was typed goes onto the present one only when it was seen."""
        before, known = self._before, self._known
        if now is None or before is None:
            return
        seen, present = _values(before, known), _values(now, known)
        typed = self.form.values()
        # A field that was left alone is as others made it.
        wanted = {key: typed[key] if _differ(typed[key], seen[key]) else present[key] for key in present}
        rows = versions_of(
            *(
                {name: _words(key, one[key], known) for key, name in texts.FIELDS.items()}
                for one in (seen, present, wanted)
            )
        )

        def again() -> None:
            self._before = now
            self.form.set_values(wanted, clean=False)
            self.try_save()

        CompareDialog(self, compare_texts.TITLE, texts.RECORD, rows, again).open()


def edit_key(row: PersonRow) -> str:
    """The one draft of the edit of a person."""
    return f"{EDIT_DRAFT}-{row.id}"


def open_person_form(
    desk: Workbench, gateway: DirectoryGateway, known: Directory, before: PersonRow | None
) -> None:
    """Open the form; what was left in it is offered first."""

    def anew() -> None:
        PersonForm(desk, gateway, known, before).open()

    left = [
        draft
        for draft in desk.drafts.waiting(NEW_DRAFT if before is None else EDIT_DRAFT)
        if draft.key not in _open_keys(desk) and (before is None or draft.key == edit_key(before))
    ]
    if not left:
        anew()
        return
    take_up = partial(_resume, desk, gateway, left[0], known, before)
    DraftOffer(
        desk.parent_widget, desk.drafts, left[0], desk.session.base.zone, take_up, anew, OPEN_WITHOUT
    ).open()


def resume_person_draft(gateway: DirectoryGateway, desk: Workbench, draft: Draft) -> None:
    """Take up a draft from the list, once the person and the directory were read."""
    number = draft.values["person"]

    def read() -> tuple[Directory, PersonRow | None]:
        return gateway.directory(), gateway.person(number) if number is not None else None

    def show(found: tuple[Directory, PersonRow | None]) -> None:
        _resume(desk, gateway, draft, *found)

    desk.tasks.run(read, owner=desk.parent_widget, done=show)


def _resume(
    desk: Workbench, gateway: DirectoryGateway, draft: Draft, known: Directory, before: PersonRow | None
) -> None:
    if draft.key not in _open_keys(desk):
        form = PersonForm(desk, gateway, known, before, draft.key)
        form.resume(draft)
        form.open()


def _open_keys(desk: Workbench) -> set[str]:
    """The drafts that an open form is keeping."""
    return {one.draft_key for one in desk.parent_widget.findChildren(PersonForm)}


def _differ(typed: object, seen: object) -> bool:
    return (typed or None) != (seen or None)


def _words(key: str, value: Any, known: Directory) -> str:
    """A field as people read it."""
    if key == "organisation" and value is not None:
        return known.organisations[value].acronym
    if key == "site" and value is not None:
        return known.sites[value].name
    if key == "until" and value is not None:
        return format_date(value, weekday=False)
    return str(value or "")


def _draft(values: Mapping[str, Any]) -> PersonDraft:
    from agence_desktop.directory.commands import PersonDraft

    return PersonDraft(
        email=values["email"],
        first_name=values["first_name"],
        last_name=values["last_name"],
        organisation_id=values["organisation"],
        site_id=values["site"],
        job_class=values["job_class"],
        phone=values["phone"],
        until=values.get("until"),
    )


def _withdraw(desk: Workbench, gateway: DirectoryGateway, added: PersonRow) -> None:
    """Take an added person out of the directory; refused where they were changed or named since."""

    def done(change: Change) -> None:
        desk.hub.publish([change])
        desk.tell(texts.withdrawn(added.name))

    desk.tasks.run(
        gateway.withdraw_person,
        added,
        owner=desk.parent_widget,
        done=done,
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
    )


def _take_back(desk: Workbench, gateway: DirectoryGateway, before: PersonRow, former: PersonDraft) -> None:
    """Write a person as before; refused where somebody changed the person since."""

    def done(stored: SavedPerson) -> None:
        desk.hub.publish([stored.change])
        desk.tell(texts.taken_back(before.name))

    desk.tasks.run(
        gateway.save_person,
        former,
        replace(before, version=before.version + 1),
        owner=desk.parent_widget,
        done=done,
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
    )


def _values(row: PersonRow, known: Directory) -> dict[str, object]:
    site = next((one.id for one in known.sites.values() if one.name == row.site), None)
    return {
        "last_name": row.last_name,
        "first_name": row.first_name,
        "email": row.email,
        "phone": row.phone,
        "organisation": row.organisation_id,
        "site": site,
        "job_class": row.job_class,
        "until": row.until,
    }


def _email_fault(value: str) -> str:
    try:
        parse_email(value)
    except InputError:
        return texts.BAD_EMAIL
    return ""


def _phone_fault(value: str) -> str:
    if not value:
        return ""
    try:
        parse_phone(value)
    except InputError as error:
        return error.sentence
    return ""
