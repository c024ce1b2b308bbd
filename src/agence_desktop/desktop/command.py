"""Commands: what can be done, by menu, palette and shortcut."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from agence_desktop.desktop.places import Workbench

P = TypeVar("P")


class Menu(StrEnum):
    """The menus of the bar, in order; SLICE is the one of the slice that is shown."""

    FILE = "fichier"
    EDIT = "edition"
    VIEW = "affichage"
    GO = "aller"
    SLICE = "service"
    TOOLS = "outils"
    WINDOW = "fenetre"
    HELP = "aide"


class Role(StrEnum):
    """What the shell's own buttons ask of the slice that is shown: Ctrl+N."""

    NEW = "new"


class Command(NamedTuple):
    """Something that can be done: named in a menu, in the palette, and by its shortcut.

    ``name`` carries its mnemonic (« &Nouvelle réservation… »); ``shortcut`` is portable text (« Ctrl+N »).
    ``places`` are the keys of the places where it means something; empty: everywhere in its slice. ``group``
    draws a line in the menu between commands of different groups.
    """

    key: str
    name: str
    menu: Menu
    run: Callable[[Workbench], object]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[Workbench], bool] | None = None
    checked: Callable[[Workbench], bool] | None = None
    places: frozenset[str] = frozenset()
    group: str = ""
    role: Role | None = None


class Late(Generic[P]):
    """A kind of place that is imported when one is first made, or a command of it first run: the program
    opens before its screens are loaded.
    """

    def __init__(self, load: Callable[[], type[P]]) -> None:
        self._load = load

    @property
    def kind(self) -> type[P]:
        """The class, imported by now."""
        return self._load()


def on_place(kind: type[P] | Late[P], act: Callable[[P], object]) -> Callable[[Workbench], None]:
    """What a command does where a place of this kind is shown."""

    def run(desk: Workbench) -> None:
        place: Any = desk.place
        if isinstance(place, _class_of(kind)):
            act(place)

    return run


def where_place(kind: type[P] | Late[P], holds: Callable[[P], bool]) -> Callable[[Workbench], bool]:
    """Whether a place of this kind is shown of which ``holds`` is true."""

    def ask(desk: Workbench) -> bool:
        place: Any = desk.place
        return isinstance(place, _class_of(kind)) and holds(place)

    return ask


class PlaceCommands(Generic[P]):
    """Makes commands that act on one kind of place, where it is shown; their keys begin with ``prefix``."""

    def __init__(self, kind: type[P] | Late[P], prefix: str, places: frozenset[str], group: str) -> None:
        self._kind, self._prefix, self._places, self._group = kind, prefix, places, group

    def __call__(
        self,
        key: str,
        name: str,
        act: Callable[[P], object],
        shortcut: str = "",
        icon: str = "",
        *,
        menu: Menu = Menu.SLICE,
        enabled: Callable[[P], bool] | None = None,
        checked: Callable[[P], bool] | None = None,
        group: str = "",
    ) -> Command:
        """A command of the place; without ``group``, it stands in that of the others."""
        return Command(
            f"{self._prefix}.{key}",
            name,
            menu,
            on_place(self._kind, act),
            shortcut,
            icon,
            None if enabled is None else where_place(self._kind, enabled),
            None if checked is None else where_place(self._kind, checked),
            self._places,
            group or self._group,
        )


def _class_of(kind: type[P] | Late[P]) -> type[P]:
    return kind.kind if isinstance(kind, Late) else kind
