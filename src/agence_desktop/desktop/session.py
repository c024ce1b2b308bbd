"""Who is signed in, on which base, how the connection is: what every screen may ask and nobody else keeps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from agence_desktop.core.clock import QUEBEC, Clock, SystemClock, to_wall
from agence_desktop.core.roles import Actor


class BaseKind(StrEnum):
    """Where the base is."""

    LOCAL = "local"
    SHARED = "shared"


class Mode(StrEnum):
    """What can be done with the base at present."""

    WORKING = "working"
    READ_ONLY = "read_only"
    OFFLINE = "offline"


MOST_SKEW: Final = timedelta(minutes=2)
"""How far the clocks of a computer and of its server may differ before the person is told."""

NOBODY = Actor("", "")


class Identity(NamedTuple):
    """The person who is signed in; ``roles`` is the phrase of the status bar (« répondant hôte, SQ-SC »)."""

    actor: Actor = NOBODY
    roles: str = ""


class BaseInfo(NamedTuple):
    """The base that is open: ``label`` says it in French, ``base_id`` is the identity it keeps.

    ``replay``: the command line may set its clock (« rejeu »), a window never does. ``skew``: how far this
    computer's clock is ahead of it.
    """

    label: str = ""
    kind: BaseKind = BaseKind.LOCAL
    replay: bool = False
    demo: bool = False
    zone: ZoneInfo = QUEBEC
    skew: timedelta = timedelta()
    base_id: str = ""


class Connection(NamedTuple):
    """How the base answers: ``latency_ms`` of the last exchange, ``since`` when the mode began (aware)."""

    mode: Mode = Mode.WORKING
    latency_ms: int | None = None
    since: datetime | None = None
    sentence: str = ""


class Session(QObject):
    """The state above, with one signal: ``changed`` when any of it is other than before."""

    changed = Signal()

    def __init__(self, clock: Clock | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = clock or SystemClock()
        self._identity = Identity()
        self._base = BaseInfo()
        self._connection = Connection()
        self._refreshed: datetime | None = None

    @property
    def identity(self) -> Identity:
        """Who is signed in."""
        return self._identity

    @property
    def actor(self) -> Actor:
        """The person who is signed in, as commands and rights know them."""
        return self._identity.actor

    @property
    def base(self) -> BaseInfo:
        """The base that is open."""
        return self._base

    @property
    def connection(self) -> Connection:
        """How the base answers."""
        return self._connection

    @property
    def refreshed(self) -> datetime | None:
        """When the screen last read the base (aware), None before."""
        return self._refreshed

    @property
    def may_write(self) -> bool:
        """Whether commands can be sent now."""
        return self._connection.mode is Mode.WORKING

    def open(self, base: BaseInfo, identity: Identity, clock: Clock | None = None) -> None:
        """Take up a base and the person signed in on it; ``clock`` where it is not that of the program."""
        self.clock = clock or self.clock
        self._base, self._identity, self._connection = base, identity, Connection()
        self.changed.emit()

    def set_connection(self, connection: Connection) -> None:
        """Note how the base answers."""
        if connection != self._connection:
            self._connection = connection
            self.changed.emit()

    def note_refresh(self) -> None:
        """Note that what is shown was just read."""
        self._refreshed = self.clock.now()
        self.changed.emit()

    def now(self) -> datetime:
        """The present wall clock, naive, in the zone of the base."""
        return to_wall(self.clock.now(), self._base.zone)

    def today(self) -> date:
        """The present date in the zone of the base."""
        return self.now().date()
