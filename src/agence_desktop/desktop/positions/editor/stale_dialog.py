"""Two persons wrote one draft: their texts side by side, one to be kept for each field; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Column, Deed
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView
from agence_desktop.positions.editing import Content
from agence_desktop.positions.merging import Difference, differences, merged


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that differs, and which text is kept."""

    difference: Difference
    mine: bool


def _deed(row: Choice) -> Deed:
    words = texts.MINE if row.mine else texts.THEIRS
    sentence = texts.TAKE_THEIRS if row.mine else texts.TAKE_MINE
    return Deed(words, "swap-horizontal", f"&{sentence}")


_COLUMNS: tuple[Column[Choice], ...] = (
    Column(
        "champ",
        texts.STALE_FIELD,
        lambda row: row.difference.label,
        width=200,
        strong=True,
        icon=lambda row: "alert" if row.difference.clashes else "",
        ink=lambda row: "warning" if row.difference.clashes else "",
        tip=lambda row: texts.CLASH if row.difference.clashes else "",
    ),
    Column("vu", texts.STALE_SEEN, lambda row: row.difference.seen, width=150),
    Column("base", texts.STALE_NOW, lambda row: row.difference.theirs, width=170),
    Column("ecran", texts.STALE_MINE, lambda row: row.difference.mine, width=170),
    Column(
        "retenu",
        texts.STALE_KEPT,
        lambda row: texts.MINE if row.mine else texts.THEIRS,
        width=150,
        stretch=True,
        deed=_deed,
    ),
)


class StaleDialog(QDialog):
    """``chosen`` carries the content that the choice makes; ``reload_wished`` takes the base as it is."""

    chosen = Signal(object)
    reload_wished = Signal()

    def __init__(self, parent: QWidget, seen: Content, theirs: Content, mine: Content) -> None:
        super().__init__(parent)
        self._contents = (seen, theirs, mine)
        self.setWindowTitle(texts.STALE_TITLE)
        rows = [Choice(one, one.changed_here) for one in differences(seen, theirs, mine)]
        self.model = TableModel(_COLUMNS, self)
        self.view = TableView(self.model, texts.STALE_TITLE)
        self.view.deed_requested.connect(self.turn)
        self.view.row_opened.connect(self.turn)
        self.model.set_rows(rows)
        self.save_button = self._button(texts.STALE_SAVE, self._save, "primary")
        self.reload_button = self._button(texts.STALE_RELOAD, self._reload)
        self.close_button = self._button(texts.STALE_CLOSE, self.reject)
        self._arrange(len(rows))
        if rows:
            self.view.choose(0)

    @property
    def kept(self) -> set[str]:
        """The paths of which the text on this screen is kept."""
        return {row.difference.path for row in self.model.rows() if row.mine}

    def turn(self, row: Choice) -> None:
        """Keep the other text of a field."""
        rows = [replace(one, mine=not one.mine) if one == row else one for one in self.model.rows()]
        place = next((n for n, one in enumerate(self.model.rows()) if one == row), 0)
        self.model.set_rows(rows)
        self.view.choose(place)

    def _save(self) -> None:
        content = merged(*self._contents, self.kept)
        self.accept()
        self.chosen.emit(content)

    def _reload(self) -> None:
        self.accept()
        self.reload_wished.emit()

    def _button(self, words: str, act: Callable[[], object], kind: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        if kind:
            button.setProperty("kind", kind)
        button.clicked.connect(lambda _=False: act())
        return button

    def _arrange(self, count: int) -> None:
        head = QHBoxLayout()
        head.addWidget(IconLabel("file-compare", "warning", 20))
        head.addWidget(Label(texts.stale_chosen(count) if count else texts.STALE_SAME, Type.PANEL), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reload_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(Label(texts.STALE_EXPLAINED, wrap=True))
        box.addWidget(self.view, 1)
        box.addLayout(foot)
        open_as(self, 900, 420)
