"""Dialogues of the system that ask for a file or a folder, begun where this person keeps theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from agence_desktop.core.french import NBSP

LOOK_IN, FILE_TYPE = f"&Regarder dans{NBSP}:", f"&Type de fichier{NBSP}:"
"""What Qt's French leaves in English, where the system has no dialogue of its own."""

Chosen = Callable[[Path], object]


class _Last:
    """The folder chosen last while the program is open."""

    folder: Path | None = None


def begin_in() -> Path:
    """The folder chosen last, else this person's documents.

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

    A name with a folder begins there, or in the nearest folder that exists.
    """
    proposed = begin_in() / name
    folder = next(one for one in proposed.parents if one.is_dir())
    chooser = _chooser(parent, title, str(folder / proposed.name), files, chosen)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix(endings[0])
    kinds = chooser.nameFilters()
    chooser.filterSelected.connect(lambda kind: chooser.setDefaultSuffix(endings[kinds.index(kind)]))
    chooser.open()
    return chooser


def ask_what_to_read(parent: QWidget, title: str, files: str, chosen: Chosen) -> QFileDialog:
    """Ask for a file that exists."""
    chooser = _chooser(parent, title, str(begin_in()), files, chosen)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.open()
    return chooser


def ask_for_folder(parent: QWidget, title: str, folder: str, chosen: Chosen) -> QFileDialog:
    """Ask for a folder, beginning in ``folder`` where there is one."""
    chooser = _chooser(parent, title, folder or str(begin_in()), "", chosen)
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    chooser.open()
    return chooser


def _chooser(parent: QWidget, title: str, begin: str, files: str, chosen: Chosen) -> QFileDialog:
    chooser = QFileDialog(parent, title, begin, files)
    chooser.setLabelText(QFileDialog.DialogLabel.LookIn, LOOK_IN)
    chooser.setLabelText(QFileDialog.DialogLabel.FileType, FILE_TYPE)

    def take(text: str) -> None:
        path = Path(text)
        _Last.folder = path if path.is_dir() else path.parent
        chosen(path)

    chooser.fileSelected.connect(take)
    chooser.finished.connect(chooser.deleteLater)
    return chooser
