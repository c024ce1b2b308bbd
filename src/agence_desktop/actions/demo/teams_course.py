"""What came of each request of the demonstration: commitments, deployments, days, expenses, evaluations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_UP, Decimal
from itertools import groupby
from random import Random
from typing import Any, Final

from agence_desktop.actions.demo.teams_crew import Crew, Hand, Hands, point_of
from agence_desktop.actions.demo.teams_plan import Planned, Planner, as_seat, instant
from agence_desktop.actions.demo.teams_spec import RequestSpec, SeatSpec, TakenSpec
from agence_desktop.core.calendars import week_start
from agence_desktop.directory.commands import PersonDraft
from agence_desktop.directory.rows import Directory
from agence_desktop.teams.commands.loaded import (
    LoadedCommitment,
    LoadedDeployment,
    LoadedEntry,
    LoadedEvaluation,
    LoadedEvent,
    LoadedOverrun,
    LoadedProposal,
    LoadedRequest,
)
from agence_desktop.teams.estimating import (
    CostSettings,
    Placement,
    estimate,
    supposed_site_days,
    way_lines,
    worked,
)
from agence_desktop.teams.evaluating import CRITERIA
from agence_desktop.teams.periods import Days
from agence_desktop.teams.placements import placement
from agence_desktop.teams.problem import Request, Settings
from agence_desktop.teams.rows import (
    FIRM,
    CostLine,
    DeploymentState,
    RequestDraft,
    RequestState,
    SeatDraft,
    Side,
    SkillNeed,
)

_D, _R = DeploymentState, RequestState
_JUDGED: Final = (_D.EVALUATED, _D.STATED, _D.CLOSED)
_AGAIN: Final = 3.8
"""From this mean score on a side would begin again."""
_STEPS: Final = {"qualified": 0.08, "proposal": 0.2, "commitment": 0.35, "signed": 0.65, "confirmed": 0.8}
"""How far between reception and the first day each step was taken."""
_REACHED: Final[Mapping[RequestState, tuple[str, ...]]] = {
    _R.RECEIVED: (),
    _R.QUALIFIED: ("qualified",),
    _R.PROPOSED: ("qualified",),
    _R.COMMITTED: ("qualified", "proposal", "commitment", "signed"),
    _R.CONFIRMED: ("qualified", "proposal", "commitment", "signed", "confirmed"),
    _R.WAITLISTED: ("qualified",),
    _R.REFUSED: ("qualified",),
    _R.CANCELLED: ("qualified",),
}
_OPEN, _CLOSE = 9, 16
_AMENDED, _LONG = 5, 25
"""One long mandate in so many that are over was prolonged, from so many days on."""
_MARGIN: Final = Decimal("1.08")
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Known:
    """What the base knows: ids of skills, municipalities and sites by name, people by organisation."""

    skills: Mapping[str, int]
    municipalities: Mapping[str, int]
    people: Mapping[int, Sequence[PersonDraft]]
    directory: Directory

    @property
    def sites(self) -> Mapping[str, int]:
        """Id of each building by its name."""
        return {site.name: site.id for site in self.directory.sites.values()}


class Course:
    """Tells what came of requests; the ids are those of the base."""

    def __init__(
        self,
        seed: int,
        crew: Crew,
        planner: Planner,
        hands: Hands,
        members: Mapping[str, int],
        known: Known,
        now: datetime,
    ) -> None:
        self._rng = Random(f"mandats {seed}")
        self._crew, self._planner, self._hands, self._known = crew, planner, hands, known
        self._ids, self._now, self._today = members, now, now.date()
        self._keys = {member.name: key for key, member in planner.members.items()}
        self._tables, self._costs = crew.tables(), CostSettings()
        self._classes = {team.code: team.job_class for team in crew.teams}
        self._holidays = frozenset(known.directory.observed)
        self._sites = known.sites
        self._evidence = 100

    def loaded(self, planned: Planned) -> LoadedRequest:
        """A request with its whole history."""
        spec, at = planned.spec, planned.received_at
        manager = self._hands.managers[spec.family]
        client = self._known.directory.by_acronym[spec.client]
        signer = self._hands.signers.get(client, manager)
        if spec.contact:
            signer = replace(signer, name=spec.contact[0])
        moments = self._moments(spec, at)
        stays = [
            _Stay(number, seat, taken, self._placement(spec, number, seat, taken))
            for number, seat in enumerate(spec.seats, 1)
            for taken in seat.taken
        ]
        agreed = [one for one in stays if one.taken.state is not _D.CANCELLED]
        deployments = tuple(
            self._deployment(one, moments, manager, signer)
            for one in stays
            if one.taken.state is not _D.PROPOSED
        )
        commitments = (
            self._commitments(planned, [one.placed for one in agreed], moments, manager, signer)
            if "signed" in moments
            else ()
        )
        proposal = self._proposal(planned, moments, manager)
        return LoadedRequest(
            draft=self._draft(spec, client),
            state=_R.QUALIFIED if spec.state is _R.PROPOSED else spec.state,
            received_at=instant(at),
            received_by=manager.login,
            rank=1 if spec.state is _R.WAITLISTED else None,
            refusal_reason=spec.reason if spec.state is _R.REFUSED else "",
            welcome=self._welcome(spec, client) if deployments else {},
            commitments=commitments,
            deployments=deployments,
            events=(
                *self._events(spec, at, moments, deployments, manager, signer, proposed=proposal is not None),
                *self._amended(commitments, signer),
            ),
            proposal=proposal,
        )

    # When.

    def _moments(self, spec: RequestSpec, at: datetime) -> dict[str, datetime]:
        first = min((seat.period.first for seat in spec.seats), default=self._today)
        fixed = [taken.confirmed for seat in spec.seats for taken in seat.taken if taken.confirmed]
        limit = min(self._now, datetime.combine(first, time(8)))
        span = min(max(limit - at, timedelta(hours=2)), timedelta(days=10))
        found: dict[str, datetime] = {}
        last = at
        for name in _REACHED[spec.state]:
            wall = self._office(at + span * _STEPS[name])
            if fixed and name in ("signed", "confirmed"):
                wall = datetime.combine(fixed[0], time(15, 12 if name == "signed" else 40))
            last = min(max(wall, last + timedelta(minutes=12)), self._now)
            found[name] = last
        return found

    def _office(self, wall: datetime) -> datetime:
        """A moment of the same day, or of the Friday before, at which people work."""
        while wall.weekday() > 4:
            wall -= timedelta(days=1)
        if _OPEN <= wall.hour < _CLOSE:
            return wall.replace(second=0, microsecond=0)
        hour = self._rng.randrange(_OPEN, _CLOSE)
        return wall.replace(hour=hour, minute=self._rng.randrange(60), second=0, microsecond=0)

    # What is asked.

    def _draft(self, spec: RequestSpec, client: int) -> RequestDraft:
        person = self._contact(spec, client)
        name = spec.contact[0] if spec.contact else f"{person.first_name} {person.last_name}"
        return RequestDraft(
            client_id=client,
            family=spec.family,
            description=spec.description,
            seats=tuple(self._seat(seat) for seat in spec.seats),
            site_id=self._sites.get(spec.place),
            municipality_id=self._known.municipalities.get(spec.place),
            unit=spec.unit,
            priority=spec.priority,
            contact=name,
            contact_phone=spec.contact[1] if spec.contact else person.phone,
            contact_email="" if spec.contact else person.email,
            position=spec.position,
            tasks=spec.tasks,
        )

    def _contact(self, spec: RequestSpec, client: int) -> PersonDraft:
        people = self._known.people[client]
        return people[spec.back % len(people)]

    def _seat(self, seat: SeatSpec) -> SeatDraft:
        return SeatDraft(
            skills=tuple(SkillNeed(self._known.skills[code], level) for code, level in seat.skills.items()),
            period=seat.period,
            effort_bp=seat.effort_bp,
            days=seat.days,
            mode=seat.mode,
            remote_days=seat.remote_days,
            senior=seat.senior,
        )

    def _welcome(self, spec: RequestSpec, client: int) -> dict[str, Any]:
        given = dict(self._crew.story.welcome[spec.welcome])
        if "welcome" not in given:
            person = self._contact(spec, client)
            name = f"{person.first_name} {person.last_name}"
            given["welcome"] = {"role": "accueil", "person": name, "phone": person.phone}
        return given

    # What it costs.

    def _placement(self, spec: RequestSpec, number: int, seat: SeatSpec, taken: TakenSpec) -> Placement:
        member = self._planner.members[self._keys[taken.member]]
        point, town = point_of(self._known.directory, spec.place)
        asked = replace(as_seat(spec.client, number, seat), period=taken.period or seat.period)
        request = Request(spec.client, spec.client, point, town, spec.family, spec.priority, (asked,))
        return placement(request, asked, self._holidays, Settings(), member, self._classes[member.team])

    def _commitment(
        self, placed: Sequence[Placement], moments: Mapping[str, datetime], manager: Hand, signer: Hand
    ) -> LoadedCommitment:
        signed = moments["signed"]
        paper = self._rng.random() < 0.2
        lines, ceiling = self._promise(placed)
        return LoadedCommitment(
            lines=lines,
            ceiling=ceiling,
            made_at=instant(moments["commitment"]),
            made_by=manager.login,
            signed_at=instant(signed),
            signed_by=manager.login if paper else signer.login,
            signed_name=signer.name,
            paper_on=signed.date() if paper else None,
        )

    def _promise(self, placed: Sequence[Placement]) -> tuple[tuple[CostLine, ...], Decimal]:
        """The lines of an estimate and a ceiling somewhat above it, in hundreds."""
        found = estimate(placed, self._tables, self._costs)
        hundreds = (found.total * _MARGIN / _HUNDRED).quantize(Decimal(1), ROUND_UP) or Decimal(1)
        return found.lines, hundreds * _HUNDRED

    def _commitments(
        self,
        planned: Planned,
        placed: Sequence[Placement],
        moments: Mapping[str, datetime],
        manager: Hand,
        signer: Hand,
    ) -> tuple[LoadedCommitment, ...]:
        """The versions, in order: some mandates were meant to be shorter, which an amendment tells."""
        whole = self._commitment(placed, moments, manager, signer)
        days = sorted(day for one in placed for day in one.served)
        cut = days[len(days) * 3 // 5] if days else self._today
        told = planned.spec in self._crew.story.requests
        if told or len(days) < _LONG or cut >= self._today:
            return (whole,)
        # Of those that go on, which are few, every one is shown amended.
        if days[-1] < self._today and planned.spec.back % _AMENDED:
            return (whole,)
        shorter = [replace(one, served=tuple(day for day in one.served if day < cut)) for one in placed]
        lines, ceiling = self._promise(shorter)
        made = self._office(datetime.combine(cut - timedelta(days=9), time(10, 30)))
        made = max(made, moments["confirmed"] if "confirmed" in moments else moments["signed"])
        signed = made + timedelta(minutes=95)
        return replace(whole, lines=lines, ceiling=ceiling), replace(
            whole,
            made_at=instant(made),
            signed_at=instant(signed),
            signed_by=signer.login,
            paper_on=None,
            reason=self._crew.story.amendments[planned.spec.back % len(self._crew.story.amendments)],
        )

    # Who comes.

    def _deployment(
        self, one: _Stay, moments: Mapping[str, datetime], manager: Hand, signer: Hand
    ) -> LoadedDeployment:
        taken, period = one.taken, one.period
        end = period.end or period.first
        state = self._present(taken, period.first, end)
        confirmed = moments.get("confirmed") if state in FIRM else None
        overrun = None
        if taken.overrun and confirmed:
            overrun = LoadedOverrun(taken.overrun_bp, taken.overrun, manager.login, instant(confirmed))
        return LoadedDeployment(
            seat=one.number,
            member_id=self._ids[self._keys[taken.member]],
            state=state,
            period=period,
            actual_end=taken.ended,
            asked_end=taken.asked,
            reason=taken.reason,
            confirmed_at=instant(confirmed) if confirmed else None,
            confirmed_by=manager.login if confirmed else "",
            follows=taken.follows,
            overrun=overrun,
            entries=tuple(self._entries(one)) if state in FIRM else (),
            evaluations=tuple(self._said(one, signer, state)),
        )

    def _present(self, taken: TakenSpec, first: date, end: date) -> DeploymentState:
        """What the calendar makes of a confirmed one."""
        if taken.state is not _D.CONFIRMED:
            return taken.state
        if end <= self._today:
            return _D.ENDED
        return _D.RUNNING if first <= self._today else _D.CONFIRMED

    def _entries(self, one: _Stay) -> Iterator[LoadedEntry]:
        """The days worked until last Friday, and what each month cost beside them."""
        until = min(one.taken.ended or date.max, week_start(self._today))
        done = [day for day in one.placed.served if day < until]
        for day in done:
            yield LoadedEntry(day, None, worked(1, one.placed.effort_bp))
        site = [day for day in supposed_site_days(one.placed) if day < until]
        for _, month in groupby(site, key=lambda day: (day.year, day.month)):
            days = tuple(month)
            gone = replace(one.placed, served=days, site_days=days)
            for line in way_lines(gone, self._tables, self._costs):
                if line.quantity:
                    self._evidence += 1
                    evidence = f"K-{days[-1].year}-{self._evidence}"
                    yield LoadedEntry(days[-1], line.kind, line.quantity, None, evidence)

    def _said(self, one: _Stay, signer: Hand, state: DeploymentState) -> Iterator[LoadedEvaluation]:
        """What both sides said; of some mandates that just ended, one side has."""
        if state in _JUDGED:
            yield from self._evaluations(one, signer, self._rng)
        elif state is _D.ENDED:
            chance = Random(f"évaluation {self._ids[self._keys[one.taken.member]]} {one.period.first}")
            silent = chance.choice((None, Side.CLIENT, Side.MEMBER))
            told = self._evaluations(one, signer, chance) if silent is not None else ()
            yield from (each for each in told if each.side is not silent)

    def _evaluations(self, one: _Stay, signer: Hand, chance: Random) -> Iterator[LoadedEvaluation]:
        """What both sides said some days after the end."""
        end = one.taken.ended or one.period.end or self._today
        member = self._hands.person(self._keys[one.taken.member]).email.partition("@")[0]
        for side, login in ((Side.CLIENT, signer.login), (Side.MEMBER, member)):
            waived = one.taken.state is _D.CLOSED and chance.random() < 0.2
            if side is Side.MEMBER and waived:
                continue
            wall = self._office(datetime.combine(end + timedelta(days=chance.randrange(3)), time(10)))
            scores = {code: chance.choice((3, 4, 4, 5, 5)) for code in CRITERIA[side]}
            comment = chance.choice(self._crew.story.comments[str(side)])
            at, again = instant(min(wall, self._now)), sum(scores.values()) >= _AGAIN * len(scores)
            yield LoadedEvaluation(side, scores, comment, login, at, again)

    # What is on record.

    def _events(
        self,
        spec: RequestSpec,
        at: datetime,
        moments: Mapping[str, datetime],
        deployments: Sequence[LoadedDeployment],
        manager: Hand,
        signer: Hand,
        *,
        proposed: bool,
    ) -> Iterator[LoadedEvent]:
        yield LoadedEvent(instant(at), manager.login, "received")
        signed = {"number": 1, "name": signer.name}
        for name, hand, told in (
            ("qualified", manager, {}),
            ("commitment", manager, {"number": 1}),
            ("signed", signer, signed),
        ):
            if name in moments:
                yield LoadedEvent(instant(moments[name]), hand.login, name, detail=told)
        if spec.state in (_R.REFUSED, _R.CANCELLED, _R.WAITLISTED):
            wall = min(self._office(at + timedelta(days=2)), self._now)
            detail = {"reason": spec.reason} if spec.reason else {}
            yield LoadedEvent(instant(wall), manager.login, str(spec.state), detail=detail)
        for place, one in enumerate(deployments):
            yield from self._mandate_events(place, one, moments, manager, proposed=proposed)

    def _amended(self, versions: Sequence[LoadedCommitment], signer: Hand) -> Iterator[LoadedEvent]:
        for number, one in enumerate(versions[1:], 2):
            yield LoadedEvent(one.made_at, one.made_by, "commitment", detail={"number": number})
            if one.signed_at is not None:
                told = {"number": number, "name": signer.name}
                yield LoadedEvent(one.signed_at, signer.login, "signed", detail=told)

    def _mandate_events(
        self,
        place: int,
        one: LoadedDeployment,
        moments: Mapping[str, datetime],
        manager: Hand,
        *,
        proposed: bool,
    ) -> Iterator[LoadedEvent]:
        if "confirmed" not in moments or one.state not in FIRM:
            return
        if not proposed:
            yield LoadedEvent(instant(moments["proposal"]), manager.login, "assigned", place)
        at = instant(moments["confirmed"])
        if one.overrun:
            yield LoadedEvent(at, manager.login, "overrun", place, {"reason": one.overrun.reason})
        yield LoadedEvent(at, manager.login, "confirmed", place)
        yesterday = instant(datetime.combine(self._today - timedelta(days=1), time(14, 20)))
        if one.asked_end:
            detail = {"until": one.asked_end, "reason": one.reason}
            yield LoadedEvent(yesterday, manager.login, "extension_asked", place, detail)
        if one.actual_end:
            before = min(datetime.combine(one.actual_end - timedelta(days=6), time(11, 5)), self._now)
            detail = {"end": one.actual_end, "reason": one.reason}
            yield LoadedEvent(instant(before), manager.login, "ended_early", place, detail)

    def _proposal(
        self, planned: Planned, moments: Mapping[str, datetime], manager: Hand
    ) -> LoadedProposal | None:
        if planned.proposed is None or "proposal" not in moments:
            return None
        problem, made = planned.proposed
        return LoadedProposal(problem, made, instant(moments["proposal"]), manager.login)


@dataclass(frozen=True, slots=True)
class _Stay:
    """Somebody in a seat."""

    number: int
    seat: SeatSpec
    taken: TakenSpec
    placed: Placement

    @property
    def period(self) -> Days:
        """When."""
        return self.taken.period or self.seat.period
