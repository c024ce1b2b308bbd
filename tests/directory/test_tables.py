"""Tables of the directory as files: created, updated, unchanged, refused, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from agence_desktop.actions.reference_data import load_reference_data
from agence_desktop.core.errors import InputError, RightMissingError
from agence_desktop.core.resources import resource_path
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.commands import PersonDraft, add_person, withdraw_person
from agence_desktop.directory.model import Municipality, Person, Region, Site
from agence_desktop.directory.tables import DIRECTORY_TABLES
from agence_desktop.storage.changes import ChangeRow
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.exchange import export_table
from agence_desktop.storage.tabular import read_sheet
from agence_desktop.storage.work import Database
from support import office
from support.exchange import again, codes, exported, outcomes, take

TABLES = ("regions", "municipalites", "organismes", "immeubles", "feries", "personnes")


def one(database: Database, entity: type[Any], **key: Any) -> Any:
    return database.read(lambda session: session.scalars(select(entity).filter_by(**key)).one_or_none())


@pytest.mark.parametrize("table", TABLES)
def test_that_importing_an_export_changes_nothing(database: Database, table: str) -> None:
    before = exported(database, table)
    assert before
    assert set(outcomes(again(database, table))) == {"unchanged"}
    assert exported(database, table) == before


def test_that_the_shipped_files_load_and_load_again_without_a_change(database: Database) -> None:
    assert database.write(load_reference_data) > 180
    assert database.write(load_reference_data) == 0
    assert one(database, Municipality, name="Blanc-Sablon").zone == "America/Blanc-Sablon"
    buildings = read_sheet(resource_path("data", "immeubles.csv"))
    text = "\n".join([";".join(buildings.columns), *(";".join(row.cells.values()) for row in buildings.rows)])
    assert set(outcomes(take(database, "immeubles", text))) == {"created"}


def test_that_each_row_is_told_as_created_updated_or_unchanged(database: Database) -> None:
    report = take(
        database,
        "regions",
        """code;nom
        03;Capitale-Nationale
        12;Chaudière-Appalaches (Québec)
        01;Bas-Saint-Laurent""",
    )
    assert outcomes(report) == ["unchanged", "updated", "created"]
    assert [row.line for row in report.rows] == [2, 3, 4]
    assert [one(database, Region, code=code).version for code in ("03", "12", "01")] == [1, 2, 1]
    renamed = one(database, Region, code="12")
    assert renamed.search_key == "chaudiere appalaches quebec"


def test_that_one_change_is_told_for_the_file_and_none_where_nothing_changed(database: Database) -> None:
    text = "code;nom\n01;Bas-Saint-Laurent\n02;Saguenay"
    take(database, "regions", text)
    take(database, "regions", text)
    topics = database.read(lambda session: session.scalars(select(ChangeRow.topic)).all())
    assert topics == ["directory"]


def test_that_one_refused_row_undoes_the_file(database: Database) -> None:
    report = take(
        database,
        "municipalites",
        """nom;region;latitude;longitude;fuseau
        Rimouski;03;48,45;-68,52;America/Toronto
        Matane;99;148;-67.53;Québec
        Lévis;12;46.8;-71.18;America/Toronto""",
    )
    assert outcomes(report) == ["rolled_back", "refused", "rolled_back"]
    assert codes(report) == [
        (3, "region", "unknown"),
        (3, "latitude", "bad_number"),
        (3, "fuseau", "bad_zone"),
    ]
    assert (
        report.rows[1]
        .faults[0]
        .sentence.startswith("Colonne «\u00a0region\u00a0»\u00a0: «\u00a099\u00a0» ne")
    )
    assert one(database, Municipality, name="Rimouski") is None


def test_that_a_dry_run_tells_every_row_and_changes_nothing(database: Database) -> None:
    text = "code;nom\n01;Bas-Saint-Laurent\n12;Autre nom\n03;Capitale-Nationale"
    before = exported(database, "regions")
    assert outcomes(take(database, "regions", text, dry_run=True)) == ["created", "updated", "unchanged"]
    assert exported(database, "regions") == before
    faulty = take(database, "regions", text + "\nX;Rien", dry_run=True)
    assert outcomes(faulty) == ["created", "updated", "unchanged", "refused"]


def test_that_an_absent_column_leaves_the_value_and_an_empty_cell_clears_it(database: Database) -> None:
    name = "Services Québec de Lévis"
    take(database, "immeubles", f"nom;adresse;fuseau\n{name};1, rue du Pont;America/Toronto")
    take(database, "immeubles", f"nom;acces\n{name};Sonnez.")
    site = one(database, Site, name=name)
    assert (site.address, site.zone, site.access) == ("1, rue du Pont", "America/Toronto", "Sonnez.")
    take(database, "immeubles", f"nom;adresse;fuseau\n{name};;")
    site = one(database, Site, name=name)
    assert (site.address, site.zone, site.access) == ("", None, "Sonnez.")


def test_that_a_required_value_is_neither_cleared_nor_lacking_for_a_new_row(database: Database) -> None:
    cleared = take(database, "regions", "code;nom\n03;")
    assert codes(cleared) == [(2, "nom", "missing")]
    lacking = take(database, "immeubles", "nom;adresse\nÉdifice neuf;rue")
    assert codes(lacking) == [(2, "organisme", "missing"), (2, "municipalite", "missing")]
    assert codes(take(database, "regions", "code;nom\n;Rien")) == [(2, "code", "missing")]


def test_that_one_key_twice_in_a_file_is_refused(database: Database) -> None:
    report = take(database, "regions", "code;nom\n01;A\n01;B")
    assert codes(report) == [(3, "code", "duplicate_key")]
    assert "ligne 2" in report.sentences[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [("code;nom;couleur\n01;A;bleu", "unknown_column"), ("nom\nA", "missing_column")],
)
def test_that_unknown_columns_and_a_lacking_key_are_refused(database: Database, text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        take(database, "regions", text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("table", "text", "column", "code"),
    [
        ("regions", "code;nom\n123;A", "code", "too_long"),
        ("regions", f"code;nom\n01;{'é' * 301}", "nom", "too_long"),
        ("regions", f"code;nom\n01;{'ᐃ' * 200}", "nom", "too_long"),
        ("regions", "code;nom\n01;a\x07b", "nom", "bad_text"),
        ("organismes", "sigle;nom;nature\nA+B;Nom;organisme", "sigle", "bad_code"),
        ("organismes", "sigle;nom;nature\nRégion;Nom;organisme", "sigle", "bad_code"),
        ("organismes", "sigle;nom;nature\nAB;Nom;société", "nature", "bad_choice"),
        ("feries", "date;date_observee;nom\n2027-02-30;2027-03-01;Rien", "date", "bad_date"),
        ("feries", "date;date_observee;nom\n01/12/2027;2027-03-01;Rien", "date", "bad_date"),
        ("personnes", "courriel;nom;prenom\nroy;Roy;G", "courriel", "bad_email"),
        ("immeubles", "nom;heures\nServices Québec de Lévis;lundi matin", "heures", "bad_hours"),
    ],
)
def test_that_bad_cells_are_refused_by_column(
    database: Database, table: str, text: str, column: str, code: str
) -> None:
    report = take(database, table, text)
    assert codes(report) == [(2, column, code)]
    assert f"«\u00a0{column}\u00a0»" in report.sentences[0]


def test_that_choices_codes_and_hours_are_read_as_people_write_them(database: Database) -> None:
    assert outcomes(take(database, "organismes", "sigle;nom;nature\nMTQ;Transports;MINISTERE")) == ["updated"]
    assert outcomes(take(database, "regions", "code;nom\n3;Capitale-Nationale")) == ["unchanged"]
    take(database, "immeubles", "nom;heures\nServices Québec de Lévis;lundi-vendredi 8h-17h")
    assert one(database, Site, id=office.LEVIS).hours == "lun-ven 08:00-17:00"


def test_that_people_are_known_by_their_address_whatever_its_case(database: Database) -> None:
    report = take(
        database,
        "personnes",
        """courriel;telephone
        GENEVIEVE.Roy@exemple.quebec;418 555-0142""",
    )
    assert outcomes(report) == ["updated"]
    assert one(database, Person, id=office.ROY).phone == "418 555-0142"


def test_that_who_left_is_in_no_export_and_comes_back_with_a_row_that_names_them(database: Database) -> None:
    email = "Aicha.Diallo@exemple.quebec"
    draft = PersonDraft(email, "Aïcha", "Diallo", office.CLIENT)
    (person_id,) = database.write(lambda session: add_person(session, office.CLERK, draft)).ids
    before = exported(database, "personnes")
    database.write(lambda session: withdraw_person(session, office.CLERK, person_id, 1))
    assert exported(database, "personnes") == [row for row in before if row["nom"] != "Diallo"]
    text = f"courriel;nom;prenom\n{email};Diallo;Aïcha"
    assert outcomes(take(database, "personnes", text, dry_run=True)) == ["updated"]
    assert one(database, Person, id=person_id).active_until is not None
    assert outcomes(take(database, "personnes", text, actor=office.CLERK)) == ["updated"]
    back = one(database, Person, id=person_id)
    assert (back.active_from, back.active_until, back.organisation_id) == (None, None, office.CLIENT)
    assert outcomes(take(database, "personnes", text)) == ["unchanged"]
    assert exported(database, "personnes") == before


def test_that_reference_data_is_for_administrators_and_people_for_clerks_of_theirs(
    database: Database,
) -> None:
    with pytest.raises(RightMissingError):
        take(database, "regions", "code;nom\n01;A", office.CLERK)
    clerk = Actor("c", "C", grants=frozenset({Grant(Role.CLERK, office.CLIENT)}))
    text = "courriel;nom;prenom;organisme\na@x.ca;A;B;"
    assert outcomes(take(database, "personnes", text + "MTQ", clerk)) == ["created"]
    with pytest.raises(RightMissingError):
        take(database, "personnes", text + "MSP", clerk)
    with pytest.raises(RightMissingError):
        take(database, "personnes", text, clerk)


def test_that_people_leave_in_a_file_only_for_those_of_their_organisation(
    database: Database, tmp_path: Path
) -> None:
    rows = "\n".join(("a@x.ca;A;B;MTQ", "c@x.ca;C;D;MSP", "e@x.ca;E;F;"))
    take(database, "personnes", f"courriel;nom;prenom;organisme\n{rows}")
    table = next(table for table in DIRECTORY_TABLES if table.name == "personnes")

    def taken(grant: Grant) -> set[str]:
        path = tmp_path / "personnes.csv"
        export_table(database, table, Actor("x", "X", grants=frozenset({grant})), path)
        return {line.split(";")[0] for line in path.read_text("utf-8-sig").splitlines()[1:]}

    assert taken(Grant(Role.CLERK, office.CLIENT)) == {"a@x.ca", "genevieve.roy@exemple.quebec"}
    assert taken(Grant(Role.TECHNICIAN, office.OTHER)) == {"c@x.ca"}
    assert taken(Grant(Role.CLERK)) >= {"a@x.ca", "c@x.ca", "e@x.ca"}


def test_that_the_number_of_statements_does_not_grow_with_the_file(database: Database) -> None:
    def load(count: int) -> int:
        rows = "\n".join(f"p{n}@x.ca;Nom{n};Prénom;MTQ" for n in range(count))
        with count_statements(database.engine) as statements:
            assert set(outcomes(take(database, "personnes", f"courriel;nom;prenom;organisme\n{rows}"))) <= {
                "created",
                "unchanged",
            }
        return len(statements)

    assert load(200) - load(1) < 10
    assert database.read(lambda session: session.scalar(select(func.count()).select_from(Person))) == 201
