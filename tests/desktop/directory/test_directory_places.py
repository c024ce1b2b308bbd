"""The directory's screens: found as one types, added and changed by keyboard, never overwritten."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.core.errors import RightMissingError
from agence_desktop.core.french import format_date
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.desktop.dialogs.compare import CompareDialog
from agence_desktop.desktop.dialogs.draft_offer import DraftOffer
from agence_desktop.desktop.directory import columns
from agence_desktop.desktop.directory.contribution import directory_contribution
from agence_desktop.desktop.directory.gateway import DirectoryGateway
from agence_desktop.desktop.directory.list_place import ListPlace
from agence_desktop.desktop.directory.people_place import PeoplePlace
from agence_desktop.desktop.directory.person_form import EDIT_DRAFT, NEW_DRAFT, PersonForm
from agence_desktop.desktop.directory.remaining_box import RemainingBox
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.directory.commands import PersonDraft, edit_person
from agence_desktop.directory.model import Account, Site
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.feed import ChangeFeed
from agence_desktop.storage.work import Database, Session
from support import office
from support.accessibility import check_window
from support.databases import PostgresDatabases, SqliteFiles
from support.exchange import take
from support.furnished import prepare
from support.windows import OpenWindow, real_window


@contextmanager
def directory_window(
    qtbot: QtBot, look: Theme, tasks: Tasks, folder: Path, bases: SqliteFiles | PostgresDatabases
) -> Iterator[OpenWindow]:
    url = bases.copy_of(prepare)
    with real_window(
        qtbot, look, tasks, folder, url, lambda database, actor: [directory_contribution(database, actor)]
    ) as window:
        yield window
    bases.drop(url)


@pytest.fixture
def opened(
    qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, sqlite_files: SqliteFiles
) -> Iterator[OpenWindow]:
    with directory_window(qtbot, look, tasks, tmp_path, sqlite_files) as window:
        yield window


@pytest.fixture
def person_screens(
    qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, databases: SqliteFiles | PostgresDatabases
) -> Iterator[OpenWindow]:
    """The same on each of the two databases."""
    with directory_window(qtbot, look, tasks, tmp_path, databases) as window:
        yield window


def people(opened: OpenWindow) -> PeoplePlace:
    place = opened.go("directory.people")
    assert isinstance(place, PeoplePlace)
    return place


def form(opened: OpenWindow) -> PersonForm:
    def shown() -> list[PersonForm]:
        return [
            one for one in QApplication.topLevelWidgets() if isinstance(one, PersonForm) and one.isVisible()
        ]

    opened.qtbot.waitUntil(lambda: bool(shown()))
    dialog = shown()[0]
    dialog.activateWindow()
    opened.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def names(place: ListPlace) -> list[str]:
    return [place.model.index(row, 0).data() for row in range(place.model.rowCount())]


def test_that_people_are_listed_by_name(opened: OpenWindow) -> None:
    assert names(people(opened)) == ["Roy, Geneviève"]


def test_that_sites_and_organisations_are_listed(opened: OpenWindow) -> None:
    sites = opened.go("directory.sites")
    assert isinstance(sites, ListPlace)
    assert "Services Québec de Lévis" in names(sites)
    organisations = opened.go("directory.organisations")
    assert isinstance(organisations, ListPlace)
    assert names(organisations) == ["MSP", "MTQ", "SQ-SC"]


def test_that_the_hours_of_a_site_are_listed_in_french(opened: OpenWindow) -> None:
    def open_on_weekdays(session: Session) -> None:
        site = session.get(Site, office.LEVIS)
        assert site is not None
        site.hours = "lun-ven 08:00-17:00"

    opened.database.write(open_on_weekdays)
    sites = opened.go("directory.sites")
    assert isinstance(sites, ListPlace)
    hours = [column.key for column in columns.SITES].index("hours")
    shown = sites.model.index(names(sites).index("Services Québec de Lévis"), hours)
    assert shown.data() == "lundi au vendredi, 8\u00a0h à 17\u00a0h"


def test_that_a_person_is_added_by_keyboard_alone(opened: OpenWindow) -> None:
    place = people(opened)
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = form(opened)
    typed = ("Diallo", "Anne", "anne.diallo@exemple.quebec", "4185550142")
    fields = (dialog.ui.lastName, dialog.ui.firstName, dialog.ui.email, dialog.ui.phone)
    for words, field in zip(typed, fields, strict=True):
        opened.qtbot.waitUntil(field.hasFocus)
        opened.qtbot.keyClicks(field, words)
        opened.qtbot.keyClick(field, Qt.Key.Key_Tab)
    opened.qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.qtbot.waitUntil(lambda: place.model.rowCount() == 2)
    assert names(place)[0] == "Diallo, Anne"
    assert place.model.index(0, 4).data() == "418 555-0142"


def test_that_a_missing_name_is_told_under_its_field(opened: OpenWindow) -> None:
    people(opened).new_person()
    dialog = form(opened)
    dialog.try_save()
    assert set(dialog.form.errors) == {"last_name", "first_name", "email"}
    dialog.form.mark_clean()
    dialog.reject()


def test_that_a_record_changed_elsewhere_keeps_what_was_typed(opened: OpenWindow) -> None:
    place = people(opened)
    place.panel.view.choose(0)
    place.edit_chosen()
    dialog = form(opened)
    draft = PersonDraft("genevieve.roy@exemple.quebec", "Geneviève", "Roy-Gagnon", office.CLIENT)
    opened.database.write(lambda session: edit_person(session, office.CLERK, office.ROY, 1, draft))
    dialog.ui.phone.setText("418 555-0199")
    dialog.try_save()
    opened.settle()
    assert dialog.isVisible()
    assert dialog.ui.phone.text() == "418 555-0199"
    assert "modifiée ailleurs" in dialog.draft_note.text()
    opened.qtbot.waitUntil(lambda: dialog.findChild(CompareDialog) is not None)
    compare = dialog.findChild(CompareDialog)
    assert compare is not None
    versions = {row.name: (row.seen, row.now, row.wanted) for row in compare.model.rows()}
    assert versions["Nom"] == ("Roy", "Roy-Gagnon", "Roy-Gagnon")
    assert versions["Téléphone"][2] == "418 555-0199"
    assert "Prénom" not in versions
    compare.again_button.click()
    opened.qtbot.waitUntil(lambda: names(place) == ["Roy-Gagnon, Geneviève"])
    opened.qtbot.waitUntil(lambda: place.model.index(0, 4).data() == "418 555-0199")


def undo_by_key(opened: OpenWindow) -> None:
    opened.window.activateWindow()
    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.settle()


def add_diallo(opened: OpenWindow, place: PeoplePlace) -> None:
    place.new_person()
    dialog = form(opened)
    dialog.form.set_values(
        {"last_name": "Diallo", "first_name": "Anne", "email": "anne.diallo@exemple.quebec"}, clean=False
    )
    dialog.try_save()
    opened.qtbot.waitUntil(lambda: names(place) == ["Diallo, Anne", "Roy, Geneviève"])


def test_that_an_added_person_is_taken_out_again_and_may_come_back(
    person_screens: OpenWindow,
) -> None:
    opened, place = person_screens, people(person_screens)
    add_diallo(opened, place)
    undo_by_key(opened)
    opened.qtbot.waitUntil(lambda: names(place) == ["Roy, Geneviève"])
    assert "Anne Diallo n’est plus dans l’annuaire." in opened.window.toasts.sentences
    add_diallo(opened, place)
    undo_by_key(opened)
    opened.qtbot.waitUntil(lambda: names(place) == ["Roy, Geneviève"])


def test_that_an_added_person_stays_once_an_account_names_them(opened: OpenWindow) -> None:
    place = people(opened)
    add_diallo(opened, place)
    person_id = place.model.row(0).id
    opened.database.write(lambda session: session.add(Account(login="adiallo", person_id=person_id)))
    undo_by_key(opened)
    assert any("reste dans l’annuaire" in sentence for sentence in opened.window.toasts.sentences)
    assert names(place) == ["Diallo, Anne", "Roy, Geneviève"]


def test_that_people_imported_by_another_program_appear_by_themselves(person_screens: OpenWindow) -> None:
    place, hub = people(person_screens), person_screens.window.hub
    other = Database(open_engine(person_screens.database.location), clock=person_screens.database.clock)
    hearing = threading.Event()
    told = (hub.publish, hub.publish_everything, lambda _yes: hearing.set())
    feed = ChangeFeed(person_screens.database, *told, interval=0.1)
    feed.start()
    assert hearing.wait(10)
    take(other, "personnes", "courriel;nom;prenom;organisme\nanne.diallo@exemple.quebec;Diallo;Anne;MTQ")
    other.close()
    person_screens.qtbot.waitUntil(lambda: names(place) == ["Diallo, Anne", "Roy, Geneviève"])
    assert feed.stop()


@pytest.mark.parametrize("key", ["directory.people", "directory.organisations", "directory.sites"])
def test_that_a_list_keeps_its_columns_widths_and_order(opened: OpenWindow, key: str) -> None:
    place = opened.go(key)
    assert isinstance(place, ListPlace)
    view, first = place.panel.view, place.model.columns[0].key
    view.setColumnWidth(0, 277)
    view.horizontalHeader().sectionClicked.emit(0)
    view.horizontalHeader().sectionClicked.emit(0)
    view.set_column_shown("organisation" if key != "directory.organisations" else "kind", False)
    kept = view.layout_state()
    assert kept["sort"] == [[first, True]]
    contribution = opened.window.contributions[0]
    again = next(spec for spec in contribution.places if spec.key == key).build(opened.window)
    assert isinstance(again, ListPlace)
    opened.qtbot.addWidget(again)
    opened.qtbot.waitUntil(lambda: not again.busy())
    found = again.panel.view.layout_state()
    assert (found["columns"], found["sort"]) == (kept["columns"], kept["sort"])
    assert found["widths"][first] == 277
    assert names(again) == sorted(names(again), reverse=True)


def test_that_a_change_of_a_person_is_undone_unless_others_changed_it(opened: OpenWindow) -> None:
    place = people(opened)

    def change(phone: str) -> None:
        place.panel.view.choose(0)
        place.edit_chosen()
        dialog = form(opened)
        dialog.ui.phone.setText(phone)
        dialog.try_save()
        opened.qtbot.waitUntil(lambda: place.model.index(0, 4).data() == phone)

    before = place.model.index(0, 4).data()
    change("418 555-0177")
    undo_by_key(opened)
    opened.qtbot.waitUntil(lambda: place.model.index(0, 4).data() == before)
    change("418 555-0188")
    row = place.model.row(0)
    theirs = PersonDraft(row.email, row.first_name, "Roy-Gagnon", office.CLIENT)
    opened.database.write(lambda session: edit_person(session, office.CLERK, row.id, row.version, theirs))
    undo_by_key(opened)
    assert any("modifiée ailleurs" in sentence for sentence in opened.window.toasts.sentences)


def test_that_a_person_left_unsaved_is_offered_again_with_only_what_was_changed(opened: OpenWindow) -> None:
    place = people(opened)
    place.panel.view.choose(0)
    place.edit_chosen()
    dialog = form(opened)
    dialog.ui.phone.setText("418 555-0199")
    dialog.set_aside()
    opened.settle()
    draft = PersonDraft("genevieve.roy@exemple.quebec", "Geneviève", "Roy-Gagnon", office.CLIENT)
    opened.database.write(lambda session: edit_person(session, office.CLERK, office.ROY, 1, draft))
    place.refresh()
    opened.qtbot.waitUntil(lambda: names(place) == ["Roy-Gagnon, Geneviève"])
    place.panel.view.choose(0)
    place.edit_chosen()
    offer = opened.window.findChild(DraftOffer)
    assert offer is not None
    offer.resume.click()
    again = form(opened)
    assert (again.ui.lastName.text(), again.ui.phone.text()) == ("Roy-Gagnon", "418 555-0199")
    again.try_save()
    opened.qtbot.waitUntil(lambda: place.model.index(0, 4).data() == "418 555-0199")
    assert opened.window.drafts.waiting() == []


def test_that_the_draft_of_a_person_is_taken_up_from_the_list_of_drafts(opened: OpenWindow) -> None:
    place = people(opened)
    place.panel.view.choose(0)
    place.edit_chosen()
    dialog = form(opened)
    dialog.ui.phone.setText("418 555-0199")
    dialog.set_aside()
    place.new_person()
    fresh = form(opened)
    fresh.ui.lastName.setText("Diallo")
    fresh.set_aside()
    opened.settle()
    drafts = {draft.kind: draft for draft in opened.window.drafts.waiting()}
    openers = {one.kind: one.open for one in opened.window.contributions[0].drafts}
    assert drafts.keys() == openers.keys()
    openers[NEW_DRAFT](opened.window, drafts[NEW_DRAFT])
    again = form(opened)
    assert (again.windowTitle(), again.ui.lastName.text()) == ("Nouvelle personne", "Diallo")
    again.set_aside()
    openers[EDIT_DRAFT](opened.window, drafts[EDIT_DRAFT])
    again = form(opened)
    typed = (again.windowTitle(), again.ui.lastName.text(), again.ui.phone.text())
    assert typed == ("Modifier une personne", "Roy", "418 555-0199")
    # A second press opens no second form.
    openers[EDIT_DRAFT](opened.window, drafts[EDIT_DRAFT])
    opened.settle()
    assert len(opened.window.findChildren(PersonForm)) == 1
    again.try_save()
    opened.qtbot.waitUntil(lambda: place.model.index(0, 4).data() == "418 555-0199")
    assert [draft.kind for draft in opened.window.drafts.waiting()] == [NEW_DRAFT]


def test_that_who_leaves_is_shown_on_demand_and_brought_back(person_screens: OpenWindow) -> None:
    opened, place = person_screens, people(person_screens)
    today = opened.window.session.today()

    def give(until: date | None) -> None:
        place.panel.view.choose(0)
        place.edit_chosen()
        dialog = form(opened)
        dialog.until.set_value(until)
        dialog.try_save()

    give(today - timedelta(days=1))
    opened.qtbot.waitUntil(lambda: names(place) == [])
    undo_by_key(opened)
    opened.qtbot.waitUntil(lambda: names(place) == ["Roy, Geneviève"])
    give(today - timedelta(days=1))
    opened.qtbot.waitUntil(lambda: names(place) == [])
    assert DirectoryGateway(opened.database, office.CLERK).find_people("roy", 10) == []
    place.retired.click()
    opened.qtbot.waitUntil(lambda: names(place) == ["Roy, Geneviève"])
    until = [column.key for column in place.panel.view.shown_columns()].index("until")
    assert place.model.index(0, until).data() == format_date(today - timedelta(days=1), weekday=False)
    give(None)
    place.retired.click()
    opened.qtbot.waitUntil(lambda: place.model.rowCount() == 1 and place.model.row(0).until is None)
    assert "Geneviève Roy reste dans l’annuaire, sans fin d’activité." in opened.window.toasts.sentences


def test_that_what_rests_on_who_leaves_is_listed_for_decision(opened: OpenWindow) -> None:
    place = people(opened)
    opened.database.write(lambda session: session.add(Account(login="groy", person_id=office.ROY)))
    place.panel.view.choose(0)
    place.edit_chosen()
    dialog = form(opened)
    dialog.until.setText("2027-03-31")
    dialog.until.textEdited.emit("2027-03-31")
    dialog.try_save()
    opened.qtbot.waitUntil(lambda: opened.window.findChild(RemainingBox) is not None)
    box = opened.window.findChild(RemainingBox)
    assert box is not None
    assert [row.record for row in box.model.rows()] == ["Compte groy"]
    check_window(box)
    box.reject()
    assert names(place) == ["Roy, Geneviève"]
    said = "Geneviève Roy, fin d’activité\u00a0: 31 mars 2027."
    assert said in opened.window.toasts.sentences


def test_that_the_filter_is_found_again_on_the_way_back(opened: OpenWindow) -> None:
    place = people(opened)
    place.panel.filter_line.setText("inconnu")
    place.panel.apply_filter()
    opened.go("directory.sites")
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    opened.settle()
    assert opened.window.place is place
    assert place.panel.filter_line.text() == "inconnu"
    assert place.model.rowCount() == 0


def test_that_the_screens_are_accessible(opened: OpenWindow) -> None:
    for key in ("directory.people", "directory.organisations", "directory.sites"):
        opened.go(key)
        check_window(opened.window)
    people(opened).new_person()
    dialog = form(opened)
    check_window(dialog)
    dialog.reject()


def exported(opened: OpenWindow, key: str, path: Path) -> list[str]:
    place = opened.go(key)
    assert isinstance(place, ListPlace)
    place.export_to(path)
    opened.qtbot.waitUntil(lambda: path.exists() and opened.window.tasks.idle)
    return path.read_text(encoding="utf-8-sig").splitlines()


def test_that_each_list_is_exported_as_it_is_seen_and_on_record(opened: OpenWindow, tmp_path: Path) -> None:
    people_lines = exported(opened, "directory.people", tmp_path / "personnes.csv")
    assert people_lines[0] == "Nom;Organisme;Port d’attache;Corps d’emploi;Téléphone;Courriel"
    assert people_lines[1].startswith("Roy, Geneviève;MTQ;")
    organisations = exported(opened, "directory.organisations", tmp_path / "organismes.csv")
    assert [line.partition(";")[0] for line in organisations] == ["Sigle", "MSP", "MTQ", "SQ-SC"]
    assert len(exported(opened, "directory.sites", tmp_path / "immeubles.csv")) > 1
    kept = opened.database.read(
        lambda session: [row.row_id for row in session.query(AuditRow).filter_by(action="export")]
    )
    assert kept == ["personnes", "organismes", "immeubles"]


def test_that_people_of_other_organisations_do_not_leave_in_a_file(
    opened: OpenWindow, tmp_path: Path
) -> None:
    rows = DirectoryGateway(opened.database, office.CLERK).people().rows
    path = tmp_path / "personnes.csv"
    elsewhere = Actor("autre", "Autre", grants=frozenset({Grant(Role.CLERK, office.OTHER)}))
    gateway = DirectoryGateway(opened.database, elsewhere)
    assert gateway.export("personnes", columns.PEOPLE, rows, path) == (0, True)
    nobody = Actor("membre", "Membre", grants=frozenset({Grant(Role.MEMBER)}))
    with pytest.raises(RightMissingError):
        DirectoryGateway(opened.database, nobody).export("personnes", columns.PEOPLE, rows, path)
