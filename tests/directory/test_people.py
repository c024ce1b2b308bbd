"""People of the directory: found by any word, sorted by name, never overwritten, one e-mail each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.core.french import search_key
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.commands import PersonDraft, add_person, edit_person
from agence_desktop.directory.queries import people, people_by_email
from agence_desktop.directory.rows import PersonRow
from agence_desktop.storage.work import Database
from support import office

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
