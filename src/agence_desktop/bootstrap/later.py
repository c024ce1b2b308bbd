"""Later starts of the same person: the window comes forward, and opens what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.bootstrap import texts
from agence_desktop.bootstrap.archives import Archives
from agence_desktop.bootstrap.doors import Wanted, wanted_base, wanted_demo
from agence_desktop.bootstrap.keeping import Keeping
from agence_desktop.core.errors import InputError
from agence_desktop.core.settings import without_password
from agence_desktop.desktop.instance import Wishes, bring_forward
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.storage.folders import demo_base

if TYPE_CHECKING:
    from agence_desktop.desktop.application import Runtime
    from agence_desktop.storage.locations import DatabaseLocation


class LaterStarts:
    """Answers the wishes of later starts; ``open_base`` opens what the person agreed to, ``current`` tells
    where the base that is open stands.
    """

    def __init__(
        self,
        runtime: Runtime,
        keeping: Keeping,
        archives: Archives,
        open_base: Callable[[Wanted], object],
        current: Callable[[], DatabaseLocation | None],
    ) -> None:
        self._runtime, self._keeping, self._current = runtime, keeping, current
        self._archives, self._open_base = archives, open_base
        if runtime.options.instance is not None:
            runtime.options.instance.asked.connect(self.answer)

    def answer(self, wishes: Wishes) -> None:
        """Come forward; a backup or another base is asked about first."""
        window = self._runtime.window
        bring_forward(window)
        if wishes.file is not None:
            self._archives.offer(Path(wishes.file))
        elif wishes.demo and not window.session.base.demo:
            self._ask(texts.DEMO_LABEL, wanted_demo(demo_base()))
        elif wishes.base is not None and not self._is_open(wishes.base):
            self._ask(_label(wishes.base), wanted_base(wishes.base, self._keeping))

    def _is_open(self, address: str) -> bool:
        from agence_desktop.storage.locations import parse_location

        current = self._current()
        try:
            return current is not None and parse_location(address).shown == current.shown
        except InputError:
            return False

    def _ask(self, shown: str, wanted: Wanted) -> None:
        words = texts.other_base_question(shown)
        ask(self._runtime.window, *words, texts.OPEN_YES, texts.CANCEL, partial(self._change, wanted))

    def _change(self, wanted: Wanted) -> None:
        self._runtime.window.set_aside_dialogs()
        self._open_base(wanted)


def _label(address: str) -> str:
    """As the window names an open base; an address that cannot be read is told by what opening says of it."""
    from agence_desktop.bootstrap.opening import label_of
    from agence_desktop.storage.locations import parse_location

    try:
        return label_of(parse_location(address))
    except InputError:
        return without_password(address)
