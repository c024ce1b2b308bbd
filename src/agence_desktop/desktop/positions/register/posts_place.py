"""What the lists of positions and « Vulnérabilité » share: a current position, and lists that leave."""

from __future__ import annotations

from collections.abc import Sequence

from agence_desktop.desktop.positions.keys import sheet_target
from agence_desktop.desktop.positions.lines import PostLine
from agence_desktop.desktop.positions.printing.papers import print_register_of
from agence_desktop.desktop.positions.register.remedies import remind
from agence_desktop.desktop.positions.scoped_place import ScopedPlace


class PostsPlace(ScopedPlace):
    """Positions of a unit, or all, one of them current."""

    printable = True

    def print_view(self) -> None:
        """The register of the unit."""
        print_register_of(self)

    def current(self) -> PostLine | None:
        """The position on which the keyboard stands."""
        raise NotImplementedError

    def shown_lines(self) -> Sequence[PostLine]:
        """The positions that are shown."""
        raise NotImplementedError

    def remind(self) -> None:
        """Prepare reminders of the overdue reviews that are shown."""
        remind(self, self.shown_lines())

    def export(self) -> None:
        """Ask for a file and write what the list shows."""
        raise NotImplementedError

    def open_current(self) -> None:
        """Open the sheet of the position on which the keyboard stands."""
        if (row := self.current()) is not None:
            self._open(row)

    def _open(self, line: PostLine) -> None:
        self.desk.go(sheet_target(line.position.number))
