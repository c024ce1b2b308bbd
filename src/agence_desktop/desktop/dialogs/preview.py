"""The preview of a document: made off the screen's thread, then read, printed, saved or opened elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.dialogs import preview_texts as texts
from agence_desktop.desktop.dialogs.paper import (
    Paper,
    PrintJob,
    open_file,
    page_sizes,
    pages_wanted,
    prepare_printer,
    write_for_viewer,
)
from agence_desktop.desktop.dialogs.pdf_pane import PdfPane
from agence_desktop.desktop.tasks import Cancel, Failure, Lane, Tasks
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.choosing import ask_where_to_write
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.room import open_as


class PreviewDialog(QDialog):
    """Asks ``make`` for the document on the database thread; Échap closes and gives up what is being made."""

    def __init__(
        self, tasks: Tasks, title: str, make: Callable[[], Paper], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.paper: Paper | None = None
        self.job: PrintJob | None = None
        self._tasks, self._cancel = tasks, Cancel()
        self._stopped = False
        self.note = Label("", Type.HELP, "secondary")
        self.open_button = self._button(texts.OPEN, "open-in-new", texts.OPEN_TIP, self.open_elsewhere)
        self.save_button = self._button(texts.SAVE, "content-save-outline", texts.SAVE_TIP, self.ask_path)
        self.print_button = self._button(texts.PRINT, "printer", texts.PRINT_TIP, self.ask_printer)
        self.stop_button = self._button(texts.STOP_PRINTING, "cancel", "", self.stop_printing)
        self.close_button = self._button(texts.CANCEL, "", "", self.reject)
        self.stop_button.hide()
        self.pane = PdfPane((self.open_button, self.save_button, self.print_button), self._waiting(title))
        self._arrange()
        open_as(self, 900, 760)
        tasks.run(
            make,
            owner=self,
            cancel=self._cancel,
            done=self._show,
            failed=self._not_made,
            label=texts.preparing(title),
        )

    # On its way out.

    def ask_printer(self) -> None:
        """The dialogue of the system, then the pages."""
        if self.paper is None or self.job is not None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.paper.title)
        prepare_printer(printer, page_sizes(self.paper.pdf)[0])
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(texts.PRINT_TITLE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, self.pane.page_count)
        # Its own « accepted » carries the printer as well, which nobody else keeps.
        dialog.accepted.connect(lambda *_: self.print_to(printer))
        # Its own ``open`` wants a slot to call.
        QDialog.open(dialog)

    def print_to(self, printer: QPrinter) -> None:
        """Send the pages chosen to a printer."""
        if self.paper is None:
            return
        pages = pages_wanted(printer, self.pane.page_count)
        self._stopped = False
        self.job = PrintJob(self._tasks, self.paper.pdf, printer, pages, self)
        self.job.advanced.connect(lambda done: self._say(texts.printing(done, len(pages))))
        self.job.finished.connect(self._printed)
        self.stop_button.show()
        self.print_button.setEnabled(False)
        self._say(texts.printing(0, len(pages)))
        self.job.start()

    def stop_printing(self) -> None:
        """Send nothing more to the printer."""
        if self.job is not None:
            self._stopped = True
            self.job.cancel()

    def ask_path(self) -> None:
        """Where to save the file; its proposed name is that of the document."""
        if self.paper is None:
            return
        ask_where_to_write(
            self, texts.SAVE_TITLE, self.paper.name, texts.PDF_FILES, self.save_to, endings=("pdf",)
        )

    def save_to(self, path: Path) -> None:
        """Write the file, off the screen's thread."""
        if self.paper is not None:
            self._tasks.run(
                _save,
                self.paper,
                path,
                owner=self,
                lane=Lane.POOL,
                done=lambda saved: self._say(
                    texts.saved(path.name) if saved else texts.not_saved(path.name), danger=not saved
                ),
            )

    def open_elsewhere(self) -> None:
        """Open a copy in the viewer of the system."""
        if self.paper is not None:
            self._tasks.run(write_for_viewer, self.paper, owner=self, lane=Lane.POOL, done=self._opened)

    def done(self, result: int) -> None:
        """Give up what is being made or printed, and let go of the document."""
        self._cancel.request()
        self.stop_printing()
        self.pane.let_go()
        super().done(result)

    # Inside.

    def _show(self, paper: Paper) -> None:
        if not self.pane.show_pdf(paper.title, paper.pdf):
            self._tell_not_made(texts.UNREADABLE)
            return
        self.paper = paper
        self.setWindowTitle(paper.title)
        self.close_button.setText(texts.CLOSE)
        for button in (self.open_button, self.save_button, self.print_button):
            button.setEnabled(True)

    def _opened(self, path: Path) -> None:
        if not open_file(path):
            self._say(texts.NO_VIEWER, danger=True)

    def _printed(self, sent: bool) -> None:
        self.job = None
        self.stop_button.hide()
        self.print_button.setEnabled(True)
        if sent:
            self._say(texts.PRINTED)
        elif self._stopped:
            self._say(texts.STOPPED)
        else:
            self._say(texts.NOT_PRINTED, danger=True)

    def _not_made(self, failure: Failure) -> None:
        self._tell_not_made(failure.sentence)

    def _tell_not_made(self, sentence: str) -> None:
        self._progress.hide()
        self._wait.setText(sentence)
        self._wait.set_ink("danger")
        self.close_button.setText(texts.CLOSE)
        announce(self, sentence, urgent=True)

    def _say(self, sentence: str, *, danger: bool = False) -> None:
        self.note.setText(sentence)
        self.note.set_ink("danger" if danger else "secondary")
        announce(self, sentence, urgent=danger)

    def _button(self, words: str, icon: str, tip: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        if icon:
            icons.set_icon(button, icon, "text", 18)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.setEnabled(not tip)
        button.clicked.connect(lambda _=False: act())
        return button

    def _waiting(self, title: str) -> QWidget:
        self._wait = Label(texts.preparing(title), Type.BODY, "secondary", wrap=True)
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(texts.preparing(title))
        self._progress.setFixedWidth(theme.scaled(240))
        waiting = QWidget()
        box = QVBoxLayout(waiting)
        box.addStretch(1)
        box.addWidget(self._wait)
        box.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        return waiting

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.stop_button)
        foot.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.pane, 1)
        box.addLayout(foot)
        for keys, act in (
            ("Ctrl+P", self.ask_printer),
            ("Ctrl+S", self.ask_path),
            ("Ctrl+O", self.open_elsewhere),
            ("Ctrl++", partial(self.pane.zoom_by, 1)),
            ("Ctrl+-", partial(self.pane.zoom_by, -1)),
            ("Ctrl+PgDown", partial(self.pane.turn, 1)),
            ("Ctrl+PgUp", partial(self.pane.turn, -1)),
        ):
            QShortcut(QKeySequence(keys), self, act)


def _save(paper: Paper, path: Path) -> bool:
    """Whether the file could be written there."""
    try:
        paper.save(path)
    except OSError:
        return False
    return True


def open_preview(tasks: Tasks, parent: QWidget, title: str, make: Callable[[], Paper]) -> PreviewDialog:
    """Show the preview of the document that ``make`` makes on the database thread, without blocking."""
    dialog = PreviewDialog(tasks, title, make, parent)
    dialog.open()
    return dialog
