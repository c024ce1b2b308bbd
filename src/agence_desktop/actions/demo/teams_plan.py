"""What flying teams of the demonstration are asked for: the requests of the pictures among invented ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Final

from agence_desktop.actions.demo.teams_crew import Crew, as_member, point_of
from agence_desktop.actions.demo.teams_spec import (
    FULL_BP,
    MEMBERS,
    REQUESTS,
    RequestSpec,
    SeatSpec,
    TakenSpec,
)
from agence_desktop.core.calendars import is_working_day, week_start
from agence_desktop.core.clock import QUEBEC, to_instant
from agence_desktop.directory.rows import Directory
from agence_desktop.teams.commands.requests import NUMBER_KIND
from agence_desktop.teams.feasibility import Fit
from agence_desktop.teams.levels import Method, Progress
from agence_desktop.teams.periods import Days, working_days
from agence_desktop.teams.problem import Firm, Member, Mode, Problem, Request, Seat
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.rows import TENTATIVE, DeploymentState, RequestState
from agence_desktop.teams.solving.answer import Answer
from agence_desktop.teams.solving.greedy import solve_greedily
from agence_desktop.teams.solving.model import Model
from agence_desktop.teams.solving.proposing import Study, propose, study

_D, _R = DeploymentState, RequestState
_WEEKS: Final = (3, 4, 6, 8, 10, 12, 14, 18, 20, 26)
_SEATS: Final = (1, 1, 1, 1, 2, 2, 3)
_EFFORTS: Final = (40, 50, 60, 80, 100, 100, 100)
_EARLY_SHARE: Final = 0.12
_STOPPED_SHARE: Final = 0.3
_WITHDRAWN_SHARE: Final = 0.08
_TRIES: Final = 12
"""How often another need is asked for until somebody can take it."""
_LENDING_CLIENTS: Final = 3
"""How much more often organisations that lend teams are clients of others."""
_PROPOSALS: Final = 17
"""How many proposals were kept before that of the pictures; before them, members were assigned by hand."""
_QUICK: Final = 0.02
"""Seconds that a proposal is told to have taken."""
LATE_FAMILIES: Final = frozenset({"LEAN"})
"""Teams of which the statements of last month are prepared and not issued yet."""
_ISSUED_BY: Final = 8
"""The day of the month from which the statements of the month before are issued."""
_OPENS: Final = time(8, 40)


@dataclass(frozen=True, slots=True)
class Planned:
    """A request with when it came, and who was proposed for it where that was kept."""

    spec: RequestSpec
    received_at: datetime
    contact: str = ""
    proposed: tuple[Problem, Proposal] | None = None


class Planner:
    """Invents requests in the order of their coming, each with members who can take it."""

    def __init__(self, seed: int, crew: Crew, names: Mapping[str, str], directory: Directory, now: datetime):
        self._rng = Random(f"demandes {seed}")
        self._crew, self._directory = crew, directory
        self._today = now.date()
        self._now = now
        self._holidays = frozenset(directory.observed)
        self.members: dict[str, Member] = {
            one.key: as_member(one, names[one.key], directory) for one in crew.members
        }
        self._by_name = {member.name: key for key, member in self.members.items()}
        self._firm: list[Firm] = []
        self._withdrawn = False
        self._lenders = {team.code: team.organisation for team in crew.teams}

    def requests(self, wanted: int) -> list[Planned]:
        """The requests for a demonstration of so many members, the oldest first."""
        total = max(REQUESTS * wanted // MEMBERS, len(self._crew.story.requests)) if wanted else 0
        told = {one.back * total // REQUESTS: one for one in self._crew.story.requests}
        refused = {back * total // REQUESTS for back in self._crew.story.refused} - told.keys()
        cancelled = {back * total // REQUESTS for back in self._crew.story.cancelled} - told.keys()
        for spec in told.values():
            self._hold(spec)
        found, moments = [], list(self._moments(total))
        numbers = _numbers(moments)
        for back, at, number in zip(range(total - 1, -1, -1), moments, numbers, strict=True):
            if back in told:
                found.append(Planned(self._present(told[back]), at))
            elif back in refused or back in cancelled:
                found.append(Planned(self._turned_down(back, at.date(), refused=back in refused), at))
            else:
                found.append(self._invented(back, at, number))
        kept = [one for one in found if one.proposed is not None][-(_PROPOSALS * total // REQUESTS) :]
        return [one if one in kept else replace(one, proposed=None) for one in found]

    def _moments(self, total: int) -> Iterator[datetime]:
        """When each request came, the oldest first: on working days, one after the other."""
        last: datetime | None = None
        for back in range(total - 1, -1, -1):
            day = self._received(Fraction(back * REQUESTS, total))
            while not is_working_day(day, self._holidays):
                day -= timedelta(days=1)
            wall = datetime.combine(day, _OPENS) + timedelta(minutes=self._rng.randrange(0, 300, 7))
            if last is not None and wall <= last:
                wall = last + timedelta(minutes=self._rng.randrange(9, 40))
            last = min(wall, self._now - timedelta(minutes=30 + back))
            yield last

    def _received(self, back: Fraction) -> date:
        anchors = self._crew.story.received
        for (near, late), (far, early) in pairwise(anchors):
            if back <= far:
                share = (back - near) / (far - near)
                return late - timedelta(days=round((late - early).days * share))
        return anchors[-1][1]

    def _present(self, spec: RequestSpec) -> RequestSpec:
        """The request of a picture; without its members in a smaller demonstration."""
        if all(taken.member in self._by_name for seat in spec.seats for taken in seat.taken):
            return spec
        seats = tuple(replace(seat, taken=()) for seat in spec.seats)
        return replace(spec, state=_R.QUALIFIED, seats=seats)

    def _hold(self, spec: RequestSpec) -> None:
        """Note the time of members that the pictures tell of."""
        for seat in self._present(spec).seats:
            for taken in seat.taken:
                if taken.state not in TENTATIVE:
                    self._take(self._by_name[taken.member], seat, taken.period or seat.period, taken.ended)

    def _take(self, key: str, seat: SeatSpec, period: Days, ended: date | None, request: str = "") -> None:
        held = Days(period.first, ended) if ended else period
        effort = Fraction(seat.effort_bp, FULL_BP)
        self._firm.append(Firm(key, effort, held, seat.days, request or None))

    def _turned_down(self, back: int, came: date, *, refused: bool) -> RequestSpec:
        spec = self._asked(back, came)
        reasons = self._crew.story.refusals if refused else self._crew.story.cancellations
        state = _R.REFUSED if refused else _R.CANCELLED
        return replace(spec, state=state, reason=self._rng.choice(reasons))

    def _invented(self, back: int, at: datetime, number: str) -> Planned:
        """A request that members of its family take, those who cost least; refused where nobody can."""
        for _ in range(_TRIES):
            spec = self._asked(back, at.date())
            studied = study(self._problem(spec, number))
            solver = _single if len(spec.seats) == 1 else solve_greedily
            made = replace(propose(studied, solver=solver), seconds=_QUICK)
            if len(made.members) == len(spec.seats):
                return self._filled(spec, at, studied, made)
        return Planned(replace(spec, state=_R.REFUSED, reason=self._crew.story.refusals[0]), at)

    def _filled(self, spec: RequestSpec, at: datetime, studied: Study, made: Proposal) -> Planned:
        request = studied.problem.requests[0].key
        seats = []
        for number, seat in enumerate(spec.seats, 1):
            key = made.members[request, number]
            taken = self._course(seat, key)
            self._take(key, seat, seat.period, taken.ended, request)
            verdicts = studied.verdicts[request, number]
            others = [one for one, fit in verdicts.items() if isinstance(fit, Fit) and one != key]
            withdrawn: tuple[TakenSpec, ...] = ()
            if others and (self._rng.random() < _WITHDRAWN_SHARE or not self._withdrawn):
                self._withdrawn = True
                name = self.members[self._rng.choice(others)].name
                withdrawn = (TakenSpec(name, _D.CANCELLED, reason="Une autre personne a été préférée."),)
            seats.append(replace(seat, taken=(*withdrawn, taken)))
        kept = (studied.problem, made) if len(seats) == 1 else None
        return Planned(replace(spec, seats=tuple(seats)), at, proposed=kept)

    def _problem(self, spec: RequestSpec, key: str) -> Problem:
        """Some members of the family, so that the work goes round, and what is firm of theirs."""
        own = [one.key for one in self._crew.members if one.team == spec.family and not one.told]
        keys = set(self._rng.sample(own, -(-len(own) * 2 // 3)))
        members = [self.members[key] for key in sorted(keys)]
        point, town = point_of(self._directory, spec.place)
        seats = tuple(as_seat(key, number, seat) for number, seat in enumerate(spec.seats, 1))
        request = Request(key, spec.client, point, town, spec.family, spec.priority, seats)
        firm = tuple(one for one in self._firm if one.member in keys)
        return Problem(tuple(members), (request,), firm, self._holidays)

    def _course(self, seat: SeatSpec, key: str) -> TakenSpec:
        """How far a mandate has come on the day of the demonstration."""
        rng, today = self._rng, self._today
        name, end = self.members[key].name, seat.period.end or today
        family = self.members[key].team
        long = (end - seat.period.first).days > 28
        if end < today and long and rng.random() < _EARLY_SHARE:
            ended = week_start(end - timedelta(days=rng.choice((9, 16))))
            return TakenSpec(
                name, _over(ended, today, family), None, ended, reason="Le besoin est comblé plus tôt."
            )
        if end <= today:
            return TakenSpec(name, _over(end, today, family))
        goes_on = seat.period.first < today - timedelta(days=14) and end > today + timedelta(days=21)
        if goes_on and rng.random() < _STOPPED_SHARE:
            ended = week_start(today) + timedelta(days=12)
            return TakenSpec(name, _D.ENDED_EARLY, None, ended, reason="Le projet finit plus tôt.")
        return TakenSpec(name, _D.CONFIRMED)

    def _asked(self, back: int, came: date) -> RequestSpec:
        """A need of some client."""
        rng, story = self._rng, self._crew.story
        team = rng.choices(self._crew.teams, [one.members for one in self._crew.teams])[0]
        need, unit = rng.choice(story.needs[team.code]), rng.choice(story.units[team.code])
        clients = [one for one in sorted(self._directory.by_acronym) if one != self._lenders[team.code]]
        weights = [_LENDING_CLIENTS if one in self._lenders.values() else 1 for one in clients]
        client = rng.choices(clients, weights)[0]
        sites = [
            site.name
            for site in self._directory.sites.values()
            if site.organisation_id == self._directory.by_acronym[client]
        ]
        place = rng.choice(sorted(sites)) if sites and rng.random() < 0.5 else "Québec"
        first = week_start(came) + timedelta(weeks=rng.randint(2, 4))
        mode = need.mode
        count = rng.choice(_SEATS)
        seat = SeatSpec(
            skills=need.skills,
            period=self._period(first, rng.choice(_WEEKS)),
            effort_bp=100 * rng.choice(_EFFORTS),
            mode=mode,
            remote_days=rng.choice((2, 3)) if mode is Mode.HYBRID else 0,
            days=frozenset({0, 1, 3}) if rng.random() < 0.08 else None,
        )
        return RequestSpec(
            back=back,
            client=client,
            place=place,
            family=team.code,
            priority=rng.choice((1, 2, 2, 3, 3, 3, 4)),
            description=need.description,
            state=_R.CONFIRMED,
            seats=(seat,) * count,
            unit=unit,
        )

    def _period(self, first: date, weeks: int) -> Days:
        while not working_days(found := Days(first, first + timedelta(weeks=weeks, days=-2)), self._holidays):
            first += timedelta(days=7)
        return found


def as_seat(request: str, number: int, seat: SeatSpec) -> Seat:
    """A seat as the arithmetic sees it."""
    return Seat(
        request=request,
        number=number,
        skills=dict(seat.skills),
        language="fr",
        effort=Fraction(seat.effort_bp, FULL_BP),
        days=seat.days,
        period=seat.period,
        mode=seat.mode,
        remote_days=seat.remote_days,
        senior=seat.senior,
    )


def _numbers(moments: Sequence[datetime]) -> list[str]:
    """The numbers that requests will have in a new base: among equals, proposals choose by them."""
    taken: Counter[int] = Counter()
    found = []
    for at in moments:
        taken[at.year] += 1
        found.append(f"{NUMBER_KIND}-{at.year}-{taken[at.year]:04d}")
    return found


def instant(wall: datetime) -> datetime:
    """The moment of a wall clock in Québec."""
    return to_instant(wall, QUEBEC)


def stated_until(family: str, today: date) -> date:
    """Up to which day, without it, statements are issued: whole months, some teams a month later."""
    first = today.replace(day=1)
    if today.day < _ISSUED_BY:
        first = (first - timedelta(days=1)).replace(day=1)
    return (first - timedelta(days=1)).replace(day=1) if family in LATE_FAMILIES else first


def _over(end: date, today: date, family: str) -> DeploymentState:
    """How far what follows a mandate has come."""
    if end > stated_until(family, today):
        return _D.ENDED if (today - end).days < 8 else _D.EVALUATED
    return _D.STATED if (today - end).days < 45 else _D.CLOSED


def _single(model: Model, *, seconds: float, progress: Progress) -> Answer:
    """The exact answer for one seat: then the cheapest, least loaded member is the best one."""
    answer = solve_greedily(model, seconds=seconds, progress=progress)
    return replace(answer, optimal=True, method=Method.EXACT)
