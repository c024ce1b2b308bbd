"""What may be asked of a deployment, as plain values, and how it is carried out on the database thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from agence_desktop.core.errors import AgenceError
from agence_desktop.desktop.teams.deployments import texts
from agence_desktop.desktop.teams.facts.over_dialog import OVER
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import Bar, MemberLine

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session
    from agence_desktop.teams.commands.desk import Desk, Done


@dataclass(frozen=True, slots=True)
class Wish:
    """One gesture on a deployment; ``kind`` says which, the others are what it needs."""

    kind: str
    bar: Bar
    name: str
    member_id: int | None = None
    period: Days | None = None
    day: date | None = None
    why: str = ""
    overrun_reason: str = ""

    @property
    def who(self) -> str:
        """The member and the client."""
        return texts.who(self.name, self.bar.client)

    def authorised(self, reason: str) -> Wish:
        """The same with an overrun that is authorised."""
        return replace(self, overrun_reason=reason)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a gesture may be made: ``over`` asks for one of three answers, ``why`` refuses."""

    ok: bool
    over: bool = False
    why: str = ""


class _DryRunError(Exception):
    """Takes back what a command wrote: it was only tried."""


def carry_out(gateway: Gateway, wish: Wish) -> Written:
    """Do it; refusals of the command as it raises them."""
    return gateway.write(lambda session, desk: _command(session, desk, wish))


def try_out(gateway: Gateway, wish: Wish) -> Verdict:
    """What would come of it: the command itself is run and taken back, so that nothing is judged twice."""

    def work(session: Session, desk: Desk) -> Done:
        _command(session, desk, wish)
        raise _DryRunError

    try:
        gateway.write(work)
    except _DryRunError:
        return Verdict(True)
    except AgenceError as error:
        over = error.code == OVER
        return Verdict(over, over, error.sentence)
    return Verdict(True)


def put_back(gateway: Gateway, undo: Sequence[Mapping[str, Any]]) -> Written:
    """Take back a gesture by what it kept."""
    from agence_desktop.teams.commands.reshaping import take_back

    return gateway.write(lambda session, desk: take_back(session, desk, undo))


def read_members(gateway: Gateway) -> list[MemberLine]:
    """Whom a deployment may be given to."""
    return gateway.members()


def _command(session: Session, desk: Desk, wish: Wish) -> Done:
    from agence_desktop.teams.commands import reshaping

    target = reshaping.Target(wish.bar.id, wish.bar.version)
    days, day = wish.period or wish.bar.period, wish.day or wish.bar.period.first
    match wish.kind:
        case "move":
            return reshaping.move(
                session,
                desk,
                target,
                member_id=wish.member_id,
                period=wish.period,
                overrun_reason=wish.overrun_reason,
            )
        case "split":
            return reshaping.split(session, desk, target, day)
        case "replace":
            return reshaping.replace_member(
                session,
                desk,
                target,
                wish.member_id or wish.bar.member_id,
                days,
                overrun_reason=wish.overrun_reason,
            )
        case "extend":
            return reshaping.extend(session, desk, target, wish.day, overrun_reason=wish.overrun_reason)
        case "ask":
            until = Days(wish.bar.period.first, day)
            return reshaping.ask_extension(session, desk, target, until, wish.why)
        case "refuse":
            return reshaping.refuse_extension(session, desk, target, wish.why)
        case "end":
            return reshaping.end_early(session, desk, target, day, wish.why)
        case _:
            return reshaping.cancel_deployment(session, desk, target, wish.why)


def after(last: date) -> date:
    """The first day that is no longer served where ``last`` is the last one."""
    return last + timedelta(days=1)
