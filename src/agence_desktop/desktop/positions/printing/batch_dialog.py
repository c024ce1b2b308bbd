"""The sheets of a unit written into a folder: what is wanted, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.printing import texts
from agence_desktop.desktop.positions.texts import unit_name
from agence_desktop.desktop.tasks import Cancel, CancelledWorkError, Failure, Lane, failure_of
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.choosing import ask_for_folder
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.positions.rows import UnitRef

if TYPE_CHECKING:
    from agence_desktop.actions.printing.batch import BatchReport, Progress

_FOLDER = "positions/print_folder"


class BatchDialog(QDialog):
    """Échap stops what is being printed, then closes; the status bar shows and stops it as well."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, units: Sequence[UnitRef], chosen: int | None
    ) -> None:
        super().__init__(desk.parent_widget)
        self.setWindowTitle(texts.TITLE)
        self.desk, self.gateway = desk, gateway
        self.report: BatchReport | None = None
        self._cancel: Cancel | None = None
        self._reached = (0, 0)
        self.unit, self.variant, self.folder = QComboBox(), QComboBox(), QLineEdit()
        self.choose_button = QPushButton(texts.CHOOSE_FOLDER)
        self.progress = QProgressBar()
        self.note = Label("", Type.BODY, "secondary", wrap=True)
        self.start_button = QPushButton(texts.START)
        self.open_button = QPushButton(texts.OPEN_FOLDER)
        self.close_button = QPushButton(texts.CLOSE)
        for unit in units:
            self.unit.addItem(unit_name(unit), unit)
        self.unit.setCurrentIndex(max(next((n for n, one in enumerate(units) if one.id == chosen), 0), 0))
        for variant, words in texts.VARIANTS.items():
            self.variant.addItem(words, variant)
        kept = desk.recall(_FOLDER)
        self.folder.setText(kept if isinstance(kept, str) else "")
        self._arrange()
        self.choose_button.clicked.connect(lambda _=False: self.ask_folder())
        self.start_button.clicked.connect(lambda _=False: self.start())
        self.close_button.clicked.connect(lambda _=False: self.reject())
        self.open_button.clicked.connect(lambda _=False: self._show_folder())
        self._settle()

    @property
    def running(self) -> bool:
        """Whether sheets are being printed."""
        return self._cancel is not None

    def ask_folder(self) -> None:
        """Where the files go."""
        ask_for_folder(
            self, texts.FOLDER_TITLE, self.folder.text(), lambda path: self.folder.setText(str(path))
        )

    def start(self) -> None:
        """Print, off the thread of the window; what is missing is said and gone to."""
        unit, folder = self.unit.currentData(), self.folder.text().strip()
        if self.running or not isinstance(unit, UnitRef):
            return
        if not folder:
            self._say(texts.NO_FOLDER, "danger")
            self.choose_button.setFocus()
            return
        self.desk.remember(_FOLDER, folder)
        self.report, self._reached = None, (0, 0)
        self._cancel = cancel = Cancel()
        self.progress.setRange(0, 0)
        self._say(texts.PREPARING)
        self._settle()
        self.desk.tasks.run(
            partial(self._work, unit.code, Path(folder), self.variant.currentData(), cancel),
            progress=lambda _share: None,
            cancel=cancel,
            label=texts.label(unit.name),
            lane=Lane.POOL,
        )

    def reject(self) -> None:
        """Stop what is being printed; else close."""
        if self._cancel is not None:
            self._cancel.request()
            self.close_button.setEnabled(False)
            self._say(texts.STOPPING)
            return
        super().reject()

    # Inside.

    def _work(self, code: str, folder: Path, variant: str, cancel: Cancel, *, progress: Progress) -> None:
        """On a thread of the pool. What came of it is told even where it was stopped, which drops results."""
        tasks = self.desk.tasks
        try:
            report = self._print(code, folder, variant, cancel, progress)
        except Exception as error:
            # The variable of an except clause is gone when the call runs.
            tasks.call(partial(self._failed, failure_of(error)))
        else:
            tasks.call(partial(self._ended, report))

    def _print(
        self, code: str, folder: Path, variant: str, cancel: Cancel, progress: Progress
    ) -> BatchReport:
        from agence_desktop.actions.printing.batch import print_unit_sheets
        from agence_desktop.documents.sheets.rows import Variant

        tasks = self.desk.tasks

        def advance(done: int, total: int) -> None:
            tasks.call(partial(self._advance, done, total))
            # A stop is asked for below, between two sheets: what is finished is told.
            with suppress(CancelledWorkError):
                progress(done, total)

        return print_unit_sheets(
            self.gateway.database,
            self.gateway.desk,
            *(code, folder, Variant(variant)),
            progress=advance,
            cancelled=lambda: cancel.requested,
        )

    def _advance(self, done: int, total: int) -> None:
        if not shiboken6.isValid(self):
            return
        self._reached = done, total
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        if self._cancel is not None and not self._cancel.requested:
            self.note.setText(texts.advanced(done, total))

    def _ended(self, report: BatchReport) -> None:
        if not shiboken6.isValid(self):
            return
        self._cancel, self.report = None, report
        said = [texts.written(len(report.files), Path(self.folder.text().strip()).name)]
        if report.without_sheet:
            said.append(texts.without_sheet(report.without_sheet))
        if report.cancelled:
            said.insert(0, texts.stopped(*self._reached))
        self._say("\n".join(said), "warning" if report.cancelled else "ok")
        self._settle()

    def _failed(self, failure: Failure) -> None:
        if not shiboken6.isValid(self):
            return
        self._cancel = None
        self._say(failure.sentence, "danger")
        self._settle()

    def _settle(self) -> None:
        running = self.running
        for widget in (self.unit, self.variant, self.folder, self.choose_button):
            widget.setEnabled(not running)
        self.start_button.setEnabled(not running and self.unit.count() > 0)
        self.close_button.setText(texts.STOP if running else texts.CLOSE)
        self.close_button.setEnabled(True)
        self.progress.setVisible(running)
        self.open_button.setVisible(self.report is not None and bool(self.report.files))
        if not self.unit.count():
            self._say(texts.NO_UNIT, "warning")

    def _say(self, words: str, ink: str = "secondary") -> None:
        self.note.setText(words)
        self.note.set_ink(ink)
        announce(self, words, urgent=ink == "danger")

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    def _arrange(self) -> None:
        where = QWidget()
        line = QHBoxLayout(where)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(self.choose_button)
        rows = QFormLayout()
        for words, widget, field in (
            (texts.UNIT, self.unit, self.unit),
            (texts.VARIANT, self.variant, self.variant),
            (texts.FOLDER, where, self.folder),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            rows.addRow(label, widget)
        self.progress.setAccessibleName(texts.ADVANCE)
        self.progress.setTextVisible(False)
        self.start_button.setProperty("kind", "primary")
        for button in (self.choose_button, self.open_button, self.close_button):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.open_button, self.close_button, self.start_button):
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(Label(texts.EXPLANATION, Type.BODY, "secondary", wrap=True))
        box.addLayout(rows)
        box.addWidget(self.progress)
        box.addWidget(self.note)
        box.addStretch(1)
        box.addLayout(foot)
        open_as(self, 560, 300)


def open_batch(
    desk: Workbench, gateway: Gateway, units: Sequence[UnitRef], chosen: int | None
) -> BatchDialog:
    """Open the dialogue on the units that this person may print, without blocking."""
    from agence_desktop.actions.printing.posts import PRINTERS

    may = [unit for unit in units if any(gateway.actor.may(role, unit.organisation_id) for role in PRINTERS)]
    dialog = BatchDialog(desk, gateway, may, chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
