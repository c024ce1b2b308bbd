"""The list of positions, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.lines import PostLine, Register
from agence_desktop.desktop.positions.register import texts
from agence_desktop.desktop.positions.register.list_columns import COLUMNS
from agence_desktop.desktop.positions.register.post_list import PostListPlace

if TYPE_CHECKING:
    from agence_desktop.positions.queries.posts import Scope


class RegisterPlace(PostListPlace):
    """All positions, or those of a unit; « Postes terminés » lists those whose last day is past instead."""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        create = texts.CREATE if gateway.manages_any else ""
        super().__init__(desk, gateway, COLUMNS, "positions/register_columns", texts.EMPTY, create)
        self._ended = False
        self.panel.create_requested.connect(self.new_position)
        self.ended = QCheckBox(texts.ENDED)
        self.ended.setToolTip(texts.ENDED_TIP)
        self.ended.toggled.connect(self._show_ended)
        self.panel.bar.insertWidget(1, self.ended)

    def state(self) -> State:
        """Whether those that ended are shown too."""
        return {**super().state(), "ended": self.ended.isChecked()}

    def restore(self, state: State) -> None:
        """Show that again."""
        self.ended.setChecked(bool(state.get("ended", False)))
        super().restore(state)

    def load(self, scope: Scope) -> Register:
        """Positions in force, or those that ended."""
        return self.gateway.register(scope, ended=self._ended)

    def shown_lines(self) -> Sequence[PostLine]:
        """Nobody is reminded of what ended."""
        return () if self.ended.isChecked() else super().shown_lines()

    def _show_ended(self, ended: bool) -> None:
        self._ended = ended
        self.refresh()

    def capture_scenes(self) -> Sequence[Scene]:
        """The form of a new position."""
        return (Scene("formulaire", self.new_position),)

    def new_position(self) -> None:
        """Open the form of a new position of the unit that is shown."""
        from agence_desktop.desktop.positions.register.position_form import open_position_form

        open_position_form(self.desk, self.gateway, unit_id=self.unit)
