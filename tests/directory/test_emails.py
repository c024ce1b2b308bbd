"""One rule for e-mail addresses, whether a form, a command or a file gives them."""

from __future__ import annotations

import pytest

from agence_desktop.core.errors import InputError, RefusedError
from agence_desktop.directory.commands import PersonDraft, add_person
from agence_desktop.directory.emails import LONGEST_EMAIL, parse_email
from agence_desktop.storage.work import Database
from support import office
from support.exchange import codes, outcomes, take

GOOD = ("a@b.ca", "Aicha.Diallo@MTQ.gouv.qc.ca", "o\u2019brien+salle@exemple.quebec")
BAD = (
    "roy",
    "roy@",
    "@exemple.quebec",
    "roy@exemple",
    "roy@.quebec",
    "roy@exemple.",
    "roy@exemple..quebec",
    "roy@un@exemple.quebec",
    "roy ami@exemple.quebec",
    "roy@exemple.quebec,ami@exemple.quebec",
    "roy@exemple.quebec;ami",
    "<roy@exemple.quebec>",
    "roy\u00a0@exemple.quebec",
    f"{'r' * LONGEST_EMAIL}@exemple.quebec",
)


@pytest.mark.parametrize("text", GOOD)
def test_that_an_address_is_kept_in_lower_case(text: str) -> None:
    assert parse_email(f" {text} ") == text.lower()


@pytest.mark.parametrize("text", BAD)
def test_that_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_email(text)
    assert refusal.value.code == "bad_email"


def test_that_the_command_and_the_table_refuse_and_accept_alike(database: Database) -> None:
    for text in BAD:
        person = PersonDraft(text, "Aïcha", "Diallo")
        with pytest.raises(RefusedError) as refusal:
            database.write(lambda session, person=person: add_person(session, office.CLERK, person))  # type: ignore[misc]
        assert refusal.value.code == "bad_email"
        quoted = f'"{text}"'
        report = take(database, "personnes", f"courriel,nom,prenom\n{quoted},Diallo,Aïcha")
        assert codes(report) == [(2, "courriel", "bad_email")]
    for text in GOOD:
        person = PersonDraft(text, "Aïcha", "Diallo")
        database.write(lambda session, person=person: add_person(session, office.CLERK, person))  # type: ignore[misc]
        again = take(database, "personnes", f"courriel,nom,prenom\n{text},Diallo,Aïcha")
        assert outcomes(again) == ["unchanged"]
