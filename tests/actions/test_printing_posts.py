"""Sheets, relief plans, matrices and registers from a database: what they say, who may, what is recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.test_printing import text_of
from agence_desktop.actions.printing.batch import print_unit_sheets
from agence_desktop.actions.printing.child import (
    DrawingCancelledError,
    DrawingProcess,
    DrawingStoppedError,
)
from agence_desktop.actions.printing.comparisons import print_comparison
from agence_desktop.actions.printing.posts import (
    print_matrix,
    print_register,
    print_relief,
    print_sheet,
    sheet_paper,
    surroundings,
)
from agence_desktop.core.errors import InputError, RefusedError, RightMissingError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.documents.sheets.rows import Variant
from agence_desktop.positions.commands.absences import announce
from agence_desktop.positions.commands.competences import validate
from agence_desktop.positions.commands.deciding import approve
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.posts import PositionDraft, save_position, unit_of
from agence_desktop.positions.commands.writing import Save, open_version, save_draft, submit
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.rows import Competence
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.work import Database
from support import office, posts
from support.posts import AGENCE, COMPLETE, CONTROL, Unit

REVIEW = date(2027, 5, 20)


@pytest.fixture
def unit(database: Database) -> Unit:
    """The unit, its sheet approved as version 1; Karim covers T1."""

    def work(session: Session) -> Unit:
        unit = posts.furnish(session)
        sheet_id, version = posts.write_complete(session, unit)
        submit(session, unit.holder, sheet_id, version)
        approve(session, unit.manager, sheet_id, version + 1, REVIEW)
        known = Competence(unit.karim, unit.position_id, "T1", 3, date(2026, 9, 14), access=True)
        validate(session, unit.manager, known)
        return unit

    return database.write(work)


def prints(database: Database) -> list[tuple[str, dict[str, Any]]]:
    """Subject and detail of each print on record."""

    def work(session: Session) -> list[tuple[str, dict[str, Any]]]:
        query = (
            select(AuditRow.row_id, AuditRow.after).where(AuditRow.action == "print").order_by(AuditRow.id)
        )
        return [
            (subject, detail if isinstance(detail, dict) else json.loads(detail))
            for subject, detail in session.execute(query)
        ]

    return database.read(work)


def said(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def test_that_a_sheet_says_what_the_database_holds(database: Database, unit: Unit) -> None:
    printed = print_sheet(database, unit.manager, "p-0142")
    told = said(printed.pdf)
    for words in (
        "Prestations spéciales",
        "Décider et verser les prestations spéciales urgentes.",
        "Karim Benali, 1re relève",
        "418 555-0117",
        "20 mai 2027",
        "version 1, approuvée le 20 novembre 2026",
        "Services Québec de Lévis, Lévis",
        "diffusion : unité administrative",
    ):
        assert words in told, words
    assert (printed.name, printed.title) == ("fiche-P-0142-v1.pdf", "Fiche\u00a0P-0142, version 1")


def test_that_the_version_in_force_prints_although_a_newer_one_is_being_written(
    database: Database, unit: Unit
) -> None:
    def work(session: Session) -> None:
        opened = open_version(session, unit.holder, unit.position_id)
        sheet = Sheet(mission="Nouvelle mission.")
        save_draft(session, unit.holder, Save(opened.sheet_id, opened.version, sheet, CONTROL))

    database.write(work)
    assert "Décider et verser" in said(print_sheet(database, unit.manager, "P-0142").pdf)
    draft = said(print_sheet(database, unit.manager, "P-0142", version=2).pdf)
    assert "Nouvelle mission." in draft
    assert "version 2, brouillon" in draft


@pytest.mark.parametrize("variant", list(Variant))
def test_that_every_print_is_on_record_with_its_version(
    database: Database, unit: Unit, variant: Variant
) -> None:
    reader = unit.karim if variant is Variant.SUBSTITUTE else None
    print_sheet(database, unit.manager, "P-0142", variant, reader=reader)
    ((subject, detail),) = prints(database)
    assert subject == "P-0142"
    assert detail["version"] == 1
    assert (
        detail["document"]
        == {
            Variant.ONE_PAGE: "fiche-une-page",
            Variant.COMPLETE: "fiche",
            Variant.SUBSTITUTE: "fiche-releve",
        }[variant]
    )
    assert detail.get("copy_for") == reader


def _clerk(person: int | None = None) -> Desk:
    return Desk(Actor("commis", "Commis", person, frozenset({Grant(Role.CLERK, office.HOST)})))


def test_that_clerks_holder_and_manager_print_and_others_do_not(database: Database, unit: Unit) -> None:
    for desk in (_clerk(), unit.holder, unit.manager, AGENCE):
        assert print_sheet(database, desk, "P-0142").pdf.startswith(b"%PDF")
    reader = Desk(Actor("lecteur", "", None, frozenset({Grant(Role.READER)})))
    for desk in (unit.stranger, reader, unit.substitute, unit.second):
        with pytest.raises(RightMissingError):
            print_sheet(database, desk, "P-0142")
    assert len(prints(database)) == 4


def test_that_a_substitute_prints_page_one_and_their_own_copy_only(database: Database, unit: Unit) -> None:
    own = print_sheet(database, unit.substitute, "P-0142", Variant.SUBSTITUTE)
    assert own.title.endswith("copie de Karim Benali")
    assert print_sheet(database, unit.substitute, "P-0142", Variant.ONE_PAGE).pdf.startswith(b"%PDF")
    josee = Competence(unit.josee, unit.position_id, "T2", 2, date(2026, 9, 14))
    database.write(lambda session: validate(session, unit.manager, josee))
    with pytest.raises(RightMissingError):
        print_sheet(database, unit.substitute, "P-0142", Variant.SUBSTITUTE, reader=unit.josee)
    copy = print_sheet(
        database, unit.manager, "P-0142", Variant.SUBSTITUTE, reader="josée.lachance@exemple.quebec"
    )
    assert copy.title.endswith("copie de Josée Lachance")


@pytest.mark.parametrize("reader", ["inconnue@exemple.quebec", office.ROY])
def test_that_a_copy_is_made_for_substitutes_only(database: Database, unit: Unit, reader: int | str) -> None:
    with pytest.raises(RefusedError) as refusal:
        print_sheet(database, unit.manager, "P-0142", Variant.SUBSTITUTE, reader=reader)
    assert refusal.value.code == "not_a_substitute"


def test_that_what_does_not_exist_is_refused(database: Database, unit: Unit) -> None:
    wanted: list[tuple[Callable[[], object], str]] = [
        (lambda: print_sheet(database, unit.manager, "P-9999"), "unknown_position"),
        (lambda: print_sheet(database, unit.manager, "P-0142", version=9), "unknown_sheet"),
        (lambda: print_relief(database, unit.manager, "P-9999"), "unknown_position"),
        (lambda: print_relief(database, unit.manager, "P-0142"), "no_absence"),
        (lambda: print_matrix(database, unit.manager, "U-9"), "unknown_unit"),
        (lambda: print_register(database, unit.manager, "U-9"), "unknown_unit"),
    ]
    for work, code in wanted:
        with pytest.raises(RefusedError) as refusal:
            work()
        assert refusal.value.code == code
    assert prints(database) == []


def test_that_the_relief_plan_is_that_of_the_absence_announced_last(database: Database, unit: Unit) -> None:
    for first, last in ((date(2027, 1, 4), date(2027, 1, 8)), (date(2026, 11, 30), date(2026, 12, 4))):
        database.write(lambda session: announce(session, unit.holder, unit.maryse, first, last))  # noqa: B023
    printed = print_relief(database, unit.manager, "P-0142")
    told = said(printed.pdf)
    assert "absence de Maryse Thibodeau" in told
    assert "30 novembre au 4 décembre 2026" in told
    assert "Karim Benali" in told
    ((subject, detail),) = prints(database)
    assert (subject, detail["document"]) == ("P-0142", "plan-releve")
    assert detail["absence"] == "2026-11-30/2026-12-04"
    with pytest.raises(RightMissingError):
        print_relief(database, unit.stranger, "P-0142")


def test_that_the_matrix_and_the_register_of_a_unit_print(database: Database, unit: Unit) -> None:
    matrix = said(print_matrix(database, unit.manager, "SO-CN").pdf)
    assert "T1 Traiter les demandes" in matrix
    assert "Karim Benali" in matrix
    register = said(print_register(database, _clerk(), "SO-CN").pdf)
    assert "P-0142" in register
    assert "Approuvée, version 1" in register
    assert [detail["document"] for _, detail in prints(database)] == ["matrice", "registre"]
    for work in (print_matrix, print_register):
        with pytest.raises(RightMissingError):
            work(database, unit.stranger, "SO-CN")


def _three(session: Session) -> None:
    """Two more positions in the unit, one of them without a sheet."""
    unit_id = unit_of(session, AGENCE, "SO-CN", "Soutien aux opérations", office.HOST)
    for number in ("P-0150", "P-0151"):
        draft = PositionDraft(number=number, title="Accueil", unit_id=unit_id, organisation_id=office.HOST)
        position, _ = save_position(session, AGENCE, draft)
        if number == "P-0150":
            open_version(session, AGENCE, position)


def test_that_the_sheets_of_a_unit_are_written_by_another_process(
    database: Database, unit: Unit, tmp_path: Path
) -> None:
    database.write(_three)
    seen: list[tuple[int, int]] = []
    report = print_unit_sheets(
        database, unit.manager, "SO-CN", tmp_path, progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [path.name for path in report.files] == ["fiche-P-0142-v1.pdf", "fiche-P-0150-v1.pdf"]
    assert (report.without_sheet, report.cancelled) == (("P-0151",), False)
    assert "Décider et verser" in PdfReader(report.files[0]).pages[0].extract_text()
    assert [subject for subject, _ in prints(database)] == ["P-0142", "P-0150"]
    same = print_sheet(database, unit.manager, "P-0142").pdf
    assert report.files[0].read_bytes() == same


def test_that_a_batch_stops_between_two_sheets_and_keeps_what_is_written(
    database: Database, unit: Unit, tmp_path: Path
) -> None:
    database.write(_three)
    done: list[int] = []
    report = print_unit_sheets(
        *(database, unit.manager, "SO-CN", tmp_path),
        progress=lambda count, _total: done.append(count),
        cancelled=lambda: bool(done) and done[-1] >= 1,
    )
    assert report.cancelled
    assert len(report.files) == len(list(tmp_path.iterdir())) == len(prints(database)) == 1


def test_that_a_sheet_that_is_being_drawn_is_given_up(database: Database, unit: Unit) -> None:
    paper = database.read(
        lambda session: sheet_paper(session, unit.manager, unit.position_id, surroundings(session))
    )
    drawing = DrawingProcess("Arrêté.")
    with pytest.raises(DrawingCancelledError), drawing:
        drawing.draw(paper, lambda: True)
    assert drawing._process is None


def test_that_a_process_that_ends_by_itself_is_told(database: Database, unit: Unit) -> None:
    paper = database.read(
        lambda session: sheet_paper(session, unit.manager, unit.position_id, surroundings(session))
    )
    with DrawingProcess("Arrêté.") as drawing:
        drawing._started()
        assert drawing._process is not None
        drawing._process.kill()
        with pytest.raises(DrawingStoppedError):
            drawing.draw(paper, lambda: False)


def test_that_what_cannot_be_drawn_is_a_fault() -> None:
    with pytest.raises(DrawingStoppedError) as fault, DrawingProcess("Arrêté.") as drawing:
        drawing.draw("no sheet", lambda: False)  # type: ignore[arg-type]
    assert "AttributeError" in str(fault.value.__cause__)


def test_that_a_batch_needs_a_folder_and_the_right_for_the_whole_unit(
    database: Database, unit: Unit, tmp_path: Path
) -> None:
    with pytest.raises(InputError):
        print_unit_sheets(database, unit.manager, "SO-CN", tmp_path / "absent")
    for desk in (unit.stranger, unit.holder):
        with pytest.raises(RightMissingError):
            print_unit_sheets(database, desk, "SO-CN", tmp_path)
    assert list(tmp_path.iterdir()) == []


# Comparisons


def next_version(database: Database, unit: Unit) -> None:
    """Version 2, which says another mission, submitted."""

    def work(session: Session) -> None:
        opened = open_version(session, unit.holder, unit.position_id)
        sheet = replace(COMPLETE, mission="Décider des prestations spéciales.")
        saved = save_draft(session, unit.holder, Save(opened.sheet_id, opened.version, sheet, CONTROL))
        submit(session, unit.holder, saved.sheet_id, saved.version)

    database.write(work)


def test_that_a_comparison_says_what_changed_and_is_on_record(database: Database, unit: Unit) -> None:
    next_version(database, unit)
    printed = print_comparison(database, unit.manager, "p-0142")
    told = said(printed.pdf)
    for words in (
        "Ce qui change de la version 1 à la version 2",
        "Décider des prestations spéciales.",
        "À décider d’ici le 27 novembre 2026",
        "À valider avant d’approuver",
    ):
        assert words in told, words
    assert printed.name == "comparaison-P-0142-v1-v2.pdf"
    ((subject, detail),) = prints(database)
    assert (subject, detail["document"]) == ("P-0142", "comparaison")
    assert (detail["version"], detail["compared_with"]) == (2, 1)


def test_that_any_two_versions_are_compared_and_a_first_one_with_nothing(
    database: Database, unit: Unit
) -> None:
    next_version(database, unit)
    first = print_comparison(database, unit.manager, "P-0142", 0, 1)
    assert "Aucune version avant elle" in said(first.pdf)
    assert "À valider" not in said(first.pdf)
    with pytest.raises(RefusedError):
        print_comparison(database, unit.manager, "P-0142", 7, 2)
    with pytest.raises(RefusedError):
        print_comparison(database, unit.manager, "P-9999")


def test_that_a_comparison_is_for_those_who_may_print_the_sheet(database: Database, unit: Unit) -> None:
    next_version(database, unit)
    assert print_comparison(database, unit.holder, "P-0142").pdf
    stranger = Desk(Actor("autre", "Autre", None, frozenset({Grant(Role.CLERK, office.OTHER)})))
    for desk in (stranger, unit.substitute):
        with pytest.raises(RightMissingError):
            print_comparison(database, desk, "P-0142")
    assert len(prints(database)) == 1
