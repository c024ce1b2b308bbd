"""What a unit prints from its places: register, matrix, and its sheets one after another elsewhere."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import select

from agence_desktop.desktop.dialogs.preview import PreviewDialog
from agence_desktop.desktop.positions.keys import MATRIX, REGISTER, VULNERABILITY
from agence_desktop.desktop.positions.printing import texts
from agence_desktop.desktop.positions.printing.batch_dialog import BatchDialog
from agence_desktop.desktop.positions.printing.commands import print_sheets_of
from agence_desktop.desktop.positions.scoped_place import ScopedPlace
from agence_desktop.storage.audit import AuditRow
from support.accessibility import check_window
from support.fragile import Fragile
from support.windows import OpenWindow


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """Where sheets are written."""
    folder = tmp_path / "fiches"
    folder.mkdir()
    return folder


def place_of(opened: OpenWindow, key: str, unit: Fragile) -> ScopedPlace:
    place = opened.go(key, unit=unit.unit_id)
    assert isinstance(place, ScopedPlace)
    opened.settle()
    return place


def prints(opened: OpenWindow) -> list[str]:
    """What prints are on record, oldest first."""
    query = select(AuditRow.row_id).where(AuditRow.action == "print").order_by(AuditRow.id)
    return opened.database.read(lambda session: list(session.scalars(query)))


@pytest.mark.parametrize("key", [REGISTER, VULNERABILITY, MATRIX])
def test_that_a_place_of_a_unit_prints_its_paper(opened: OpenWindow, unit: Fragile, key: str) -> None:
    place = place_of(opened, key, unit)
    assert place.printable
    place.print_view()
    dialog = opened.window.findChild(PreviewDialog)
    assert dialog is not None
    opened.qtbot.waitUntil(lambda: dialog.paper is not None)
    assert dialog.paper is not None
    assert dialog.paper.name == ("matrice-SO-CN.pdf" if key == MATRIX else "registre-SO-CN.pdf")
    dialog.reject()


def test_that_all_units_at_once_are_asked_for_one(opened: OpenWindow, unit: Fragile) -> None:
    place = place_of(opened, VULNERABILITY, unit)
    place.choose_unit(None)
    opened.settle()
    place.print_view()
    assert opened.window.findChild(PreviewDialog) is None
    assert texts.CHOOSE_UNIT in opened.window.toasts.sentences


def batch(opened: OpenWindow, unit: Fragile, folder: Path) -> BatchDialog:
    dialog = print_sheets_of(place_of(opened, VULNERABILITY, unit))
    dialog.folder.setText(str(folder))
    return dialog


def test_that_the_sheets_of_a_unit_are_written_and_told(
    opened: OpenWindow, unit: Fragile, sheets: Path
) -> None:
    dialog = batch(opened, unit, sheets)
    check_window(opened.window)
    dialog.start()
    assert dialog.running
    assert dialog.close_button.text() == texts.STOP
    opened.qtbot.waitUntil(lambda: not dialog.running, timeout=60_000)
    report = dialog.report
    assert report is not None
    assert len(report.files) == len(list(sheets.glob("*.pdf"))) == 3
    assert texts.written(3, sheets.name) in dialog.note.text()
    assert len(prints(opened)) == 3
    assert not multiprocessing.active_children()


def test_that_stopping_keeps_what_is_finished_and_says_so(
    opened: OpenWindow, unit: Fragile, sheets: Path
) -> None:
    dialog = batch(opened, unit, sheets)
    dialog.start()
    opened.qtbot.waitUntil(lambda: dialog.progress.value() >= 1, timeout=60_000)
    dialog.reject()
    opened.qtbot.waitUntil(lambda: not dialog.running, timeout=60_000)
    report = dialog.report
    assert report is not None
    assert report.cancelled
    assert 1 <= len(report.files) < 3
    assert len(list(sheets.iterdir())) == len(report.files) == len(prints(opened))
    assert "ce qui était fini est gardé" in dialog.note.text()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_that_a_process_that_is_killed_is_told(opened: OpenWindow, unit: Fragile, sheets: Path) -> None:
    dialog = batch(opened, unit, sheets)
    dialog.start()
    opened.qtbot.waitUntil(lambda: bool(multiprocessing.active_children()), timeout=60_000)
    for child in multiprocessing.active_children():
        child.kill()
    opened.qtbot.waitUntil(lambda: not dialog.running, timeout=60_000)
    assert "arrêtée avant la fin" in dialog.note.text()
    assert dialog.start_button.isEnabled()
    assert list(sheets.iterdir()) == []


def test_that_a_folder_is_asked_for(opened: OpenWindow, unit: Fragile) -> None:
    dialog = print_sheets_of(place_of(opened, VULNERABILITY, unit))
    dialog.folder.clear()
    dialog.start()
    assert not dialog.running
    assert dialog.note.text() == texts.NO_FOLDER
    dialog.reject()
