"""The doors by which a base is chosen, and what is to be opened once one of them was taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agence_desktop.bootstrap import texts
from agence_desktop.bootstrap.keeping import Keeping, kept_for
from agence_desktop.bootstrap.opening import OpenBase, create_base, demo_base, located, open_base
from agence_desktop.storage.folders import default_base
from agence_desktop.storage.folders import demo_base as demo_path

if TYPE_CHECKING:
    from agence_desktop.desktop.application import Runtime
    from agence_desktop.desktop.dialogs.first_run import ConnectionDraft, FirstRunChoice, FirstRunDialog
    from agence_desktop.storage.locations import DatabaseLocation


@dataclass(frozen=True, slots=True)
class Wanted:
    """A base to open: ``work`` opens it, ``locate`` finds it with its password; both off the GUI thread.

    ``address`` says where it is to people and to the settings, empty for the demonstration.

    ``remember`` makes it the base of this computer, ``connection`` is that of a password to keep.
    """

    work: Callable[..., OpenBase]
    label: str
    locate: Callable[[], DatabaseLocation]
    address: str = ""
    remember: bool = False
    connection: ConnectionDraft | None = None
    progress: bool = False


class Doors:
    """Shows the dialogue of the first start, and calls ``wanted`` with what was chosen."""

    def __init__(self, runtime: Runtime, keeping: Keeping, wanted: Callable[[Wanted], object]) -> None:
        self._runtime, self._keeping, self._wanted = runtime, keeping, wanted
        self._shown: FirstRunDialog | None = None

    def show(self) -> None:
        """Offer the three doors."""
        self._make().open()

    def ask_password(self, address: str, sentence: str) -> None:
        """Ask for the password of a shared base; ``sentence`` says why."""
        dialog = self._make()
        dialog.ask_password(draft_of(address, keep=kept_for(address)), sentence)
        dialog.open()

    def close(self) -> None:
        """Take the dialogue away: a base is open."""
        if self._shown is not None:
            self._shown.close()

    def _make(self) -> FirstRunDialog:
        from agence_desktop.desktop.dialogs.first_run import FirstRunDialog

        self.close()
        runtime = self._runtime
        dialog = FirstRunDialog(runtime.tasks, _try, default_base(), runtime.window, self._keeping)
        dialog.chosen.connect(self._chosen)
        dialog.finished.connect(partial(self._gone, dialog))
        self._shown = dialog
        return dialog

    def _gone(self, dialog: FirstRunDialog, _result: int) -> None:
        dialog.deleteLater()
        if self._shown is dialog:
            self._shown = None

    def _chosen(self, choice: FirstRunChoice) -> None:
        from agence_desktop.desktop.dialogs.first_run import Door

        match choice.door:
            case Door.DEMO:
                self._wanted(wanted_demo(demo_path()))
            case Door.LOCAL if choice.path is not None:
                path = choice.path
                locate = partial(located, str(path))
                self._wanted(
                    Wanted(partial(_open_or_create, path), texts.CREATING, locate, str(path), remember=True)
                )
            case Door.SHARED if choice.connection is not None:
                draft = choice.connection
                work = partial(open_base, draft.address, draft.password)
                locate = partial(located, draft.address, draft.password)
                self._wanted(Wanted(work, texts.OPENING, locate, draft.address, True, draft))


def _open_or_create(path: Path) -> OpenBase:
    """Not asked before: a folder of the network may take its time to answer."""
    return open_base(str(path)) if path.exists() else create_base(path)


def wanted_demo(path: Path, **options: Any) -> Wanted:
    """Fictional data in ``path``."""

    def work(progress: Callable[[float, float], None]) -> OpenBase:
        return demo_base(path, progress, **options)

    return Wanted(work, texts.PREPARING_DEMO, partial(located, str(path)), progress=True)


def wanted_base(address: str, keeping: Keeping) -> Wanted:
    """The base that the options or the settings name, with the password that was kept for it."""

    def work() -> OpenBase:
        return open_base(address, store=keeping.store_of(address))

    def locate() -> DatabaseLocation:
        return located(address, store=keeping.store_of(address))

    return Wanted(work, texts.OPENING, locate, address)


def draft_of(address: str, *, keep: bool) -> ConnectionDraft:
    """The fields of an address, for the person to complete."""
    from urllib.parse import urlencode

    from agence_desktop.desktop.dialogs.first_run import ConnectionDraft
    from agence_desktop.storage.locations import PostgresServer, parse_location

    location = parse_location(address)
    if not isinstance(location, PostgresServer):
        raise ValueError("only a server asks for a password")
    url = location.url
    options = dict(url.query)
    host = url.host or str(options.pop("host", ""))
    return ConnectionDraft(
        host,
        url.port or 5432,
        url.database or "",
        url.username or "",
        options=urlencode(options, doseq=True, safe="/"),
        keep=keep,
    )


def _try(draft: ConnectionDraft) -> str:
    opened = open_base(draft.address, draft.password)
    opened.database.close()
    return texts.connection_works(opened.label)
