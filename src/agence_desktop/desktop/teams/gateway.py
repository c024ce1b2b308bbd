"""What the screens of flying teams ask of the database; every method runs on the database thread.

Commands and queries are imported when first used: the window opens before the database library is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.teams import texts
from agence_desktop.teams.rows import Bar, CostLine, MemberLine, RequestCard, RequestDraft, RequestState

if TYPE_CHECKING:
    from agence_desktop.storage.work import Database, Session
    from agence_desktop.teams.commands.desk import Desk, Done
    from agence_desktop.teams.files import RequestFile

T = TypeVar("T")
OPEN = frozenset(
    {
        RequestState.RECEIVED,
        RequestState.QUALIFIED,
        RequestState.PROPOSED,
        RequestState.COMMITTED,
        RequestState.WAITLISTED,
    }
)
"""States of requests that are handled."""
PROPOSABLE = frozenset({RequestState.QUALIFIED, RequestState.PROPOSED, RequestState.WAITLISTED})
"""A proposal is made for these unless requests are named."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a command wrote: the record, its number where it has one, what changed, what it kept for undo."""

    id: int
    number: str
    changes: tuple[Change, ...]
    kept: Mapping[str, Any] = field(default_factory=dict)


class Gateway:
    """One database, one person; used by one thread at a time (the database thread)."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self.database = database
        self.actor = actor

    def today(self) -> date:
        """The present date in Québec."""
        return to_wall(self.database.clock.now(), QUEBEC).date()

    @property
    def manages(self) -> bool:
        """Whether this person manages a flying team."""
        return any(self.actor.holds(role) for role in (Role.MANAGER, Role.ADMINISTRATOR))

    @property
    def organises(self) -> bool:
        """Whether this person enters requests and proposes members."""
        return self.manages or self.actor.holds(Role.CLERK)

    def read(self, work: Callable[[Session, date], T]) -> T:
        """Read in one transaction, with the present date."""
        return self.database.read(lambda session: work(session, self.today()))

    def write(self, work: Callable[[Session, Desk], Done]) -> Written:
        """Write in one transaction; RefusedError ``read_only`` where the base is only consulted."""
        if self.database.read_only:
            raise RefusedError("read_only", texts.READ_ONLY)
        from agence_desktop.teams.commands.desk import Desk

        done = self.database.write(lambda session: work(session, Desk(self.actor)))
        return Written(done.ids[0] if done.ids else 0, done.number, (done.change,), done.kept)

    # The timeline and requests.

    def cards(self, states: Collection[RequestState] | None = None) -> list[RequestCard]:
        """Requests in these states (None: all but refused and cancelled)."""
        from agence_desktop.teams.queries.board import cards

        return self.read(lambda session, today: cards(session, today, states))

    def members(self) -> list[MemberLine]:
        """Members in force, by team and name."""
        from agence_desktop.teams.periods import Days
        from agence_desktop.teams.queries.timeline import member_lines

        def work(session: Session, today: date) -> list[MemberLine]:
            return member_lines(session, Days(today, today + timedelta(days=1)))

        return self.read(work)

    def families(self) -> dict[str, str]:
        """The names of families by code."""
        from agence_desktop.teams.queries.choices import families

        return self.read(lambda session, _today: dict(families(session)))

    # Proposals.

    def assign(self, seat_id: int, member_id: int) -> Written:
        """Propose one member for one seat by hand."""
        from agence_desktop.teams.commands.proposing import assign

        return self.write(lambda session, desk: assign(session, desk, seat_id, member_id))

    def member_names(self) -> dict[int, str]:
        """The names of all members, also of those who are gone."""
        from agence_desktop.teams.periods import Days
        from agence_desktop.teams.queries.timeline import member_lines

        def work(session: Session, _today: date) -> dict[int, str]:
            return {one.id: one.name for one in member_lines(session, Days(date.min, None))}

        return self.read(work)

    def bars(self, first: date, end: date | None = None) -> list[Bar]:
        """Deployments that touch these days and are not cancelled."""
        from agence_desktop.teams.periods import Days
        from agence_desktop.teams.queries.timeline import bars

        return self.read(lambda session, today: bars(session, Days(first, end), today))

    # Commitments and confirmation.

    def request_file(self, request_id: int) -> RequestFile:
        """All of a request; RefusedError ``unknown_request``."""
        from agence_desktop.teams.queries.files import request_file

        found = self.read(lambda session, today: request_file(session, request_id, today))
        if found is None:
            raise RefusedError("unknown_request", texts.UNKNOWN_REQUEST)
        return found

    def write_commitment(
        self, request_id: int, lines: Sequence[CostLine], ceiling: Decimal, reason: str = ""
    ) -> Written:
        """Write the next version of the commitment of a request, or its draft anew."""
        from agence_desktop.teams.commands.committing import write_commitment

        return self.write(
            lambda session, desk: write_commitment(session, desk, request_id, lines, ceiling, reason)
        )

    def sign_commitment(self, commitment_id: int, version: int, name: str, paper_on: date | None) -> Written:
        """Sign the newest version, by one's own login or for a paper that was received."""
        from agence_desktop.teams.commands.committing import Signature, sign_commitment

        signature = Signature(name, paper_on) if name or paper_on is not None else None
        return self.write(
            lambda session, desk: sign_commitment(session, desk, commitment_id, version, signature)
        )

    def confirm(self, deployments: Sequence[tuple[int, int]], overrun_reason: str = "") -> Written:
        """Confirm committed deployments, all or none; OverCapacityError asks for one of three answers."""
        from agence_desktop.teams.commands.confirming import confirm

        return self.write(
            lambda session, desk: confirm(session, desk, deployments, overrun_reason=overrun_reason)
        )

    # Requests.

    def save_request(self, draft: RequestDraft, request_id: int | None = None, version: int = 0) -> Written:
        """Enter a request, or change the one read at ``version``."""
        from agence_desktop.teams.commands.requests import edit_request, receive

        def work(session: Session, desk: Desk) -> Done:
            if request_id is None:
                return receive(session, desk, draft)
            return edit_request(session, desk, request_id, version, draft)

        return self.write(work)

    def step_request(self, request_id: int, version: int, wanted: RequestState, reason: str = "") -> Written:
        """Qualify, refuse, put on the waitlist, withdraw or take back."""
        from agence_desktop.teams.commands import requests

        def work(session: Session, desk: Desk) -> Done:
            match wanted:
                case RequestState.REFUSED:
                    return requests.refuse(session, desk, request_id, version, reason)
                case RequestState.CANCELLED:
                    return requests.withdraw(session, desk, request_id, version, reason)
                case RequestState.WAITLISTED:
                    return requests.waitlist(session, desk, request_id, version)
                case RequestState.RECEIVED:
                    return requests.reopen(session, desk, request_id, version)
                case _:
                    return requests.qualify(session, desk, request_id, version)

        return self.write(work)
