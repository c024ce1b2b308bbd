"""Dialogues of the system that ask for a file or a folder, begun where this person keeps theirs.

A folder may be on a network that does not answer: it is looked at on another thread, and nobody waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QDir, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from agence_desktop.core.french import NBSP

LOOK_IN, FILE_TYPE = f"&Regarder dans{NBSP}:", f"&Type de fichier{NBSP}:"
"""What Qt's French leaves in English, where the system has no dialogue of its own."""
_PATIENCE_SECONDS = 1.0
_POLL_MS = 10

Chosen = Callable[[Path], object]


class _Last:
    """The folder chosen last while the program is open."""

    folder: Path | None = None


def begin_in() -> Path:
    """The folder chosen last, else this person's documents. May wait for a network: never on the GUI thread.

    Never the current folder: that of an installed program is the one it was installed in.
    """
    if _Last.folder is not None and _Last.folder.is_dir():
        return _Last.folder
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if Path(documents).is_dir() else Path.home()


def ask_where_to_write(
    parent: QWidget, title: str, name: str, files: str, chosen: Chosen, *, endings: tuple[str, ...]
) -> QFileDialog:
    """Ask for a file to write; ``name`` is proposed, ``endings`` are those of ``files``, in their order.

    A name with a folder begins there, or in the nearest folder that exists. The dialogue opens once that is
    known, or in the folder of this person where it is not known soon.
    """

    def nearest() -> Path:
        return next((one for one in (begin_in() / name).parents if one.is_dir()), Path.home())

    chooser = _chooser(parent, title, files, lambda path: path.parent, chosen)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix(endings[0])
    kinds = chooser.nameFilters()
    chooser.filterSelected.connect(lambda kind: chooser.setDefaultSuffix(endings[kinds.index(kind)]))
    _open_in(chooser, nearest, Path(name).name)
    return chooser


def ask_what_to_read(parent: QWidget, title: str, files: str, chosen: Chosen) -> QFileDialog:
    """Ask for a file that exists; opens as ``ask_where_to_write``."""
    chooser = _chooser(parent, title, files, lambda path: path.parent, chosen)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open_in(chooser, begin_in)
    return chooser


def ask_for_folder(parent: QWidget, title: str, folder: str, chosen: Chosen) -> QFileDialog:
    """Ask for a folder, beginning in ``folder`` where there is one; opens as ``ask_where_to_write``."""
    chooser = _chooser(parent, title, "", lambda path: path, chosen)
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    _open_in(chooser, lambda: Path(folder) if folder and Path(folder).is_dir() else begin_in())
    return chooser


def _chooser(
    parent: QWidget, title: str, files: str, kept: Callable[[Path], Path], chosen: Chosen
) -> QFileDialog:
    """``kept`` gives the folder of what was chosen, without looking at it."""
    # Made in a folder of this computer: Qt would look at the one it showed last, there and then.
    chooser = QFileDialog(parent, title, QDir.tempPath(), files)
    chooser.setLabelText(QFileDialog.DialogLabel.LookIn, LOOK_IN)
    chooser.setLabelText(QFileDialog.DialogLabel.FileType, FILE_TYPE)

    def take(text: str) -> None:
        path = Path(text)
        _Last.folder = kept(path)
        chosen(path)

    chooser.fileSelected.connect(take)
    chooser.finished.connect(chooser.deleteLater)
    return chooser


def _open_in(chooser: QFileDialog, look: Callable[[], Path], name: str = "") -> None:
    """Open in the folder that ``look`` finds on another thread, or soon in that of this person."""
    found: SimpleQueue[Path] = SimpleQueue()

    def look_there() -> None:
        try:
            found.put(look())
        except OSError:
            found.put(Path.home())

    # A daemon: a network that never answers must not keep the program from ending.
    Thread(target=look_there, name="agence-folder", daemon=True).start()
    # It ends with the dialogue, should what asked for the dialogue be closed meanwhile.
    timer = QTimer(chooser, interval=_POLL_MS)
    last = time.monotonic() + _PATIENCE_SECONDS

    def poll() -> None:
        try:
            folder = found.get_nowait()
        except Empty:
            if time.monotonic() < last:
                return
            folder = Path.home()
        timer.stop()
        chooser.setDirectory(str(folder))
        if name:
            chooser.selectFile(name)
        chooser.open()

    timer.timeout.connect(poll)
    chooser.finished.connect(timer.stop)
    timer.start()
