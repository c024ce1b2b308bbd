"""With what a sheet begins: empty, a template for the kind of post, or the sheet of a colleague."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.gateway import EditorGateway, Model
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel
from agence_desktop.positions.content import Sheet

_EMPTY = Model(texts.START_EMPTY, texts.START_EMPTY_DETAIL, sheet=Sheet())
_COLUMNS: tuple[Column[Model], ...] = (
    Column("modele", texts.START_MODEL, lambda one: one.label, width=330, strong=True),
    Column("detail", texts.START_FROM, lambda one: one.detail, width=220, stretch=True),
)


class StartDialog(QDialog):
    """``chosen`` carries the model that is taken."""

    chosen = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        gateway: EditorGateway,
        parent: QWidget,
        position_id: int,
        *,
        replaces: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.START_TITLE)
        self.model = TableModel(_COLUMNS, self)
        self.panel = TablePanel(self.model, texts.START_NOUN, texts.START_NONE)
        self.panel.view.row_opened.connect(self._take)
        self.take_button = QPushButton(texts.START_SAVE)
        self.take_button.setProperty("kind", "primary")
        self.take_button.setAutoDefault(False)
        self.take_button.clicked.connect(lambda _=False: self._take(self.panel.view.current_row()))
        close = QPushButton(texts.START_CANCEL)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.take_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        if replaces:
            box.addWidget(Label(texts.START_REPLACES, wrap=True))
        box.addWidget(self.panel, 1)
        box.addLayout(foot)
        open_as(self, 640, 440)
        self.model.set_rows([_EMPTY])
        self.panel.view.choose(0)
        tasks.run(gateway.models, position_id, owner=self, done=self._show)

    def _show(self, found: list[Model]) -> None:
        self.model.set_rows([_EMPTY, *found])
        self.panel.view.choose(0)

    def _take(self, model: Model | None) -> None:
        if model is not None:
            self.accept()
            self.chosen.emit(model)
