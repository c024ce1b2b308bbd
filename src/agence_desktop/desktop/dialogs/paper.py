"""A finished document on its way out of the program: pages as pictures, to a printer, to another viewer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from agence_desktop.desktop.tasks import Cancel, Lane, Tasks
from agence_desktop.storage.folders import cache_folder

POINTS = 72
SHARP = 300
"""Dots per inch at which pages are drawn for paper; finer costs memory and shows nothing more."""
_KEPT_SECONDS = 24 * 3600


class Paper(Protocol):
    """What is shown and printed: the file name proposed, its title, its bytes; ``save`` writes the file."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def pdf(self) -> bytes: ...
    def save(self, path: Path) -> None: ...


class LoadedPdf:
    """A PDF held in memory; kept by whoever shows it, as Qt reads from it while it does."""

    def __init__(self, pdf: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)

    def close(self) -> None:
        """Let go of the bytes."""
        self.document.close()
        self._buffer.close()


def page_sizes(pdf: bytes) -> list[QSizeF]:
    """The pages, in points."""
    loaded = LoadedPdf(pdf)
    sizes = [loaded.document.pagePointSize(n) for n in range(loaded.document.pageCount())]
    loaded.close()
    return sizes


def page_image(pdf: bytes, page: int, dots_per_inch: int) -> QImage:
    """One page as a picture on white; may be called on any thread."""
    loaded = LoadedPdf(pdf)
    size = loaded.document.pagePointSize(page) * dots_per_inch / POINTS
    drawn = loaded.document.render(page, QSize(round(size.width()), round(size.height())))
    loaded.close()
    image = QImage(drawn.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return image


def prepare_printer(printer: QPrinter, size: QSizeF) -> None:
    """Propose the paper of the document: its size, upright or across, to the edges."""
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    paper = QPageSize(upright, QPageSize.Unit.Point)
    across = size.width() > size.height()
    orientation = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF()))
    printer.setFullPage(True)


def pages_wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages chosen in the dialogue of the system, from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() is QPrinter.PrintRange.PageRange and first:
        return list(range(first - 1, min(last, count)))
    return list(range(count))


class PrintJob(QObject):
    """Sends pages to a printer one by one, each drawn off the screen's thread.

    ``advanced`` carries how many are done, ``finished`` whether all were sent.
    """

    advanced = Signal(int)
    finished = Signal(bool)

    def __init__(
        self, tasks: Tasks, pdf: bytes, printer: QPrinter, pages: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._pdf, self._printer = tasks, pdf, printer
        self._pages, self._done = list(pages), 0
        self._cancel = Cancel()
        self._painter = QPainter()

    def start(self) -> None:
        """Begin; a printer that does not answer ends the job at once."""
        if not self._pages or not self._painter.begin(self._printer):
            self.finished.emit(False)
        else:
            self._draw()

    def cancel(self) -> None:
        """Stop after the page that is being drawn; nothing more is sent."""
        if self._painter.isActive():
            self._cancel.request()
            self._printer.abort()
            self._painter.end()
            self.finished.emit(False)

    def _draw(self) -> None:
        dots = min(self._printer.resolution(), SHARP)
        self._tasks.run(
            partial(page_image, self._pdf, self._pages[self._done], dots),
            owner=self,
            cancel=self._cancel,
            lane=Lane.POOL,
            done=self._send,
            failed=lambda _failure: self._end(sent=False),
        )

    def _send(self, image: QImage) -> None:
        if self._done and not self._printer.newPage():
            self._end(sent=False)
            return
        paper = QRectF(self._painter.viewport())
        size = QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(QRectF(paper.topLeft(), size), image)
        self._done += 1
        self.advanced.emit(self._done)
        if self._done < len(self._pages):
            self._draw()
        else:
            self._end(sent=True)

    def _end(self, *, sent: bool) -> None:
        ended = self._painter.end()
        self.finished.emit(sent and ended)


def documents_folder() -> Path:
    """Where documents are put for another viewer: in the cache of this person."""
    return cache_folder() / "documents"


def write_for_viewer(paper: Paper) -> Path:
    """Write the file for another viewer; those of former days are removed."""
    folder = documents_folder()
    folder.mkdir(parents=True, exist_ok=True)
    oldest = time.time() - _KEPT_SECONDS
    for former in folder.glob("*.pdf"):
        if former.stat().st_mtime < oldest:
            former.unlink(missing_ok=True)
    path = folder / paper.name
    paper.save(path)
    return path


def open_file(path: Path) -> bool:
    """Open a file in the program of the system; whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
