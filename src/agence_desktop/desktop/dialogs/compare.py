"""Two versions of a record side by side, field by field, when it was changed elsewhere: nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop.dialogs import compare_texts as texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class FieldVersions:
    """One field: as it was on the screen, as it is now in the base, and what was being asked for."""

    name: str
    seen: str
    now: str
    wanted: str = ""

    @property
    def changed(self) -> bool:
        """Whether somebody else changed it."""
        return self.seen != self.now


def versions_of(
    seen: Mapping[str, str], now: Mapping[str, str], wanted: Mapping[str, str]
) -> list[FieldVersions]:
    """The fields on which three versions of a record differ, all of them where none does; by their names."""
    rows = [FieldVersions(name, seen[name], now[name], wanted[name]) for name in now]
    return [row for row in rows if len({row.seen, row.now, row.wanted}) > 1] or rows


COLUMNS: tuple[Column[FieldVersions], ...] = (
    Column("champ", texts.FIELD, lambda row: row.name, width=120, strong=True),
    Column("vu", texts.SEEN, lambda row: row.seen, width=180),
    Column(
        "present",
        texts.NOW,
        lambda row: row.now,
        width=180,
        icon=lambda row: "pencil" if row.changed else "",
        ink=lambda row: "warning" if row.changed else "",
    ),
    Column("demande", texts.WANTED, lambda row: row.wanted, width=180, stretch=True),
)


class CompareDialog(QDialog):
    """Shows the versions of ``record`` (« cette réservation »).

    ``again`` does what was asked for on the present one, once it was seen.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        record: str,
        fields: Sequence[FieldVersions],
        again: Callable[[], object] | None = None,
        again_words: str = texts.AGAIN,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.TITLE)
        self._again = again
        self.model = TableModel(COLUMNS, self)
        self.model.set_rows(fields)
        view = TableView(self.model, texts.TITLE)
        self.again_button, close = QPushButton(again_words), QPushButton(texts.CLOSE)
        self.again_button.setVisible(again is not None)
        self.again_button.setAutoDefault(False)
        self.again_button.clicked.connect(self.accept)
        close.clicked.connect(self.reject)
        close.setDefault(True)
        head = QHBoxLayout()
        head.addWidget(IconLabel("file-compare", "warning", 20))
        head.addWidget(Label(title, Type.PANEL), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.again_button)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(Label(texts.explanation(record), wrap=True))
        box.addWidget(view, 1)
        box.addLayout(foot)
        open_as(self, 720, 360)

    def accept(self) -> None:
        """Ask for the same again, on what is there now."""
        super().accept()
        if self._again is not None:
            self._again()
