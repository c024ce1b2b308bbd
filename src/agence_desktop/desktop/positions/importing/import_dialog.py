"""Choosing a document, seeing what its columns stand for, then what is taken of it into the draft."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.actions.sheet_import import (
    DocumentTable,
    ImportMapping,
    Outcome,
    Taken,
    guess,
    read_tables,
    take,
    write_blank,
)
from agence_desktop.desktop.positions.importing import texts
from agence_desktop.desktop.positions.importing.lines import REPORT_COLUMNS
from agence_desktop.desktop.positions.importing.mapping_page import MappingPage
from agence_desktop.desktop.tasks import Failure, Lane, Tasks
from agence_desktop.desktop.widgets.choosing import ask_what_to_read, ask_where_to_write
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.page_parts import ListPane
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.positions.editing import Content

_MAPPING, _REPORT = 0, 1
_Document = tuple[tuple[DocumentTable, ...], ImportMapping]


class ImportDialog(QDialog):
    """``taken`` carries the content with what was taken."""

    taken = Signal(object)

    def __init__(
        self, tasks: Tasks, content: Content, today: date, known: Collection[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.TITLE)
        self._tasks, self._content, self._today, self._known = tasks, content, today, tuple(known)
        self._found: Taken | None = None
        self.mapping_page = MappingPage()
        self.report_model = TableModel(REPORT_COLUMNS, self)
        self.report_pane = ListPane(
            texts.REPORT, "clipboard-check-outline", self.report_model, texts.REPORT_EMPTY
        )
        self.file_label, self.told = Label(texts.NO_FILE), Label("", ink="danger", wrap=True)
        self.file_button = self._button(texts.CHOOSE_FILE, self.ask_file)
        self.blank_button = self._button(texts.WRITE_BLANK, self.ask_blank)
        self.back_button = self._button(texts.BACK, partial(self._go, _MAPPING))
        self.cancel_button = self._button(texts.CANCEL, self.reject)
        self.next_button = self._button(texts.PREVIEW, self._proceed)
        self.next_button.setProperty("kind", "primary")
        self._arrange()
        self.mapping_page.mapping_changed.connect(self._show_state)
        self._show_state()

    def ask_file(self) -> None:
        """Ask which document to read."""
        ask_what_to_read(self, texts.CHOOSE_FILE, texts.FILES, self.read)

    def ask_blank(self) -> None:
        """Ask where to write a blank to fill."""
        name, kinds = f"{texts.BLANK_NAME}.xlsx", ("xlsx", "docx")
        ask_where_to_write(self, texts.WRITE_BLANK, name, texts.BLANK_FILES, self.write_blank, endings=kinds)

    def read(self, path: Path) -> None:
        """Read a document and show what its columns seem to stand for."""
        self._tell("")
        self._tasks.run(
            partial(_read, path),
            owner=self,
            done=partial(self._show, path),
            failed=self._failed,
            label=texts.READING,
            lane=Lane.POOL,
        )

    def write_blank(self, path: Path) -> None:
        """Write a blank to fill."""
        self._tasks.run(
            partial(write_blank, path),
            owner=self,
            done=lambda _none: self._tell(texts.BLANK_WRITTEN, "ok"),
            failed=self._failed,
            lane=Lane.POOL,
        )

    def _show(self, path: Path, document: _Document) -> None:
        self.file_label.setText(texts.file_shown(path.name))
        self.mapping_page.show_document(*document)
        self._go(_MAPPING)

    def _proceed(self) -> None:
        """To what will be taken, then take it."""
        if self._pages.currentIndex() == _REPORT and self._found is not None:
            self.accept()
            self.taken.emit(self._found.content)
            return
        page = self.mapping_page
        self._tasks.run(
            partial(take, page.mapping, page.tables, self._content, self._today, self._known),
            owner=self,
            done=self._report,
            failed=self._failed,
            lane=Lane.POOL,
        )

    def _report(self, found: Taken) -> None:
        self._found = found
        order = (Outcome.REFUSED, Outcome.UNREAD, Outcome.LEFT, Outcome.TAKEN)
        self.report_model.set_rows(sorted(found.cells, key=lambda cell: order.index(cell.outcome)))
        self._go(_REPORT)
        counts = (found.count(one) for one in (Outcome.TAKEN, Outcome.UNREAD, Outcome.REFUSED, Outcome.LEFT))
        self._tell(texts.summary(*counts), "secondary")

    def _failed(self, failure: Failure) -> None:
        self._tell(failure.sentence)

    def _tell(self, words: str, ink: str = "danger") -> None:
        self.told.setText(words)
        self.told.set_ink(ink)
        self.told.setVisible(bool(words))

    def _go(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._tell("")
        self._show_state()

    def _show_state(self) -> None:
        reporting = self._pages.currentIndex() == _REPORT
        self.back_button.setVisible(reporting)
        self.next_button.setText(texts.TAKE if reporting else texts.PREVIEW)
        self.next_button.setEnabled(reporting or self.mapping_page.mapping.matched > 0)

    def _arrange(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.mapping_page)
        self._pages.addWidget(self.report_pane)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.file_label, 1)
        head.addWidget(self.file_button)
        head.addWidget(self.blank_button)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.next_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        box.addWidget(Label(texts.EXPLAINED, wrap=True))
        box.addLayout(head)
        box.addWidget(self._pages, 1)
        box.addWidget(self.told)
        box.addLayout(foot)
        self.told.hide()
        self.file_button.setFocus()
        open_as(self, 900, 640)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        return button


def _read(path: Path) -> _Document:
    """The tables of a document and what they seem to hold; raises InputError."""
    tables = read_tables(path)
    return tables, guess(tables)
