"""A document is chosen, its mapping shown and changed, and only then taken into the draft, in one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from actions.sheet_import.filled import workbook
from agence_desktop.desktop.positions.importing import ImportDialog, texts
from agence_desktop.desktop.positions.importing.lines import ChoiceLine
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.positions.catalogue import GROUPS
from agence_desktop.positions.content import Sheet, Task
from agence_desktop.positions.editing import Content
from agence_desktop.positions.rows import Control

TODAY = date(2026, 11, 20)
START = Content(Sheet(tasks=(Task("T1", "Payer"),)), Control())


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "fiche.xlsx",
        Tâches=[
            ("Tâche", "Criticité", "Remarques"),
            ("Payer", 4, "Paiements"),
            ("Classer", "beaucoup", ""),
        ],
        Contacts=[("Fonction", "Organisme", "Téléphone"), ("Pilotage", "SQ-SC", "418 555-0151")],
    )


@pytest.fixture
def dialog(qtbot: QtBot, look: Theme, tasks: Tasks) -> Iterator[ImportDialog]:
    assert look
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = ImportDialog(tasks, START, TODAY, ("T7",), window)
    made.open()
    yield made
    made.reject()


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle)


def shown(dialog: ImportDialog) -> list[tuple[str, str]]:
    rows: list[ChoiceLine] = dialog.mapping_page.choice_model.rows()
    return [(line.choice.heading, line.field) for line in rows]


def test_that_nothing_can_be_taken_before_a_document_is_read(dialog: ImportDialog) -> None:
    assert not dialog.next_button.isEnabled()
    assert dialog.file_label.text() == texts.NO_FILE


def test_that_the_mapping_is_shown_first(
    dialog: ImportDialog, qtbot: QtBot, tasks: Tasks, filled: Path
) -> None:
    dialog.read(filled)
    settle(qtbot, tasks)
    assert [row.title for row in dialog.mapping_page.table_model.rows()] == ["Tâches", "Contacts"]
    assert shown(dialog) == [
        *(("Tâche", "Tâches, Tâche"), ("Criticité", "Tâches, Criticité"), ("Remarques", texts.NOT_TAKEN)),
    ]
    dialog.mapping_page.table_pane.view.choose(1)
    assert shown(dialog)[0] == ("Fonction", "Contacts, Fonction")


def test_that_another_field_is_chosen_from_the_menu_of_a_column(
    dialog: ImportDialog, qtbot: QtBot, tasks: Tasks, filled: Path
) -> None:
    dialog.read(filled)
    settle(qtbot, tasks)
    menu = dialog.mapping_page.choose_field(dialog.mapping_page.choice_model.rows()[2])
    next(action for action in menu.actions() if action.text() == "Tâches, Destinataire").trigger()
    menu.close()
    assert shown(dialog)[2] == ("Remarques", "Tâches, Destinataire")
    menu = dialog.mapping_page.choose_group(dialog.mapping_page.table_model.rows()[0])
    next(action for action in menu.actions() if action.text() == "Travaux en cours").trigger()
    menu.close()
    assert dialog.mapping_page.mapping.tables[0].group == "works"


def test_that_what_is_taken_is_told_cell_by_cell_then_handed_over(
    dialog: ImportDialog, qtbot: QtBot, tasks: Tasks, filled: Path
) -> None:
    found: list[Content] = []
    dialog.taken.connect(found.append)
    dialog.read(filled)
    settle(qtbot, tasks)
    dialog.next_button.click()
    settle(qtbot, tasks)
    assert dialog.told.text() == "6 cellules prises, 1 à corriger, 1 laissée de côté"
    first = dialog.report_model.rows()[0]
    assert (first.text, first.row) == ("beaucoup", 3)
    assert found == []
    dialog.next_button.click()
    (content,) = found
    assert [(task.key, task.title, task.criticality) for task in content.sheet.tasks] == [
        *(("T1", "Payer", 4), ("T8", "Classer", None)),
    ]
    assert content.typed == {"tasks/T8/criticality": "beaucoup"}


def test_that_a_file_that_cannot_be_read_is_told(
    dialog: ImportDialog, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    bad = tmp_path / "fiche.docx"
    bad.write_bytes(b"PK\x03\x04")
    dialog.read(bad)
    settle(qtbot, tasks)
    assert "n’est pas un document Word lisible" in dialog.told.text()


def test_that_a_blank_to_fill_is_written(
    dialog: ImportDialog, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    dialog.write_blank(tmp_path / "gabarit.docx")
    settle(qtbot, tasks)
    assert dialog.told.text() == texts.BLANK_WRITTEN
    dialog.read(tmp_path / "gabarit.docx")
    settle(qtbot, tasks)
    assert dialog.mapping_page.table_model.rowCount() == len(GROUPS) + 1
