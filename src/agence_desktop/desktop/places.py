"""Places: the screens one can go to, go back from and find again as they were left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from agence_desktop.desktop.change_hub import ChangeHub
    from agence_desktop.desktop.drafts import Drafts
    from agence_desktop.desktop.session import Session
    from agence_desktop.desktop.tasks import Tasks

State = Mapping[str, Any]
"""What a place was showing (filters, scroll, selection): text, numbers, lists and mappings only, as JSON."""
_AS_IT_IS: Final[State] = {}


class Target(NamedTuple):
    """Somewhere to go: the key of a place and what to show there."""

    place: str
    state: State = _AS_IT_IS


class ToastAction(NamedTuple):
    """What a toast offers: open what was made, or the like."""

    word: str
    run: Callable[[], object]


class Workbench(Protocol):
    """What the shell lends to the slices."""

    @property
    def tasks(self) -> Tasks: ...
    @property
    def hub(self) -> ChangeHub: ...
    @property
    def session(self) -> Session: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def place(self) -> Place | None:
        """The place that is shown."""
        ...

    @property
    def parent_widget(self) -> QWidget:
        """The parent for dialogues."""
        ...

    @property
    def my_sites(self) -> frozenset[int] | None:
        """The buildings chosen under « Mes immeubles » (empty: all); None until any were chosen."""
        ...

    def go(self, target: Target) -> None:
        """Show a place; the way back is kept."""
        ...

    def tell(self, sentence: str, action: ToastAction | None = None, *, kind: str = "ok") -> None:
        """Say in a toast what was done; ``kind`` is ok, warning or danger."""
        ...

    def offer_undo(
        self, sentence: str, undo: Callable[[], object], action: ToastAction | None = None
    ) -> None:
        """Say what was done and let Ctrl+Z, the tool bar and the toast take it back; ``action`` is more that
        the toast offers.
        """
        ...

    def recall(self, key: str) -> Any:
        """A remembered preference of this person on this computer (JSON values), None when there is none."""
        ...

    def remember(self, key: str, value: Any) -> None:
        """Remember a preference (JSON values)."""
        ...


class Scene(NamedTuple):
    """One picture for ``--capture``: a name for the file, and what to do before it is taken."""

    name: str
    prepare: Callable[[], object]


class Place(QWidget):
    """One screen of a slice; ``self.desk`` is the workbench, ``self.key`` (set by the shell) the key of its
    spec.

    ``title_changed`` and ``commands_changed`` tell the shell to look again at ``title`` and at what is
    enabled.
    """

    title_changed = Signal()
    commands_changed = Signal()

    printable = False

    def __init__(self, desk: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.key = ""

    @property
    def title(self) -> str:
        """The title of the window while the place is shown; empty for the name of the place."""
        return ""

    def state(self) -> State:
        """What is shown now, to come back to."""
        return {}

    def restore(self, state: State) -> None:
        """Show what ``state`` says; keys that are missing keep their present value."""

    def refresh(self) -> None:
        """Read again what is shown (F5, or a change of which the hub does not know)."""

    def take_focus(self) -> None:
        """Put the keyboard where work begins: by default on the first field or list."""
        for child in self.findChildren(QWidget):
            if (
                child.focusPolicy() & Qt.FocusPolicy.TabFocus
                and child.isVisibleTo(self)
                and child.isEnabled()
            ):
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @property
    def undo_words(self) -> str:
        """What Ctrl+Z takes back in this place before anything else (« la saisie »); empty for nothing."""
        return ""

    def undo(self) -> None:
        """Take that back."""

    def print_view(self) -> None:
        """Print what is seen; asked only where ``printable`` is true."""

    def busy(self) -> bool:
        """Whether what is shown is still being read."""
        return False

    def capture_scenes(self) -> Sequence[Scene]:
        """Further pictures of this place for the handbook."""
        return ()


class PlaceSpec(NamedTuple):
    """A place before it is built: it is made when first shown.

    ``word`` is its tab, ``title`` that of the window where it differs; the number beside the tab comes from
    ``Contribution.counts``. The page of a record is not ``listed``: one goes there from lists and the
    palette, and its tab stands only while it is shown.
    """

    key: str
    word: str
    build: Callable[[Workbench], Place]
    icon: str = ""
    title: str = ""
    listed: bool = True
