"""Joins the window to a base: which one, who is signed in, what slices show, what others change."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.bootstrap import texts
from agence_desktop.bootstrap.opening import OpenBase, create_base, demo_base, open_base
from agence_desktop.core.settings import read_settings, write_settings
from agence_desktop.desktop.application import Runtime
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.session import BaseInfo, BaseKind, Connection, Identity, Mode
from agence_desktop.desktop.tasks import Failure
from agence_desktop.storage.folders import default_base, settings_folder
from agence_desktop.storage.folders import demo_base as demo_path

if TYPE_CHECKING:
    from agence_desktop.desktop.dialogs.first_run import ConnectionDraft, FirstRunChoice, FirstRunDialog
    from agence_desktop.storage.feed import ChangeFeed

_LOG = logging.getLogger(__name__)


class Wiring:
    """What stays open while the window stands: one base and the feed of its changes."""

    def __init__(self) -> None:
        self._runtime: Runtime | None = None
        self._open: OpenBase | None = None
        self._feed: ChangeFeed | None = None
        self._doors: FirstRunDialog | None = None

    def begin(self, runtime: Runtime) -> Sequence[Contribution]:
        """Open the base that the options or the settings name, else show the doors."""
        self._runtime = runtime
        runtime.window.base_requested.connect(self._show_doors)
        options = runtime.options
        settings = read_settings(settings_folder(), os.environ)
        if settings.unknown:
            _LOG.warning("unknown settings: %s", ", ".join(settings.unknown))
        if options.demo:
            path = Path(options.base) if options.base else demo_path()
            self._run(partial(_demo, path), texts.PREPARING_DEMO, progress=True)
        elif (named := options.base or settings.settings.base) is not None:
            self._run(partial(open_base, named), texts.OPENING)
        elif default_base().exists():
            self._run(partial(open_base, str(default_base())), texts.OPENING)
        else:
            self._show_doors()
        return ()

    def close(self) -> None:
        """Stop hearing and close the base."""
        if self._feed is not None:
            self._feed.stop()
            self._feed = None
        if self._open is not None:
            self._open.database.close()
            self._open = None

    # Opening.

    def _run(
        self, work: Callable[..., OpenBase], label: str, keep: str = "", *, progress: bool = False
    ) -> None:
        runtime = self._wired()
        runtime.tasks.run(
            work,
            done=partial(self._opened, keep),
            failed=self._failed,
            progress=(lambda _fraction: None) if progress else None,
            label=label,
        )

    def _opened(self, keep: str, opened: OpenBase) -> None:
        self.close()
        runtime = self._wired()
        self._open = opened
        if keep:
            settings = read_settings(settings_folder(), os.environ).settings
            write_settings(settings_folder(), replace(settings, base=keep))
        if self._doors is not None:
            self._doors.accept()
            self._doors = None
        kind = BaseKind.SHARED if opened.shared else BaseKind.LOCAL
        base = BaseInfo(opened.label, kind, replay=opened.replay, demo=opened.demo)
        runtime.session.open(base, Identity(opened.actor, texts.roles_of(opened.actor)))
        if opened.database.read_only:
            runtime.session.set_connection(Connection(Mode.READ_ONLY))
        runtime.window.set_contributions(_contributions(opened))
        self._listen(runtime, opened)

    def _failed(self, failure: Failure) -> None:
        runtime = self._wired()
        # The window shows it, and a visit of every screen notes it.
        runtime.tasks.failed.emit(failure)
        if self._open is None and runtime.options.capture is None and runtime.options.autotest is None:
            self._show_doors()

    def _listen(self, runtime: Runtime, opened: OpenBase) -> None:
        from agence_desktop.storage.feed import ChangeFeed

        def connected(yes: bool) -> None:
            runtime.tasks.call(partial(self._connection, yes))

        self._feed = ChangeFeed(
            opened.database, runtime.hub.publish, runtime.hub.publish_everything, connected
        )
        self._feed.start()

    def _connection(self, yes: bool) -> None:
        runtime = self._wired()
        if self._open is None:
            return
        working = Mode.READ_ONLY if self._open.database.read_only else Mode.WORKING
        since = None if yes else runtime.session.clock.now()
        runtime.session.set_connection(Connection(working if yes else Mode.OFFLINE, since=since))

    # The doors.

    def _show_doors(self) -> None:
        from agence_desktop.desktop.dialogs.first_run import FirstRunDialog

        runtime = self._wired()
        self._doors = FirstRunDialog(runtime.tasks, _try_connection, default_base(), runtime.window)
        self._doors.chosen.connect(self._chosen)
        self._doors.open()

    def _chosen(self, choice: FirstRunChoice) -> None:
        from agence_desktop.desktop.dialogs.first_run import Door

        match choice.door:
            case Door.DEMO:
                self._run(partial(_demo, demo_path()), texts.PREPARING_DEMO, progress=True)
            case Door.LOCAL if choice.path is not None:
                work = partial(open_base, str(choice.path)) if choice.path.exists() else None
                self._run(work or partial(create_base, choice.path), texts.CREATING, str(choice.path))
            case Door.SHARED if choice.connection is not None:
                connection = choice.connection
                work = partial(open_base, connection.address, connection.password)
                self._run(work, texts.OPENING, connection.address)

    def _wired(self) -> Runtime:
        if self._runtime is None:
            raise RuntimeError("begin() comes first")
        return self._runtime


def _demo(path: Path, progress: Callable[[float, float], None]) -> OpenBase:
    return demo_base(path, progress)


def _try_connection(draft: ConnectionDraft) -> str:
    opened = open_base(draft.address, draft.password)
    opened.database.close()
    return texts.connection_works(opened.label)


def _contributions(opened: OpenBase) -> Sequence[Contribution]:
    from agence_desktop.desktop.directory.contribution import directory_contribution
    from agence_desktop.desktop.spaces.contribution import spaces_contribution
    from agence_desktop.desktop.spaces.gateway import Gateway

    gateway = Gateway(opened.database, opened.actor)
    return (
        spaces_contribution(gateway),
        directory_contribution(opened.database, opened.actor),
    )
