"""The preview: made elsewhere, read, printed page by page, saved, opened in another viewer."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QPageLayout
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.core.errors import RefusedError
from agence_desktop.desktop.dialogs import preview_texts as texts
from agence_desktop.desktop.dialogs.paper import (
    documents_folder,
    page_image,
    page_sizes,
    prepare_printer,
    write_for_viewer,
)
from agence_desktop.desktop.dialogs.preview import PreviewDialog
from agence_desktop.desktop.tasks import Tasks
from support.accessibility import check_window, escape_closes

pytestmark = pytest.mark.usefixtures("look")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of blank pages."""

    pdf: bytes
    name: str = "R-2026-000123.pdf"
    title: str = "Confirmation R-2026-000123"

    def save(self, path: Path) -> None:
        path.write_bytes(self.pdf)


def sheet(pages: int = 3, width: float = 612, height: float = 792) -> Sheet:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width, height)
    file = io.BytesIO()
    writer.write(file)
    return Sheet(file.getvalue())


Show = Callable[..., PreviewDialog]


@pytest.fixture
def show(qtbot: QtBot, tasks: Tasks) -> Iterator[Show]:
    shown: list[PreviewDialog] = []
    parent = QWidget()
    qtbot.addWidget(parent)

    def open_one(paper: Sheet | None = None) -> PreviewDialog:
        made = PreviewDialog(tasks, "Confirmation", lambda: paper or sheet(), parent)
        shown.append(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        qtbot.waitUntil(lambda: tasks.idle)
        return made

    yield open_one
    for one in shown:
        if shiboken6.isValid(one):
            one.close()


def test_that_a_document_is_shown_with_its_title_and_pages(qtbot: QtBot, show: Show) -> None:
    dialog = show()
    assert dialog.windowTitle() == "Confirmation R-2026-000123"
    assert (dialog.pane.page_count, dialog.pane.page_label.text()) == (3, "page 1 sur 3")
    assert dialog.pane.view.accessibleName() == "Confirmation R-2026-000123, page 1 sur 3"
    dialog.pane.turn(1)
    qtbot.waitUntil(lambda: dialog.pane.page_label.text() == "page 2 sur 3")
    dialog.pane.turn(5)
    assert dialog.pane.page == 2


def test_that_zooming_goes_by_steps_from_what_is_seen(show: Show) -> None:
    dialog = show()
    dialog.pane.zoom_by(1)
    first = dialog.pane.view.zoomFactor()
    dialog.pane.zoom_by(1)
    assert dialog.pane.view.zoomFactor() > first
    dialog.pane.zoom_by(-1)
    assert dialog.pane.view.zoomFactor() == first


def test_that_it_is_worked_by_keyboard_and_read_aloud(show: Show) -> None:
    dialog = show()
    check_window(dialog)
    assert escape_closes(dialog)


def test_that_nothing_can_be_done_before_the_document_is_there(qtbot: QtBot, tasks: Tasks) -> None:
    go_on = threading.Event()

    def slow() -> Sheet:
        go_on.wait(10)
        return sheet()

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreviewDialog(tasks, "Confirmation", slow, parent)
    dialog.show()
    assert not dialog.print_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    assert [task.label for task in tasks.shown()] == ["Préparation\u00a0: Confirmation"]
    dialog.close_button.click()
    go_on.set()
    qtbot.waitUntil(lambda: tasks.idle and not shiboken6.isValid(dialog))


def test_that_a_refusal_is_told_in_the_preview(qtbot: QtBot, tasks: Tasks) -> None:
    def refuse() -> Sheet:
        raise RefusedError("unknown_booking", "Aucune réservation ne porte ce numéro.")

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreviewDialog(tasks, "Confirmation", refuse, parent)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._wait.text() == "Aucune réservation ne porte ce numéro.")
    assert dialog.close_button.text() == texts.CLOSE
    dialog.close()


def test_that_bytes_that_are_no_pdf_are_told(show: Show) -> None:
    dialog = show(Sheet(b"not a pdf"))
    assert dialog._wait.text() == texts.UNREADABLE
    assert dialog.paper is None


def test_that_saving_writes_the_very_bytes(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    paper = sheet()
    dialog = show(paper)
    dialog.ask_path()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    qtbot.waitUntil(chooser.isVisible)
    assert chooser.selectedFiles()[0].endswith("R-2026-000123.pdf")
    chooser.fileSelected.emit(str(tmp_path / "copie.pdf"))
    qtbot.waitUntil(lambda: "copie.pdf" in dialog.note.text())
    assert (tmp_path / "copie.pdf").read_bytes() == paper.pdf
    chooser.close()


def test_that_a_file_that_cannot_be_written_is_told(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    dialog = show()
    dialog.save_to(tmp_path / "absent" / "copie.pdf")
    qtbot.waitUntil(lambda: dialog.note.text() == texts.not_saved("copie.pdf"))


def printer(path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    made.setResolution(100)
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="the dialogue of Windows waits for a person")
def test_that_the_printer_is_asked_for_with_the_pages_and_the_paper_of_the_document(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    dialog = show(sheet(3, 792, 612))
    dialog.ask_printer()
    asked = dialog.findChild(QPrintDialog)
    assert asked is not None
    assert (asked.minPage(), asked.maxPage()) == (1, 3)
    assert asked.testOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    chosen = asked.printer()
    assert chosen.docName() == dialog.paper.title  # type: ignore[union-attr]
    assert chosen.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert chosen.fullPage()
    chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    chosen.setOutputFileName(str(tmp_path / "papier.pdf"))
    chosen.setResolution(100)
    asked.done(QDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: dialog.note.text() == texts.PRINTED)
    assert len(PdfReader(tmp_path / "papier.pdf").pages) == 3


def test_that_every_page_goes_to_the_printer(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    dialog = show()
    dialog.print_to(printer(tmp_path / "papier.pdf"))
    assert dialog.stop_button.isVisible()
    qtbot.waitUntil(lambda: dialog.note.text() == texts.PRINTED)
    assert len(PdfReader(tmp_path / "papier.pdf").pages) == 3
    assert not dialog.stop_button.isVisible()


def test_that_only_the_pages_chosen_are_printed(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    dialog = show()
    chosen = printer(tmp_path / "papier.pdf")
    chosen.setPrintRange(QPrinter.PrintRange.PageRange)
    chosen.setFromTo(2, 3)
    dialog.print_to(chosen)
    qtbot.waitUntil(lambda: dialog.note.text() == texts.PRINTED)
    assert len(PdfReader(tmp_path / "papier.pdf").pages) == 2


def test_that_printing_can_be_stopped(qtbot: QtBot, tasks: Tasks, show: Show, tmp_path: Path) -> None:
    dialog = show(sheet(40))
    dialog.print_to(printer(tmp_path / "papier.pdf"))
    dialog.stop_button.click()
    assert dialog.note.text() == texts.STOPPED
    qtbot.waitUntil(lambda: tasks.idle)
    assert dialog.job is None


def test_that_a_sheet_across_is_printed_across() -> None:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare_printer(made, page_sizes(sheet(1, 792, 612).pdf)[0])
    page = made.pageLayout().fullRectPoints()
    assert (page.width(), page.height()) == (792, 612)


def test_that_a_page_is_drawn_at_the_resolution_asked_for() -> None:
    image = page_image(sheet(1).pdf, 0, 150)
    assert (image.width(), image.height()) == (1275, 1650)
    assert image.pixelColor(5, 5) == Qt.GlobalColor.white


class Viewer(QObject):
    """Stands for the program of the system that opens files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_that_another_viewer_gets_a_copy_in_the_cache(qtbot: QtBot, show: Show, viewer: Viewer) -> None:
    paper = sheet()
    dialog = show(paper)
    dialog.open_elsewhere()
    qtbot.waitUntil(lambda: len(viewer.opened) == 1)
    path = Path(viewer.opened[0])
    assert path.parent == documents_folder()
    assert path.read_bytes() == paper.pdf


def test_that_copies_of_former_days_are_removed() -> None:
    path = write_for_viewer(sheet())
    old = path.with_name("ancien.pdf")
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    write_for_viewer(sheet())
    assert not old.exists()
    assert path.exists()
