"""`imprimer` on the command line: the documents of this version, their keys, what is refused and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from agence_desktop.cli.imprimer import read_key
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from cli.conftest import Ran, Run

NOW = "2026-11-20T08:00"
TAKEN = "espace;debut;fin;organisme;objet\nLEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Comité\n"
NUMBER = "R-2026-000001"

Print = Callable[..., Ran]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "document.pdf"


@pytest.fixture
def printed(run: Run, base: str, tmp_path: Path, sheet: Path) -> Print:
    """Prints from an office where room Chaudière is booked on 1 December."""
    demands = tmp_path / "demandes.csv"
    demands.write_text(TAKEN, encoding="utf-8")
    assert run("--base", base, "--maintenant", NOW, "reserver", demands).code == 0

    def print_it(document: str, key: str, path: Path = sheet) -> Ran:
        options = ("--base", base, "--maintenant", NOW, "imprimer", document, key)
        return run(*options, "--sortie", path, "--json")

    return print_it


def said(path: Path) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("document", "key", "title", "words"),
    [
        ("confirmation", NUMBER, f"Confirmation\u00a0{NUMBER}", "1er décembre 2026"),
        ("confirmation", NUMBER.lower(), f"Confirmation\u00a0{NUMBER}", NUMBER),
        ("affiche", "LEV-CHA@2026-12-01", "Affiche\u00a0Salle Chaudière, mardi 1er décembre 2026", "Comité"),
        ("affiche", "LEV-CHA", "Affiche\u00a0Salle Chaudière, vendredi 20 novembre 2026", "Chaudière"),
        (
            "planning",
            "Services Québec de Lévis@2026-12-03",
            "Planning de la semaine\u00a049, Services Québec de Lévis",
            "Comité",
        ),
        (
            "planning",
            "Services Québec de Lévis",
            "Planning de la semaine\u00a047, Services Québec de Lévis",
            "16 au 20 novembre 2026",
        ),
    ],
)
def test_that_a_document_is_written(
    printed: Print, sheet: Path, document: str, key: str, title: str, words: str
) -> None:
    told = printed(document, key)
    assert (told.code, told.results) == (0, [{"document": document, "title": title, "file": str(sheet)}])
    assert words in said(sheet)


def test_that_every_print_is_on_record(printed: Print, base: str) -> None:
    printed("confirmation", NUMBER)
    printed("affiche", "LEV-CHA@2026-12-01")
    database = Database(open_engine(parse_location(base)))
    query = select(AuditRow.row_id).where(AuditRow.action == "print").order_by(AuditRow.id)
    kept = database.read(lambda session: list(session.scalars(query)))
    database.close()
    assert kept == [NUMBER, "LEV-CHA 2026-12-01"]


def test_that_papers_of_flying_teams_are_asked_for_by_their_numbers(printed: Print, sheet: Path) -> None:
    for document, key, words in (
        ("proposition", "PA-2026-9999", "Aucune proposition ne porte le numéro"),
        ("engagement", "D-2026-9999", "Aucune demande ne porte le numéro"),
        ("ordre", "D-2026-9999/1", "Aucune demande ne porte le numéro"),
        ("evaluation", "D-2026-9999@membre", "Aucune demande ne porte le numéro"),
        ("releve", "RV-2026-9999", "Aucun relevé émis ne porte le numéro"),
        ("planning-equipe", "XYZ", "Aucune équipe volante ne porte le code"),
    ):
        told = printed(document, key)
        assert (told.code, words in told.err) == (1, True), document
    for document, key in (("ordre", "D-2026-0001@2026-10-14"), ("evaluation", "D-2026-0001@chef")):
        assert printed(document, key).code == 2
    assert not sheet.exists()


@pytest.mark.parametrize("document", ["bulletin", "carte", "relevé"])
def test_that_a_document_of_another_version_is_unknown_here(
    printed: Print, sheet: Path, document: str
) -> None:
    told = printed(document, "x")
    assert told.code == 2
    assert "Ce document n’existe pas dans cette version" in told.err
    assert not sheet.exists()


@pytest.mark.parametrize(
    ("document", "key", "words"),
    [
        ("confirmation", "R-2026-000099", "Aucune réservation ne porte le numéro"),
        ("affiche", "LEV-NON", "Aucun espace ne porte le code"),
        ("planning", "Nulle part", "Aucun immeuble ne porte le nom"),
    ],
)
def test_that_a_key_that_names_nothing_is_refused(
    printed: Print, sheet: Path, document: str, key: str, words: str
) -> None:
    told = printed(document, key)
    assert told.code == 1
    assert words in told.err
    assert not sheet.exists()


@pytest.mark.parametrize(
    ("document", "key", "words"),
    [
        ("affiche", "LEV-CHA@demain", "La date «\u00a0demain\u00a0» ne se lit pas"),
        ("affiche", "LEV-CHA@2026-02-30", "ne se lit pas"),
        ("confirmation", f"{NUMBER}@2026-12-01", "ne prend pas de date"),
    ],
)
def test_that_a_date_that_cannot_be_read_is_told(printed: Print, document: str, key: str, words: str) -> None:
    told = printed(document, key)
    assert told.code == 2
    assert words in told.err


def test_that_only_a_pdf_in_a_folder_that_exists_is_written(printed: Print, tmp_path: Path) -> None:
    wrong = printed("confirmation", NUMBER, tmp_path / "document.txt")
    assert (wrong.code, "«\u00a0.pdf\u00a0»" in wrong.err) == (2, True)
    absent = printed("confirmation", NUMBER, tmp_path / "absent" / "document.pdf")
    assert (absent.code, "ne peut pas être écrit" in absent.err) == (2, True)


def test_that_the_file_to_write_must_be_named(run: Run, base: str) -> None:
    told = run("--base", base, "imprimer", "confirmation", NUMBER)
    assert (told.code, "--sortie" in told.err) == (2, True)


def test_that_a_key_may_name_a_day() -> None:
    assert read_key("LEV-CHA@2026-12-01") == ("LEV-CHA", date(2026, 12, 1))
    assert read_key("Services Québec de Lévis") == ("Services Québec de Lévis", None)


POSTS = {
    "positions": [
        {
            "number": "P-001",
            "title": "Paie des occasionnels",
            "unit": "DSGI-03",
            "organisation": "SQ-SC",
            "holder": "alice.roy@exemple.quebec",
            "manager": "benoit.cote@exemple.quebec",
            "unique": True,
            "impact": 4,
            "attrition": 2,
            "sheet": {
                "mission": "Payer à temps.",
                "tasks": [
                    {
                        "key": "T1",
                        "title": "Payer",
                        "criticality": 4,
                        "max_interruption_days": 2,
                        "recovery_days": 1,
                        "required_level": 3,
                        "wanted": 2,
                        "procedure_date": "2026-05-01",
                        "rule": "FREQ=WEEKLY;BYDAY=MO",
                    }
                ],
            },
        }
    ],
    "competences": [
        {
            "person": "chloe.audet@exemple.quebec",
            "position": "P-001",
            "task": "T1",
            "level": 3,
            "validated": "2026-09-01",
            "access": True,
            "in_training": False,
        }
    ],
}


@pytest.fixture
def posts(run: Run, base: str, tmp_path: Path, sheet: Path) -> Print:
    """Prints from an office with one position and its sheet."""
    content = tmp_path / "postes.json"
    content.write_text(json.dumps(POSTS), encoding="utf-8")
    assert run("--base", base, "--maintenant", NOW, "postes", "importer", content).code == 0

    def print_it(document: str, key: str, path: Path = sheet) -> Ran:
        options = ("--base", base, "--maintenant", NOW, "imprimer", document, key)
        return run(*options, "--sortie", path, "--json")

    return print_it


@pytest.mark.parametrize(
    ("document", "key", "title", "words"),
    [
        ("fiche", "P-001", "Fiche\u00a0P-001, version 1", "15 Signatures"),
        ("fiche-une-page", "p-001", "Fiche\u00a0P-001, version 1", "Payer à temps."),
        (
            "fiche-releve",
            "P-001@chloe.audet@exemple.quebec",
            "Fiche\u00a0P-001, version 1, copie de Chloe Audet",
            "Prise de connaissance",
        ),
        ("matrice", "DSGI-03", "Matrice de couverture\u00a0DSGI-03", "T1 Payer"),
        ("registre", "DSGI-03", "Registre des postes\u00a0DSGI-03", "P-001"),
    ],
)
def test_that_the_papers_of_a_position_are_written(
    posts: Print, sheet: Path, document: str, key: str, title: str, words: str
) -> None:
    told = posts(document, key)
    assert (told.code, told.results) == (0, [{"document": document, "title": title, "file": str(sheet)}])
    assert words in " ".join(said(sheet).split())


@pytest.mark.parametrize(
    ("document", "key", "code", "words"),
    [
        ("fiche", "P-009", 1, "Aucun poste ne porte le numéro"),
        ("plan-releve", "P-001", 1, "Aucune absence n’est annoncée"),
        ("matrice", "X", 1, "Aucune unité ne porte le code"),
        ("fiche-releve", "P-001@x@exemple.quebec", 1, "n’est pas en relève"),
        ("fiche-releve", "p-001", 2, "P-001@prenom.nom@exemple.quebec. Sans courriel, la copie est celle de"),
        ("fiche-releve", "P-009", 1, "Aucun poste ne porte le numéro"),
        ("fiche", "P-001@2026-12-01", 2, "ne prend pas de date"),
    ],
)
def test_that_a_paper_of_a_position_that_cannot_be_made_is_refused(
    posts: Print, sheet: Path, document: str, key: str, code: int, words: str
) -> None:
    told = posts(document, key)
    assert (told.code, words in told.err) == (code, True), told.err
    assert not sheet.exists()
