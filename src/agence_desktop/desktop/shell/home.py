"""Accueil, « Ma journée »: panes that the slices fill, each line opening its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import theme
from agence_desktop.desktop.contribution import DayFigure, DayPane
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from agence_desktop.desktop.shell.home_pane import Pane

_SPLITS = "home/splitters"


class FigureStrip(QFrame):
    """« 2 présences à noter, 7 demandes… »: what waits, in large figures."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(8, 4, 8, 4)
        self._line.setSpacing(16)

    def show_figures(self, figures: Sequence[DayFigure]) -> None:
        """Show these; none hides the strip."""
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for figure in figures:
            cell = QWidget()
            cell.setAccessibleName(f"{figure.count} {figure.words}")
            line = QHBoxLayout(cell)
            line.setContentsMargins(4, 0, 4, 0)
            line.setSpacing(8)
            line.addWidget(IconLabel(figure.icon, figure.ink, 20))
            line.addWidget(Label(str(figure.count), Type.RECORD))
            words = Label(figure.words, Type.HELP, wrap=True)
            words.setMaximumWidth(theme.scaled(112))
            line.addWidget(words)
            self._line.addWidget(cell)
        self.setVisible(bool(figures))


class HomePlace(Place):
    """« Ma journée »; ``panes`` are what the slices give, in order."""

    def __init__(self, desk: Workbench, panes: Sequence[DayPane]) -> None:
        super().__init__(desk)
        self._date = Label("", Type.BODY, "secondary")
        self._figures = FigureStrip()
        self.panes = self._panes_of(panes)
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(texts.HOME_TITLE, Type.PLACE))
        names.addWidget(self._date)
        head.addLayout(names)
        head.addStretch(1)
        head.addWidget(self._figures)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 8)
        box.setSpacing(8)
        box.addLayout(head)
        self._splitters: list[QSplitter] = []
        box.addWidget(self._columns() if self.panes else EmptyState(texts.EMPTY_DAY), 1)
        self._restore_sizes()
        self._figures.show_figures(())
        self.refresh()

    @property
    def title(self) -> str:
        """« Ma journée »."""
        return texts.HOME_TITLE

    def take_focus(self) -> None:
        """On the lines of the first pane, not on the links above them."""
        first = next((pane.view for pane in self.panes if pane.view.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def refresh(self) -> None:
        """Read all panes again."""
        self._date.setText(texts.day_title(self.desk.session.today()))
        for pane in self.panes:
            pane.load()

    def busy(self) -> bool:
        """Whether a pane is still being read."""
        return any(pane.loading for pane in self.panes)

    def state(self) -> State:
        """The line that is current in each pane."""
        return {"lines": [pane.view.currentIndex().row() for pane in self.panes]}

    def restore(self, state: State) -> None:
        """Go back to the lines that were current, where they still are."""
        for pane, line in zip(self.panes, state.get("lines", ()), strict=False):
            if 0 <= line < pane.model.rowCount():
                pane.view.choose(line)

    def note_figures(self) -> None:
        """Show what the panes count."""
        self._figures.show_figures([figure for pane in self.panes if (figure := pane.figure()) is not None])

    def _panes_of(self, specs: Sequence[DayPane]) -> list[Pane]:
        if not specs:
            return []
        # The window is painted with an empty day first: tables are imported after that.
        from agence_desktop.desktop.shell.home_pane import Pane

        return [Pane(self.desk, spec, self, self.note_figures) for spec in specs]

    def _columns(self) -> QSplitter:
        across = QSplitter(Qt.Orientation.Horizontal)
        for side, name in ((0, "gauche"), (1, "droite")):
            column = QSplitter(Qt.Orientation.Vertical)
            column.setObjectName(f"colonne-{name}")
            for pane in self.panes:
                if pane.spec.side == side:
                    column.addWidget(pane)
            if column.count():
                across.addWidget(column)
                self._splitters.append(column)
            else:
                column.deleteLater()
        if across.count() > 1:
            across.setSizes([600, 400])
        self._splitters.append(across)
        for splitter in self._splitters:
            splitter.setHandleWidth(8)
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._remember_sizes)
        return across

    def _remember_sizes(self) -> None:
        self.desk.remember(_SPLITS, [splitter.sizes() for splitter in self._splitters])

    def _restore_sizes(self) -> None:
        kept = self.desk.recall(_SPLITS)
        if isinstance(kept, list) and len(kept) == len(self._splitters):
            for splitter, sizes in zip(self._splitters, kept, strict=True):
                if len(sizes) == splitter.count():
                    splitter.setSizes(sizes)
