"""Joins the window to a base: which one, who is signed in, what slices show, what others change."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.bootstrap import texts
from agence_desktop.bootstrap.archives import Archives
from agence_desktop.bootstrap.doors import Doors, Wanted, wanted_base, wanted_demo
from agence_desktop.bootstrap.keeping import Keeping, remember_base
from agence_desktop.bootstrap.later import LaterStarts
from agence_desktop.bootstrap.opening import OpenBase, still_admitted
from agence_desktop.bootstrap.reporting import offer_report
from agence_desktop.core.errors import AgenceError
from agence_desktop.core.settings import Loaded, Origin
from agence_desktop.desktop.application import Runtime
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.session import BaseInfo, BaseKind, Connection, Identity, Mode
from agence_desktop.desktop.shell.keys import APPEARANCE
from agence_desktop.desktop.tasks import Failure, Lane, failure_of
from agence_desktop.storage.configuration import effective_settings, imposed_fault
from agence_desktop.storage.folders import captured_base, default_base, demo_base

if TYPE_CHECKING:
    from agence_desktop.desktop.dialogs.first_run import ConnectionDraft
    from agence_desktop.storage.feed import ChangeFeed
    from agence_desktop.storage.locations import DatabaseLocation

_LOG = logging.getLogger(__name__)
_ASKED_AGAIN = frozenset({"password_needed", "kept_password_refused"})


class Wiring:
    """What stays open while the window stands: one base and the feed of its changes."""

    def __init__(self) -> None:
        self._runtime: Runtime | None = None
        self._open: OpenBase | None = None
        self._feed: ChangeFeed | None = None
        self._keeping = Keeping()
        self._doors: Doors | None = None
        self._later: LaterStarts | None = None

    def begin(self, runtime: Runtime) -> Sequence[Contribution]:
        """Open the base that the options or the settings name, else show the doors."""
        self._runtime = runtime
        self._doors = Doors(runtime, self._keeping, self._run)
        runtime.window.base_requested.connect(self._doors.show)
        options = runtime.options
        archives = Archives(runtime, self._run)
        self._later = LaterStarts(runtime, self._keeping, archives, self._run, self._location)
        loaded = effective_settings()
        if loaded.unknown:
            _LOG.warning("unknown settings: %s", ", ".join(loaded.unknown))
        named = options.base or loaded.settings.base
        faults: list[AgenceError] = [*loaded.faults]
        if not options.base and (unusable := imposed_fault(loaded)) is not None:
            faults.append(unusable)
            named = None
        for fault in faults:
            runtime.tasks.failed.emit(failure_of(fault))
        _apply_theme(runtime, loaded)
        if options.demo:
            own = demo_base() if options.clock is None else captured_base()
            path = Path(options.base) if options.base else own
            self._run(wanted_demo(path, clock=options.clock))
        elif named is not None:
            self._run(wanted_base(named, self._keeping))
        elif default_base().exists() and not faults:
            self._run(wanted_base(str(default_base()), self._keeping))
        elif options.file is None:
            self._doors.show()
        if not self._toured:
            offer_report(runtime)
        if options.file is not None:
            archives.offer(options.file)
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

    def _location(self) -> DatabaseLocation | None:
        return self._open.database.location if self._open is not None else None

    def _run(self, wanted: Wanted) -> None:
        self._wired().tasks.run(
            wanted.work,
            done=partial(self._opened, wanted),
            failed=partial(self._failed, wanted),
            progress=(lambda _fraction: None) if wanted.progress else None,
            label=wanted.label,
            unclaimed=lambda opened: opened.database.close(),
        )

    def _opened(self, wanted: Wanted, opened: OpenBase) -> None:
        self.close()
        runtime = self._wired()
        self._open = opened
        if self._doors is not None:
            self._doors.close()
        if wanted.remember:
            runtime.tasks.run(self._remember, wanted.address, wanted.connection, lane=Lane.POOL)
        kind = BaseKind.SHARED if opened.shared else BaseKind.LOCAL
        base = BaseInfo(
            opened.label, kind, opened.replay, opened.demo, skew=opened.skew, base_id=opened.base_id
        )
        runtime.session.open(base, Identity(opened.actor, texts.roles_of(opened.actor)))
        runtime.session.set_connection(_standing(opened))
        runtime.window.set_contributions(contributions_of(opened))
        if not opened.damaged:
            self._listen(runtime, opened, wanted)

    def _remember(self, address: str, connection: ConnectionDraft | None) -> None:
        remember_base(address)
        if connection is not None and connection.keep and connection.password:
            self._keeping.keep(address, connection.password)

    def _failed(self, wanted: Wanted, failure: Failure) -> None:
        runtime = self._wired()
        code = failure.error.code if isinstance(failure.error, AgenceError) else ""
        if code in _ASKED_AGAIN and not self._toured and self._doors is not None:
            self._doors.ask_password(wanted.address, failure.sentence)
            return
        if code == "schema_older" and not self._toured:
            from agence_desktop.bootstrap.upgrading import Upgrading

            Upgrading(runtime, self._run).offer(wanted, self._told)
            return
        if code == "damaged" and not self._toured:
            from agence_desktop.bootstrap.rescuing import Rescuing

            Rescuing(runtime, self._opened, self._run).offer(wanted, failure, self._told)
            return
        self._told(failure)

    def _told(self, failure: Failure) -> None:
        """The window shows it, and a visit of every screen notes it; without a base the doors are shown."""
        runtime = self._wired()
        runtime.tasks.failed.emit(failure)
        if self._open is None and not self._toured and self._doors is not None:
            self._doors.show()

    @property
    def _toured(self) -> bool:
        options = self._wired().options
        return options.capture is not None or options.autotest is not None

    def _listen(self, runtime: Runtime, opened: OpenBase, wanted: Wanted) -> None:
        from agence_desktop.storage.feed import ChangeFeed

        def connected(yes: bool) -> None:
            runtime.tasks.call(partial(self._connection, yes))

        def revoked(error: AgenceError) -> None:
            runtime.tasks.call(partial(self._sign_out, opened, wanted, failure_of(error)))

        self._feed = ChangeFeed(
            opened.database,
            runtime.hub.publish,
            runtime.hub.publish_everything,
            connected,
            admitted=partial(still_admitted, opened),
            revoked=revoked,
        )
        self._feed.start()

    def _sign_out(self, opened: OpenBase, wanted: Wanted, failure: Failure) -> None:
        """This person may not work here any more: forms go into their drafts, and nobody is signed in."""
        if opened is not self._open:
            return
        runtime = self._wired()
        runtime.window.set_aside_dialogs()
        self.close()
        runtime.session.open(BaseInfo(), Identity())
        runtime.window.set_contributions(())
        self._failed(wanted, failure._replace(sentence=texts.signed_out(failure.sentence)))

    def _connection(self, yes: bool) -> None:
        runtime = self._wired()
        if self._open is None:
            return
        offline = Connection(Mode.OFFLINE, since=runtime.session.clock.now())
        runtime.session.set_connection(_standing(self._open) if yes else offline)

    def _wired(self) -> Runtime:
        if self._runtime is None:
            raise RuntimeError("begin() comes first")
        return self._runtime


def _apply_theme(runtime: Runtime, loaded: Loaded) -> None:
    """The colours of the settings, where they are imposed or where this person chose none in the window."""
    if runtime.options.capture is not None or loaded.origins["theme"] is Origin.DEFAULT:
        return
    if loaded.imposed("theme") or runtime.window.memory.recall(APPEARANCE) is None:
        runtime.window.look.set_appearance(loaded.settings.theme)


def _standing(opened: OpenBase) -> Connection:
    """What can be done with a base that answers."""
    if opened.damaged:
        return Connection(Mode.READ_ONLY, sentence=texts.damaged_banner(opened.label))
    return Connection(Mode.READ_ONLY if opened.database.read_only else Mode.WORKING)


def contributions_of(opened: OpenBase) -> Sequence[Contribution]:
    """The slices of a base, as the person who opened it may use them."""
    from agence_desktop.desktop.directory.contribution import directory_contribution
    from agence_desktop.desktop.positions.contribution import positions_contribution
    from agence_desktop.desktop.positions.gateway import Gateway as PositionsGateway
    from agence_desktop.desktop.spaces.contribution import spaces_contribution
    from agence_desktop.desktop.spaces.gateway import Gateway
    from agence_desktop.desktop.teams.contribution import take_need, teams_contribution
    from agence_desktop.desktop.teams.gateway import Gateway as TeamsGateway

    gateway = Gateway(opened.database, opened.actor)
    teams = TeamsGateway(opened.database, opened.actor)
    taker = partial(take_need, teams) if teams.organises else None
    return (
        spaces_contribution(gateway),
        positions_contribution(PositionsGateway(opened.database, opened.actor), taker),
        teams_contribution(teams),
        directory_contribution(opened.database, opened.actor),
    )
