"""The way back and forth between places, each as it was left."""

from __future__ import annotations

from agence_desktop.desktop.places import State, Target

LONGEST = 50


class History:
    """Targets in the order they were visited; the present one has its state noted when it is left."""

    def __init__(self) -> None:
        self._visited: list[Target] = []
        self._present = -1

    @property
    def present(self) -> Target | None:
        """Where one is."""
        return self._visited[self._present] if self._present >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether something was visited before."""
        return self._present > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from somewhere."""
        return self._present < len(self._visited) - 1

    def note_state(self, state: State) -> None:
        """What the present place shows as it is left."""
        if self._present >= 0:
            self._visited[self._present] = self._visited[self._present]._replace(state=dict(state))

    def visit(self, target: Target) -> None:
        """Go somewhere new: what lay ahead is forgotten."""
        del self._visited[self._present + 1 :]
        if self._visited and self._visited[-1].place == target.place and not target.state:
            return
        self._visited.append(target)
        del self._visited[:-LONGEST]
        self._present = len(self._visited) - 1

    def back(self) -> Target | None:
        """The place before, now present."""
        if not self.can_go_back:
            return None
        self._present -= 1
        return self._visited[self._present]

    def forward(self) -> Target | None:
        """The place after, now present."""
        if not self.can_go_forward:
            return None
        self._present += 1
        return self._visited[self._present]

    def latest(self, places: frozenset[str]) -> Target | None:
        """The last visited of these places, to come back to a slice where it was left."""
        return next((one for one in reversed(self._visited) if one.place in places), None)
