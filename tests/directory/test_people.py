"""People of the directory: found by any word, sorted by name, never overwritten, one e-mail each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.core.french import search_key
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.commands import PersonDraft, add_person, edit_person, withdraw_person
from agence_desktop.directory.model import Account, AccountGrant
from agence_desktop.directory.queries import host_contact, people, people_by_email
from agence_desktop.directory.rows import PersonRow
from agence_desktop.storage.work import Database, Session
from support import office
from support.exchange import take

TODAY = date(2026, 11, 20)
DIALLO = PersonDraft("Aicha.Diallo@exemple.quebec", "Aïcha", "Diallo", office.CLIENT, phone="418 555-0142")


def add(database: Database, draft: PersonDraft = DIALLO, actor: Actor = office.CLERK) -> Change:
    return database.write(lambda session: add_person(session, actor, draft))


def found(database: Database, words: str) -> list[PersonRow]:
    return database.read(lambda session: people(session, TODAY, search_key(words)))


def test_that_a_person_is_found_by_any_word_without_accents(database: Database) -> None:
    add(database)
    assert [row.name for row in found(database, "aicha")] == ["Aïcha Diallo"]
    assert [row.organisation for row in found(database, "DIALLO exemple")] == ["MTQ"]
    assert found(database, "aicha roy") == []


def test_that_people_are_sorted_by_name(database: Database) -> None:
    add(database)
    assert [row.last_name for row in found(database, "")] == ["Diallo", "Roy"]


def test_that_an_e_mail_belongs_to_one_person(database: Database) -> None:
    add(database)
    with pytest.raises(RefusedError) as refusal:
        add(database, replace(DIALLO, first_name="Autre"))
    assert refusal.value.code == "email_taken"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(DIALLO, email="aicha"), "bad_email"),
        (replace(DIALLO, last_name=" "), "name_missing"),
    ],
)
def test_that_an_incomplete_person_is_refused(database: Database, draft: PersonDraft, code: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        add(database, draft)
    assert refusal.value.code == code


def test_that_a_stale_edit_overwrites_nothing(database: Database) -> None:
    (person_id,) = add(database).ids

    def edit(phone: str, version: int) -> None:
        draft = replace(DIALLO, phone=phone)
        database.write(lambda session: edit_person(session, office.CLERK, person_id, version, draft))

    edit("418 555-0100", 1)
    with pytest.raises(StaleError):
        edit("418 555-0111", 1)
    emails = ["aicha.diallo@exemple.quebec"]
    kept = database.read(lambda session: people_by_email(session, emails, TODAY))
    assert [row.phone for row in kept.values()] == ["418 555-0100"]


def test_that_a_clerk_keeps_the_people_of_its_own_organisation(database: Database) -> None:
    other = Actor("x", "", grants=frozenset({Grant(Role.CLERK, office.OTHER)}))
    with pytest.raises(RightMissingError):
        add(database, actor=other)
    add(database, replace(DIALLO, organisation_id=office.OTHER), other)


def withdraw(database: Database, person_id: int, version: int = 1, actor: Actor = office.CLERK) -> Change:
    return database.write(lambda session: withdraw_person(session, actor, person_id, version))


def test_that_an_added_person_is_taken_out_of_the_directory_and_never_deleted(database: Database) -> None:
    (person_id,) = add(database).ids
    assert withdraw(database, person_id).ids == (person_id,)
    assert found(database, "diallo") == []
    emails = ["aicha.diallo@exemple.quebec"]
    (kept,) = database.read(lambda session: people_by_email(session, emails, TODAY)).values()
    assert (kept.id, kept.active) == (person_id, False)


def test_that_who_comes_back_under_the_same_e_mail_is_the_same_person(database: Database) -> None:
    (person_id,) = add(database).ids
    withdraw(database, person_id)
    assert add(database, replace(DIALLO, last_name="Diallo-Roy")).ids == (person_id,)
    assert [row.last_name for row in found(database, "aicha")] == ["Diallo-Roy"]
    with pytest.raises(RefusedError) as refusal:
        add(database)
    assert refusal.value.code == "email_taken"


def test_that_only_its_own_organisation_takes_a_person_back(database: Database) -> None:
    (person_id,) = add(database).ids
    other = Actor("x", "", grants=frozenset({Grant(Role.CLERK, office.OTHER)}))
    with pytest.raises(RightMissingError):
        withdraw(database, person_id, actor=other)
    withdraw(database, person_id)
    with pytest.raises(RightMissingError):
        add(database, replace(DIALLO, organisation_id=office.OTHER), other)


def test_that_an_addition_is_not_taken_back_once_others_changed_or_named_the_person(
    database: Database,
) -> None:
    (person_id,) = add(database).ids
    draft = replace(DIALLO, phone="418 555-0100")
    database.write(lambda session: edit_person(session, office.CLERK, person_id, 1, draft))
    with pytest.raises(StaleError):
        withdraw(database, person_id)
    database.write(lambda session: session.add(Account(login="adiallo", person_id=person_id)))
    with pytest.raises(RefusedError) as refusal:
        withdraw(database, person_id, 2)
    assert refusal.value.code == "in_use"
    assert [row.phone for row in found(database, "aicha")] == ["418 555-0100"]


def test_that_who_leaves_is_found_until_the_last_day_and_then_only_on_demand(database: Database) -> None:
    (person_id,) = add(database).ids

    def leave(until: date | None, version: int) -> None:
        draft = replace(DIALLO, until=until)
        database.write(lambda session: edit_person(session, office.CLERK, person_id, version, draft))

    leave(TODAY, 1)
    assert [row.until for row in found(database, "diallo")] == [TODAY]
    leave(date(2026, 11, 19), 2)
    assert found(database, "diallo") == []
    every = database.read(lambda session: people(session, TODAY, search_key("diallo"), retired=True))
    assert [(row.active, row.until) for row in every] == [(False, date(2026, 11, 19))]
    leave(None, 3)
    assert [(row.active, row.until) for row in found(database, "diallo")] == [(True, None)]


def test_that_who_left_answers_for_no_organisation(database: Database) -> None:
    (person_id,) = add(database).ids

    def give_host(session: Session) -> None:
        account = Account(login="adiallo", person_id=person_id)
        session.add(account)
        session.flush()
        session.add(AccountGrant(account_id=account.id, role=Role.HOST, organisation_id=office.HOST))

    def host() -> str | None:
        found = database.read(lambda session: host_contact(session, office.HOST, TODAY))
        return found.name if found else None

    database.write(give_host)
    assert host() == "Aïcha Diallo"
    gone = replace(DIALLO, until=date(2026, 11, 19))
    database.write(lambda session: edit_person(session, office.CLERK, person_id, 1, gone))
    assert host() is None


def test_that_an_import_keeps_a_last_day_to_come(database: Database) -> None:
    (person_id,) = add(database).ids
    draft = replace(DIALLO, until=date(2027, 3, 31))
    database.write(lambda session: edit_person(session, office.CLERK, person_id, 1, draft))
    line = "courriel;nom;prenom;organisme\naicha.diallo@exemple.quebec;Diallo;Anne;MTQ"
    take(database, "personnes", line)
    assert [(row.first_name, row.until) for row in found(database, "diallo")] == [("Anne", draft.until)]
