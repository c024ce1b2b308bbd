"""« Qui est libre? »: one seat, or a free question, judged against every member; pure arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from agence_desktop.core.french import sort_key
from agence_desktop.core.geography import Point
from agence_desktop.desktop.teams.timeline.loads import percent
from agence_desktop.teams.feasibility import Fit, Judge, Verdict
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Firm, Member, Mode, Problem, Reason, Request, Seat

FREE_QUESTION = "?"
"""The key of the request of a question that is about none."""
_NEAREST = (
    Reason.CAPACITY,
    Reason.AVAILABILITY,
    Reason.DISTANCE,
    Reason.REMOTE,
    Reason.CONTRACT,
    Reason.EXPIRED,
    Reason.LANGUAGE,
    Reason.OUTBID,
    Reason.SKILL,
)
"""Those who may most easily be made free come first."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of members; ``request`` is a number, or ``FREE_QUESTION``. Efforts as in the base."""

    period: Days
    effort_bp: int = 10_000
    mode: Mode = Mode.ON_SITE
    remote_days: int = 0
    skills: Mapping[str, int] = field(default_factory=dict)
    language: str | None = None
    days: frozenset[int] | None = None
    site: Point | None = None
    site_name: str = ""
    client: str = ""
    request: str = FREE_QUESTION
    seat: int = 1
    anywhere: bool = False
    """Whether the way there limits nobody."""

    def as_request(self) -> Request:
        """The same as one request with one seat."""
        seat = Seat(
            request=self.request,
            number=self.seat,
            skills=self.skills,
            language=self.language,
            effort=Fraction(self.effort_bp, 10_000),
            days=self.days,
            period=self.period,
            mode=self.mode,
            remote_days=self.remote_days,
        )
        return Request(self.request, self.client, self.site, self.site_name, "", 3, (seat,))


@dataclass(frozen=True, slots=True)
class People:
    """Members as arithmetic sees them, with their ids, and the labels of skills by code."""

    problem: Problem
    ids: Mapping[str, int]
    skills: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FreeLine:
    """A member with the verdict; ``free`` is the least percentage left on the days asked for."""

    member_id: int
    member: Member
    verdict: Verdict
    free: int
    firm: tuple[Firm, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether the member may take it."""
        return isinstance(self.verdict, Fit)


@dataclass(frozen=True, slots=True)
class FreeAnswer:
    """All members, those who fit first; ``working`` counts the days asked for."""

    question: Question
    lines: tuple[FreeLine, ...]
    working: int


@dataclass(frozen=True, slots=True)
class AskedSeat:
    """A seat that nobody fills yet: its key, how it is named, and the question it asks."""

    key: tuple[str, int]
    title: str
    question: Question
    seat_id: int = 0


@dataclass(frozen=True, slots=True)
class FreeSeed:
    """What the panel works with: people, open seats and places on the map."""

    people: People
    seats: Sequence[AskedSeat] = ()
    places: Mapping[str, Point] = field(default_factory=dict)


def answer(people: People, question: Question, without: Firm | None = None) -> FreeAnswer:
    """Judge every member; ``without`` is a firm deployment that the question itself would move."""
    judge = judge_of(people, question, without)
    (seat,) = judge.problem.seats
    working = judge.horizon.working(seat.period, seat.days)
    firm: dict[str, list[Firm]] = {}
    for one in judge.problem.firm:
        if one.period.overlaps(question.period):
            firm.setdefault(one.member, []).append(one)
    lines = []
    for member in judge.problem.members:
        days = judge.days[member.key]
        present = 0
        for share, on in days.capacity:
            present |= on if share > 0 else 0
        held = working & present
        left = days.least_room(held) if held else Fraction(0)
        lines.append(
            FreeLine(
                people.ids[member.key],
                member,
                judge.judge(seat, member),
                percent(left * 10_000),
                tuple(firm.get(member.key, ())),
            )
        )
    return FreeAnswer(question, tuple(sorted(lines, key=_order)), working.bit_count())


def without_anybody(seed: FreeSeed) -> frozenset[str]:
    """The numbers of the requests of whose open seats no member could take any."""
    judge = Judge(seed.people.problem)
    numbers = {(asked.question.request, asked.question.seat): asked.key[0] for asked in seed.seats}
    fits: dict[str, bool] = {}
    for seat in judge.problem.seats:
        number = numbers.get((seat.request, seat.number))
        if number is not None and not fits.get(number):
            fits[number] = any(isinstance(judge.judge(seat, one), Fit) for one in judge.problem.members)
    return frozenset(number for number, some in fits.items() if not some)


def verdict_of(people: People, question: Question, member_id: int, without: Firm | None = None) -> Verdict:
    """The verdict about one member; KeyError for one who is not among them."""
    key = next((key for key, known in people.ids.items() if known == member_id), "")
    one = next((member for member in people.problem.members if member.key == key), None)
    if one is None:
        raise KeyError(member_id)
    alone = replace(people, problem=replace(people.problem, members=(one,)))
    judge = judge_of(alone, question, without)
    return judge.judge(judge.problem.seats[0], one)


def judge_of(people: People, question: Question, without: Firm | None = None) -> Judge:
    """Who judges the question."""
    firm = list(people.problem.firm)
    if without is not None and without in firm:
        firm.remove(without)
    members = people.problem.members
    if question.anywhere:
        members = tuple(replace(member, max_km=None) for member in members)
    keys = {member.key for member in members}
    mine = tuple(one for one in firm if one.member in keys)
    asked = (question.as_request(),)
    return Judge(replace(people.problem, members=members, requests=asked, firm=mine))


def _order(line: FreeLine) -> tuple[object, ...]:
    name = sort_key(line.member.name)
    if isinstance(line.verdict, Fit):
        return 0, line.verdict.cost.total, name
    return 1, _NEAREST.index(line.verdict.reason), name
