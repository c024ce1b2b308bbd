"""What the window does with a damaged file: consult what is left of it, and offer its newest backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.bootstrap import texts
from agence_desktop.bootstrap.doors import Wanted
from agence_desktop.bootstrap.opening import OpenBase, consult_damaged, located, open_base
from agence_desktop.core.clock import QUEBEC, SystemClock, to_wall
from agence_desktop.core.errors import AgenceError
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.form_dialog import ask

if TYPE_CHECKING:
    from agence_desktop.actions.rescuing import Backup
    from agence_desktop.desktop.application import Runtime


@dataclass(frozen=True, slots=True)
class Damage:
    """What is left: the file opened for consultation, where it can be read, and its newest backup."""

    path: Path
    consulted: OpenBase | None
    backup: Backup | None


class Rescuing:
    """Looks, shows what is left by ``opened`` and, once a backup is restored, opens it by ``open_base``."""

    def __init__(
        self,
        runtime: Runtime,
        opened: Callable[[Wanted, OpenBase], object],
        open_again: Callable[[Wanted], object],
    ) -> None:
        self._runtime, self._opened, self._open_again = runtime, opened, open_again

    def offer(self, wanted: Wanted, failure: Failure, failed: Callable[[Failure], object]) -> None:
        """Take up a file that was found damaged; ``failed`` is told where nothing can be done."""
        self._runtime.tasks.run(
            partial(_look, wanted),
            done=partial(self._looked, wanted, failure, failed),
            failed=failed,
            label=texts.LOOKING,
        )

    def _looked(
        self, wanted: Wanted, failure: Failure, failed: Callable[[Failure], object], damage: Damage
    ) -> None:
        if damage.consulted is not None:
            self._opened(replace(wanted, remember=False), damage.consulted)
        if damage.backup is None:
            failed(failure._replace(sentence=texts.damaged_without_backup(str(damage.path))))
            return
        made = to_wall(damage.backup.made, QUEBEC)
        words = texts.damaged_question(str(damage.path), damage.backup.path.name, made, damage.backup.rows)
        restore = partial(self._restore, damage.path, damage.backup, failed)
        ask(self._runtime.window, *words, texts.RESTORE_YES, texts.NOT_NOW, restore)

    def _restore(self, damaged: Path, backup: Backup, failed: Callable[[Failure], object]) -> None:
        self._runtime.tasks.run(
            partial(_restore, damaged, backup), done=self._restored, failed=failed, label=texts.RESTORING
        )

    def _restored(self, path: Path) -> None:
        self._runtime.window.tell(texts.restored(str(path)))
        locate = partial(located, str(path))
        work = partial(open_base, str(path))
        self._open_again(Wanted(work, texts.OPENING, locate, str(path), remember=True))


def _look(wanted: Wanted) -> Damage:
    from agence_desktop.actions.rescuing import newest_backup
    from agence_desktop.storage.locations import SqliteFile
    from agence_desktop.storage.schema import BASE_ID, read_meta

    location = wanted.locate()
    if not isinstance(location, SqliteFile):
        raise TypeError("a server looks after its own files")
    consulted, base_id = None, None
    try:
        consulted = consult_damaged(location.path)
        base_id = consulted.database.read(partial(read_meta, key=BASE_ID))
    except AgenceError:
        # So damaged that not even who works here can be read.
        pass
    return Damage(location.path, consulted, newest_backup(location.path, base_id))


def _restore(damaged: Path, backup: Backup) -> Path:
    from agence_desktop.actions.rescuing import restore_beside

    return restore_beside(damaged, backup.path, SystemClock())
