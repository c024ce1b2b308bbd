"""Units, positions and competences go out to files and come in again, all rows or none."""

from __future__ import annotations

from datetime import date

import pytest

from agence_desktop.core.errors import RightMissingError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.positions.queries.attrition import attrition
from agence_desktop.positions.queries.posts import latest_competences
from agence_desktop.positions.queries.register import position_id_of
from agence_desktop.storage.exchange import export_table
from agence_desktop.storage.work import Database
from support import office
from support.exchange import ADMINISTRATOR, again, codes, exported, outcomes, take
from support.posts import Unit, write_complete

KARIM, JOSEE, MARYSE = (
    f"{name}@exemple.quebec" for name in ("karim.benali", "josée.lachance", "maryse.thibodeau")
)
LEVELS = f"""poste;tache;personne;niveau;valide;acces;en_formation
    P-0142;T1;{KARIM};3;2026-09-01;oui;non
    P-0142;T2;{KARIM};1;;non;oui"""
CLIENTS_MANAGER = Actor("g", "G", grants=frozenset({Grant(Role.MANAGER, office.CLIENT)}))


@pytest.fixture
def written(database: Database, unit: Unit) -> Unit:
    """The unit with a sheet of two tasks."""
    database.write(lambda session: write_complete(session, unit))
    return unit


def test_that_what_is_stored_goes_out_and_in_again_unchanged(database: Database, written: Unit) -> None:
    assert written
    take(database, "competences", LEVELS)
    for table in ("unites", "postes", "competences"):
        report = again(database, table)
        assert report.rows
        assert set(outcomes(report)) == {"unchanged"}, report.sentences


def test_that_a_position_is_told_by_the_names_of_what_it_belongs_to(database: Database, unit: Unit) -> None:
    assert unit
    (row,) = exported(database, "postes")
    assert (row["numero"], row["titre"], row["unite"]) == ("P-0142", "Prestations spéciales", "SO-CN")
    assert (row["titulaire"], row["unique"], row["effet"]) == (MARYSE, "oui", "5")
    assert "depart" not in row


def test_that_units_and_positions_are_made_and_changed(database: Database, unit: Unit) -> None:
    assert unit
    (acronym,) = {row["organisme"] for row in exported(database, "unites")}
    assert outcomes(take(database, "unites", f"code;nom;organisme\n N-1;Neuve;{acronym}")) == ["created"]
    report = take(
        database,
        "postes",
        f"""numero;titre;unite;organisme;titulaire;effet
        P-0142;Prestations;SO-CN;{acronym};;5
        P-9;Neuf;N-1;{acronym};{KARIM};2""",
    )
    assert outcomes(report) == ["updated", "created"], report.sentences
    first, second = sorted(exported(database, "postes"), key=lambda row: row["numero"])
    assert (first["titre"], first["titulaire"]) == ("Prestations", "")
    assert (second["unite"], second["titulaire"], second["unique"]) == ("N-1", KARIM, "oui")
    factors = database.read(lambda session: attrition(session, ADMINISTRATOR))
    made = database.read(lambda session: position_id_of(session, "P-9"))
    assert made is not None
    assert factors[made] == 3


def test_that_a_level_that_differs_is_recorded_anew(database: Database, written: Unit) -> None:
    assert outcomes(take(database, "competences", LEVELS)) == ["created", "created"]
    changed = LEVELS.replace(f"{KARIM};1;;non;oui", f"{KARIM};2;2026-11-02;oui;non")
    assert outcomes(take(database, "competences", changed)) == ["unchanged", "updated"]
    found = {
        one.task: one
        for one in database.read(lambda session: latest_competences(session, written.position_id))
    }
    assert (found["T1"].level, found["T1"].access) == (3, True)
    assert (found["T2"].level, found["T2"].validated, found["T2"].in_training) == (
        *(2, date(2026, 11, 2), False),
    )


def test_that_bad_rows_are_told_and_nothing_is_kept(database: Database, written: Unit) -> None:
    assert written
    report = take(
        database,
        "competences",
        f"""poste;tache;personne;niveau
        P-0142;T1;{KARIM};3
        P-0142;T9;{KARIM};3
        P-0142;T1;{MARYSE};3
        P-7;T1;{KARIM};3
        P-0142;T1;inconnu@exemple.quebec;3
        P-0142;T1;{JOSEE};5""",
    )
    assert [(line, column) for line, column, _ in codes(report)] == [
        *((3, "tache"), (4, "personne"), (5, "poste"), (6, "personne"), (7, "niveau")),
    ]
    assert outcomes(report)[0] == "rolled_back"
    assert exported(database, "competences") == []


def test_that_only_managers_of_the_organisation_import_positions(database: Database, unit: Unit) -> None:
    assert unit
    (acronym,) = {row["organisme"] for row in exported(database, "unites")}
    with pytest.raises(RightMissingError):
        take(database, "unites", f"code;nom;organisme\n N-1;Neuve;{acronym}", CLIENTS_MANAGER)
    text = f"numero;titre;unite;organisme\n P-9;Neuf;SO-CN;{acronym}"
    with pytest.raises(RightMissingError):
        take(database, "postes", text, CLIENTS_MANAGER)
    assert outcomes(take(database, "postes", text, unit.manager.actor)) == ["created"]


def test_that_levels_are_exported_for_ones_own_organisations(
    database: Database, written: Unit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from agence_desktop.actions.transfer import table_named

    take(database, "competences", LEVELS)
    folder = tmp_path_factory.mktemp("niveaux")
    table = table_named("competences")
    assert export_table(database, table, CLIENTS_MANAGER, folder / "a.csv") == 0
    assert export_table(database, table, written.manager.actor, folder / "b.csv") == 2
