"""What the window offers where a base is of an older program: bring it up, or wait for who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.bootstrap import texts
from agence_desktop.bootstrap.doors import Wanted
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.form_dialog import ask

if TYPE_CHECKING:
    from agence_desktop.actions.upgrading import Upgradable
    from agence_desktop.desktop.application import Runtime
    from agence_desktop.migrations.runner import Upgraded


class Upgrading:
    """Asks, upgrades off the GUI thread, then opens the base again by ``open_again``."""

    def __init__(self, runtime: Runtime, open_again: Callable[[Wanted], object]) -> None:
        self._runtime, self._open_again = runtime, open_again

    def offer(self, wanted: Wanted, failed: Callable[[Failure], object]) -> None:
        """Look at what can be done for a base that was found too old; ``failed`` tells of what cannot."""
        self._runtime.tasks.run(
            partial(_look, wanted),
            done=partial(self._ask, wanted, failed),
            failed=failed,
            label=texts.LOOKING,
        )

    def _ask(self, wanted: Wanted, failed: Callable[[Failure], object], found: Upgradable) -> None:
        act: Callable[[], object] = partial(self._upgrade, wanted, failed)
        words, yes = texts.upgrade_question(found.shown, found.before, found.after), texts.UPGRADE_YES
        if not found.allowed:
            act = partial(self._open_again, wanted)
            words, yes = texts.upgrade_wait(found.shown), texts.READ_AGAIN
        ask(self._runtime.window, *words, yes, texts.NOT_NOW, act)

    def _upgrade(self, wanted: Wanted, failed: Callable[[Failure], object]) -> None:
        self._runtime.tasks.run(
            partial(_upgrade, wanted),
            done=partial(self._upgraded, wanted),
            failed=failed,
            progress=lambda _fraction: None,
            label=texts.UPGRADING,
        )

    def _upgraded(self, wanted: Wanted, done: Upgraded) -> None:
        self._runtime.window.tell(texts.upgraded(str(done.copy) if done.copy is not None else ""))
        self._open_again(wanted)


def _look(wanted: Wanted) -> Upgradable:
    from agence_desktop.actions.upgrading import upgradable

    return upgradable(wanted.locate())


def _upgrade(wanted: Wanted, progress: Callable[[float, float], None]) -> Upgraded:
    from agence_desktop.actions.upgrading import upgrade_base

    return upgrade_base(wanted.locate(), progress)
