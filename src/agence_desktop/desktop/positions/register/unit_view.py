"""What « Vulnérabilité » shows of a unit: read on the database thread, computed beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.lines import PostLine, Register, post_lines
from agence_desktop.positions.advice import Advice, advice
from agence_desktop.positions.bus_factor import LeastAbsences, unit_least_absences
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.coverage import Rests, what_rests
from agence_desktop.positions.measures import Post
from agence_desktop.positions.rows import PersonRef
from agence_desktop.positions.trend import TrendPoint, trend, trend_days

if TYPE_CHECKING:
    from agence_desktop.positions.queries.posts import Scope, UnitPost
    from agence_desktop.storage.work import Session

ADVICE_SHOWN = 12
_FEW = 400
"""Beyond so many positions advice and trend are told for a unit only: they measure each many times."""
_STEPS = 1_500
"""Of the search for the bus factor, a second or two: beyond, what is known is told."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """The positions of a scope, who works there, and the same positions on days of the past."""

    register: Register
    people: Mapping[int, PersonRef]
    posts: tuple[Post, ...]
    history: Mapping[date, Sequence[Post]]


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """What takes longer: it arrives later. ``bus_factor`` is None without critical tasks."""

    bus_factor: LeastAbsences | None
    advice: tuple[Advice, ...]
    trend: tuple[TrendPoint, ...]


def read_unit(gateway: Gateway, scope: Scope) -> UnitView:
    """Everything in one transaction, at most thirteen statements."""
    from agence_desktop.positions.queries.history import posts_on
    from agence_desktop.positions.queries.posts import unit_posts
    from agence_desktop.positions.queries.standings import standings
    from agence_desktop.positions.queries.surroundings import people_around, weeks_to_autonomy

    def work(session: Session, today: date) -> UnitView:
        found = unit_posts(session, gateway.actor, today, scope)
        standing = standings(session, (one.position for one in found), today, scope)
        weeks = weeks_to_autonomy(session, scope)
        few = len(found) <= _FEW
        history = posts_on(session, found, trend_days(today)[:-1], scope) if few else {}
        posts = tuple(_with_weeks(one, weeks) for one in found)
        return UnitView(
            Register(today, post_lines(found, standing, today), posts),
            {person.id: person for person in people_around(session, scope)},
            posts if few else (),
            {**history, today: posts} if few else {},
        )

    return gateway.read(work)


def find_out(view: UnitView, one_unit: bool) -> UnitFindings:
    """Bus factor, advice and trend; pure, and long for large units."""
    today = view.register.today
    factor = unit_least_absences(view.register.posts, today, _STEPS) if one_unit else None
    return UnitFindings(factor, tuple(advice(view.posts, today, ADVICE_SHOWN)), trend(view.history))


def rests_on(lines: Sequence[PostLine]) -> list[tuple[int, Rests]]:
    """Persons on whom something rests alone, the most first."""
    found = what_rests(
        (line.position.holder.id if line.position.holder else None, line.measures.covers) for line in lines
    )
    return sorted(found.items(), key=lambda one: (-one[1].uncovered - one[1].sole, -one[1].uncovered, one[0]))


def _with_weeks(one: UnitPost, weeks: Mapping[int, int]) -> Post:
    post = one.post
    if post.sheet is None or one.position.id not in weeks:
        return post
    sheet: Sheet = replace(post.sheet, weeks_to_autonomy=weeks[one.position.id])
    return replace(post, sheet=sheet)
