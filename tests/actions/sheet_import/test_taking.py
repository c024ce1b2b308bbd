"""What a document calls its columns is matched to fields, shown, chosen otherwise, and taken cell by cell."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from actions.sheet_import.filled import cell, document, paragraph, table
from agence_desktop.actions.sheet_import import (
    DocumentTable,
    ImportMapping,
    Layout,
    Outcome,
    Taken,
    guess,
    guess_table,
    read_tables,
    take,
    targets,
    with_table,
    with_target,
    write_blank,
)
from agence_desktop.core.errors import InputError
from agence_desktop.positions.content import AbsenceLength, DueRule, Sheet, Task, WorkdayOf
from agence_desktop.positions.editing import Content
from agence_desktop.positions.rows import Control, SheetReason

TODAY = date(2026, 11, 20)
EMPTY = Content(Sheet(), Control())
TASKS = (
    ("No", "Nom de la tâche", "Quand", "Crit.", "Destinataire", "DMIA", "Remarques"),
    ("1", "Traiter les demandes", "chaque jour ouvrable, 11 h", "4", "Paiements", "1 j", "urgent"),
    ("2", "Rendre des comptes", "10e jour ouvrable du trimestre", "3", "Direction", "1 mois", ""),
)


def taken(*tables: DocumentTable, start: Content = EMPTY) -> Taken:
    return take(guess(tables), tables, start, TODAY)


def targets_in(mapping: ImportMapping, table: int = 0) -> list[str | None]:
    return [choice.target for choice in mapping.tables[table].choices]


def test_that_headings_are_matched_without_accents_by_their_synonyms() -> None:
    mapping = guess([DocumentTable("TACHES", TASKS)])
    assert (mapping.tables[0].group, mapping.tables[0].layout) == ("tasks", Layout.COLUMNS)
    assert targets_in(mapping) == [
        *("tasks/key", "tasks/title", "tasks/due", "tasks/criticality", "tasks/recipient"),
        *("tasks/max_interruption_days", None),
    ]
    assert mapping.tables[0].choices[1].sample == "Traiter les demandes"


@pytest.mark.parametrize(
    "heading",
    ["Interruption tolérée", "Délai maximal d'interruption", "INTERRUPTION MAXIMALE", "Arrêt toléré"],
)
def test_that_the_tolerated_interruption_is_known_by_its_names(heading: str) -> None:
    mapping = guess([DocumentTable("Tâches", (("Tâche", "Criticité", heading), ("Payer", "4", "3 j")))])
    assert targets_in(mapping)[2] == "tasks/max_interruption_days"


def test_that_rows_become_tasks_with_what_can_be_read() -> None:
    found = taken(DocumentTable("Tâches", TASKS))
    first, second = found.content.sheet.tasks
    assert (first.key, first.title, first.criticality) == ("T1", "Traiter les demandes", 4)
    assert first.due == DueRule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", before=time(11))
    assert first.max_interruption_days == Fraction(1)
    assert second.due == DueRule(workday=10, of=WorkdayOf.QUARTER)
    assert found.count(Outcome.TAKEN) == 12
    assert [cell.text for cell in found.cells if cell.outcome is Outcome.LEFT] == ["urgent"]


def test_that_headings_may_stand_below_a_title() -> None:
    rows = (("Fiche du poste", "", "", "", "", "", ""), *TASKS)
    mapping = guess([DocumentTable("Feuil1", rows)])
    assert mapping.tables[0].header == 1
    assert mapping.tables[0].group == "tasks"


def test_that_what_cannot_be_read_is_kept_as_typed_and_told() -> None:
    rows = (("Tâche", "Criticité", "Échéance"), ("Payer", "énorme", "quand on peut"))
    found = taken(DocumentTable("Tâches", rows))
    (task,) = found.content.sheet.tasks
    assert task.criticality is None
    assert found.content.typed == {"tasks/T1/criticality": "énorme"}
    assert task.due_text == "quand on peut"
    unread = [cell for cell in found.cells if cell.outcome is Outcome.UNREAD]
    assert [cell.target for cell in unread] == ["Criticité", "Échéance"]
    assert all(cell.why for cell in unread)


def test_that_a_secret_is_refused_with_where_to_put_it() -> None:
    rows = (("Système", "Profil", "Qui accorde"), ("Paie", "mot de passe : Soleil-2026", "Pilotage"))
    found = taken(DocumentTable("Accès", rows))
    assert found.content.sheet.accesses[0].profile == ""
    (refused,) = [cell for cell in found.cells if cell.outcome is Outcome.REFUSED]
    assert "coffre" in refused.why
    assert "Soleil" not in repr(found)


def test_that_known_tasks_are_filled_further_and_others_added() -> None:
    known = Sheet(tasks=(Task("T4", "Payer", recipient="Finances"), Task("T2", "Classer")))
    rows = (
        ("N°", "Tâche", "Livrable"),
        ("", "payer", "Virement"),
        ("T2", "Classer tout", ""),
        ("", "Lire", "Note"),
    )
    tasks = taken(DocumentTable("Tâches", rows), start=Content(known, Control())).content.sheet.tasks
    assert [(task.key, task.title, task.deliverable) for task in tasks] == [
        *(("T4", "payer", "Virement"), ("T2", "Classer tout", ""), ("T5", "Lire", "Note")),
    ]
    assert tasks[0].recipient == "Finances"


def test_that_six_columns_of_impact_become_one_field() -> None:
    rows = (
        ("Tâche", "1 h", "3 h", "1 jour", "3 jours", "1 semaine", "1 mois", "Criticité"),
        ("Payer", "1", "2", "4", "5", "5", "5", "4"),
    )
    assert taken(DocumentTable("Tâches", rows)).content.sheet.tasks[0].impacts == (1, 2, 4, 5, 5, 5)


def test_that_labels_with_answers_fill_the_fields_of_the_sheet_and_its_lists() -> None:
    rows = (
        ("Mission du poste", "Verser l’aide urgente."),
        ("Motif de la fiche", "absence"),
        ("Semaines d’apprentissage", "3"),
        ("Chose à savoir 1", "Avant 11 h."),
        ("Chose à savoir 2", "Rien promettre."),
        ("À ne jamais faire", "• Verser deux fois\n• Deviner"),
        ("Couleur préférée", "bleu"),
    )
    found = taken(DocumentTable("", rows))
    sheet = found.content.sheet
    assert (sheet.mission, sheet.weeks_to_autonomy) == ("Verser l’aide urgente.", 3)
    assert found.content.control.reason is SheetReason.ABSENCE
    assert sheet.know == ("Avant 11 h.", "Rien promettre.")
    assert sheet.never == ("Verser deux fois", "Deviner")
    assert found.count(Outcome.LEFT) == 1


def test_that_a_table_for_each_task_is_a_line_for_each_column_of_answers() -> None:
    rows = (
        ("Tâche", "Payer", "Classer"),
        ("Fréquence", "Quotidienne", "Mensuelle"),
        ("Livrable", "Virement", "Bordereau"),
        ("Niveau requis", "3", "1"),
    )
    tasks = taken(DocumentTable("Tâche principale", rows)).content.sheet.tasks
    assert [(task.title, task.frequency, task.required_level) for task in tasks] == [
        *(("Payer", "Quotidienne", 3), ("Classer", "Mensuelle", 1)),
    ]


def test_that_the_relief_plan_knows_its_three_lengths() -> None:
    rows = (
        ("Durée", "Qui remplace", "Suspendu"),
        ("2 jours ou moins", "Karim", ""),
        ("3 à 10 jours", "Josée", "Salles"),
        ("Plus de 10 jours", "Équipe volante", ""),
        ("Toujours", "Personne", ""),
    )
    found = taken(DocumentTable("Plan de relève", rows))
    lines = {line.length: line for line in found.content.sheet.relief}
    assert [lines[length].who for length in AbsenceLength] == ["Karim", "Josée", "Équipe volante"]
    assert lines[AbsenceLength.MEDIUM].suspended == "Salles"
    assert found.count(Outcome.REFUSED) == 2


def test_that_boxes_are_yes_and_no() -> None:
    rows = (("Système", "Profil", "La relève l’a"), ("Paie", "Lecture", "☒"), ("Budget", "Lecture", "☐"))
    accesses = taken(DocumentTable("Accès", rows)).content.sheet.accesses
    assert [one.substitute_has for one in accesses] == [True, False]


def test_that_another_field_can_be_chosen_and_is_taken_from_the_column_that_had_it() -> None:
    tables = [DocumentTable("Tâches", TASKS)]
    mapping = with_target(guess(tables), 0, 6, "tasks/recipient")
    assert targets_in(mapping)[4:] == [None, "tasks/max_interruption_days", "tasks/recipient"]
    assert take(mapping, tables, EMPTY, TODAY).content.sheet.tasks[0].recipient == "urgent"
    mapping = with_target(mapping, 0, 1, None)
    assert targets_in(mapping)[1] is None
    with pytest.raises(KeyError):
        with_target(mapping, 0, 1, "tasks/nothing")


def test_that_a_table_can_be_read_as_another_list_of_the_sheet() -> None:
    rows = (("Quoi", "Échéance"), ("Dossier 12", "2026-12-04"))
    tables = [DocumentTable("À suivre", rows)]
    mapping = with_table(guess(tables), guess_table(0, tables[0], "works"))
    mapping = with_target(mapping, 0, 0, "works/file")
    (work,) = take(mapping, tables, EMPTY, TODAY).content.sheet.works
    assert (work.file, work.due) == ("Dossier 12", date(2026, 12, 4))


def test_that_a_table_about_something_else_is_left_aside() -> None:
    mapping = guess([DocumentTable("Budget 2026", (("Compte", "Montant"), ("4100", "12 000")))])
    assert mapping.matched == 0


def test_that_each_field_people_fill_can_be_chosen_once() -> None:
    names = [target.name for target in targets()]
    assert len(set(names)) == len(names)
    assert {"mission", "tasks/due", "relief/length", "tasks/key", "know/text"} <= set(names)
    assert "next_review" not in names


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_that_the_blank_reads_back_with_every_label_matched(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"gabarit{ending}"
    write_blank(path)
    tables = read_tables(path)
    mapping = guess(tables)
    assert [
        (one.title, choice.heading) for one in mapping.tables for choice in one.choices if not choice.target
    ] == []
    assert len({choice.target for one in mapping.tables for choice in one.choices}) == len(targets()) - 6
    assert take(mapping, tables, EMPTY, TODAY).content == EMPTY


def test_that_a_filled_blank_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "gabarit.xlsx"
    write_blank(path)
    book = load_workbook(path)
    book["Fiche"]["B3"] = "Verser l’aide urgente."
    book["Tâches"]["B2"], book["Tâches"]["D2"] = "Payer", "lundi 16 h"
    book["Cinq choses à savoir"]["A2"] = "Avant 11 h."
    book.save(path)
    tables = read_tables(path)
    found = take(guess(tables), tables, EMPTY, TODAY)
    assert found.content.sheet.know == ("Avant 11 h.",)
    (task,) = found.content.sheet.tasks
    assert (task.key, task.title, task.due) == (
        "T1",
        "Payer",
        DueRule("FREQ=WEEKLY;BYDAY=MO", before=time(16)),
    )


def test_that_a_filled_word_document_is_taken(tmp_path: Path) -> None:
    path = document(
        tmp_path / "f.docx",
        *(paragraph("Personnes ressources", "Heading1"),),
        table(
            [["Fonction", "Organisme", "Téléphone"], [cell(paragraph("Pilotage")), "SQ-SC", "418 555-0151"]]
        ),
    )
    tables = read_tables(path)
    (contact,) = take(guess(tables), tables, EMPTY, TODAY).content.sheet.contacts
    assert (contact.function, contact.organisation, contact.phone) == ("Pilotage", "SQ-SC", "418 555-0151")


def test_that_a_blank_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        write_blank(tmp_path / "gabarit.odt")
    assert told.value.code == "wrong_ending"
