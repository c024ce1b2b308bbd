"""A filled document becomes the open draft, in one step that can be taken back."""

from __future__ import annotations

from pathlib import Path

from actions.sheet_import.filled import workbook
from agence_desktop.desktop.positions.importing import ImportDialog
from desktop.positions.editor.conftest import Opened, contribution, furnished
from support.pages.sheet_editor import SheetEditorPage


def taken(editor: SheetEditorPage, path: Path) -> None:
    """Read a document and take what it holds."""
    editor.place.versions.import_document()
    dialog = editor.dialog(ImportDialog)
    dialog.read(path)
    editor.settle()
    dialog.next_button.click()
    editor.settle()
    dialog.next_button.click()
    editor.settle()


def filled(folder: Path) -> Path:
    return workbook(
        folder / "fiche.xlsx",
        Tâches=[("Tâche", "Livrable", "Criticité"), ("Classer les dossiers", "Bordereau", 2)],
    )


def test_that_a_document_is_taken_into_the_draft_and_back_out(
    editor: SheetEditorPage, tmp_path: Path
) -> None:
    before = editor.sheet
    taken(editor, filled(tmp_path))
    assert editor.sheet.tasks[-1].title == "Classer les dossiers"
    assert len(editor.sheet.tasks) == len(before.tasks) + 1
    editor.store.undo()
    assert editor.sheet == before


def test_that_a_post_without_sheet_begins_with_a_document(
    open_window: Opened, url: str, tmp_path: Path
) -> None:
    unit = furnished(url, sheet=None)
    with open_window(url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        taken(editor, filled(tmp_path))
        assert [task.title for task in editor.sheet.tasks] == ["Classer les dossiers"]
        assert editor.store.editable
