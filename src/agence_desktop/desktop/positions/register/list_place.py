"""The list of positions, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from agence_desktop.desktop.places import Scene, Workbench
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.register import texts
from agence_desktop.desktop.positions.register.list_columns import COLUMNS
from agence_desktop.desktop.positions.register.post_list import PostListPlace


class RegisterPlace(PostListPlace):
    """All positions, or those of a unit."""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        create = texts.CREATE if gateway.manages_any else ""
        super().__init__(desk, gateway, COLUMNS, "positions/register_columns", texts.EMPTY, create)
        self.panel.create_requested.connect(self.new_position)

    def capture_scenes(self) -> Sequence[Scene]:
        """The form of a new position."""
        return (Scene("formulaire", self.new_position),)

    def new_position(self) -> None:
        """Open the form of a new position of the unit that is shown."""
        from agence_desktop.desktop.positions.register.position_form import open_position_form

        open_position_form(self.desk, self.gateway, unit_id=self.unit)
