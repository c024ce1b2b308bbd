"""The two columns of « Ma journée »: panes as high as what they hold, until one sets their sizes oneself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.shell.home_pane import Pane
from agence_desktop.desktop.widgets.grips import GripSplitter

_SIZES = "home/panes"
_GAP = 8
_SHARES = (603, 401)
"""Widths of the columns until they are dragged."""


class Column(GripSplitter):
    """Panes one above the other; the last that has something to show takes what is left."""

    def __init__(self, panes: Sequence[Pane], kept: Mapping[str, int]) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.panes = tuple(panes)
        for pane in panes:
            self.addWidget(pane)
        # Where none has anything to show, the rest stays free.
        self.addWidget(QWidget())
        self.setHandleWidth(theme.scaled(_GAP))
        self.setChildrenCollapsible(False)
        self.handle(len(panes)).setEnabled(False)
        self._kept = dict(kept)

    def settle(self) -> None:
        """Give each pane the height it wants, or the one it was given by hand."""
        free = self.height() - self.handleWidth() * len(self.panes)
        wanted = [
            min(self._kept.get(pane.key) or pane.wanted_height(), pane.maximumHeight()) for pane in self.panes
        ]
        heights = shared(wanted, [pane.minimumSizeHint().height() for pane in self.panes], free)
        left = max(0, free - sum(heights))
        last = max((number for number, pane in enumerate(self.panes) if not pane.is_low), default=None)
        if last is not None:
            heights[last] += left
        self.setSizes([*heights, 0 if last is not None else left])

    def given_by_hand(self) -> dict[str, int]:
        """The heights as they are now, but for panes with nothing to show, which are low by themselves."""
        sizes = zip(self.panes, self.sizes(), strict=False)
        self._kept |= {pane.key: size for pane, size in sizes if not pane.is_low}
        return self._kept

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.settle()


def shared(wanted: Sequence[int], least: Sequence[int], free: int) -> list[int]:
    """Heights within ``free``: where all do not fit, the highest give way first, none below its least."""
    cap = max(wanted, default=0)
    heights = list(wanted)
    while sum(heights) > free and cap > 0:
        cap -= 1
        heights = [max(low, min(height, cap)) for height, low in zip(wanted, least, strict=True)]
    return heights


class Columns(GripSplitter):
    """Panes of side 0 at the left, of side 1 at the right; widths and heights are remembered."""

    def __init__(self, desk: Workbench, left: Sequence[Pane], right: Sequence[Pane]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        kept = desk.recall(_SIZES)
        self._kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        heights = self._kept.get("heights")
        by_hand = {key: size for key, size in (heights or {}).items() if isinstance(size, int)}
        self.columns = [Column(panes, by_hand) for panes in (left, right) if panes]
        for number, column in enumerate(self.columns):
            self.addWidget(column)
            self.setStretchFactor(number, _SHARES[number])
            column.splitterMoved.connect(lambda *_, one=column: self._remember_heights(one))
        self.setHandleWidth(theme.scaled(_GAP))
        self.setChildrenCollapsible(False)
        widths = self._kept.get("widths")
        usual = list(_SHARES[: len(self.columns)])
        self.setSizes(widths if isinstance(widths, list) and len(widths) == len(self.columns) else usual)
        self.splitterMoved.connect(self._remember_widths)

    def settle(self) -> None:
        """Share the heights again: what panes hold has changed."""
        for column in self.columns:
            column.settle()

    def _remember_widths(self) -> None:
        self._kept["widths"] = self.sizes()
        self._desk.remember(_SIZES, self._kept)

    def _remember_heights(self, column: Column) -> None:
        self._kept["heights"] = {**self._kept.get("heights", {}), **column.given_by_hand()}
        self._desk.remember(_SIZES, self._kept)
