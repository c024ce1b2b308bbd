"""Judging one date against terms, closures, holidays and holdings: every reason found, in order."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.calendars import touches_holiday
from agence_desktop.core.clock import local_midnight, to_wall
from agence_desktop.core.hours import ALWAYS, WeeklyHours, covers
from agence_desktop.core.spans import Span
from agence_desktop.spaces.conflicts import Holdings, SpanIndex
from agence_desktop.spaces.quota import QuotaBook
from agence_desktop.spaces.rows import (
    SOFT,
    Busy,
    Closure,
    EligibilityKind,
    EquipmentLine,
    Ledger,
    Reason,
    Requester,
    SpaceFacts,
    Terms,
)

OVERRIDABLE = frozenset({Reason.CAPACITY, Reason.NOT_ELIGIBLE, Reason.CLOSED, Reason.HOLIDAY})
"""Hard reasons a host may set aside one by one, with a reason on record (domain § 3, rule 8)."""

_OWN = (Reason.EQUIPMENT_STOCK, Reason.RELATED_SPACE, Reason.OVERLAP)

_LONGEST_STRETCH = timedelta(days=15)
"""Hours that are not continuous leave a gap in any longer span, even where clocks change over one gap."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What all dates of a request have in common."""

    requester: Requester
    participants: int = 1
    layout: str | None = None
    equipment: tuple[EquipmentLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What judging one date found; ``busy`` is its slot with the buffers of its space's own terms."""

    busy: Span
    reasons: tuple[Reason, ...]
    blockers: tuple[Busy, ...] = ()
    month_minutes: int = 0

    @property
    def hard(self) -> tuple[Reason, ...]:
        """The reasons that « outside the terms » cannot set aside."""
        return tuple(reason for reason in self.reasons if reason not in SOFT)

    @property
    def soft(self) -> tuple[Reason, ...]:
        """The reasons about terms."""
        return tuple(reason for reason in self.reasons if reason in SOFT)

    def without(self, set_aside: Set[Reason]) -> Verdict:
        """The verdict once a host has set reasons aside; those that nobody may set aside stay."""
        allowed = (OVERRIDABLE | SOFT) & set_aside
        return replace(self, reasons=tuple(reason for reason in self.reasons if reason not in allowed))


@dataclass(frozen=True, slots=True)
class Common:
    """What a slot finds alike in spaces that share host, region, terms and closures.

    ``before`` and ``after`` are the reasons that come before and after that of capacity.
    """

    before: tuple[Reason, ...]
    after: tuple[Reason, ...]

    def with_own(
        self, *, too_small: bool, short: bool = False, related: bool = False, overlap: bool = False
    ) -> tuple[Reason, ...]:
        """All reasons in the order of judging, with those that are a space's own."""
        own = zip(_OWN, (short, related, overlap), strict=True)
        capacity = (Reason.CAPACITY,) if too_small else ()
        return (*self.before, *capacity, *self.after, *(reason for reason, found in own if found))


@dataclass(frozen=True, slots=True)
class Wall:
    """A slot on the clocks of a zone: its start, and what its days are."""

    start: datetime
    whole_days: bool
    holiday: bool


def wall_of(span: Span, zone: ZoneInfo, observed: Set[date]) -> Wall:
    """The slot on the clocks of a zone; ``observed`` are the observed holidays."""
    return Wall(
        start=to_wall(span.start, zone),
        whole_days=local_midnight(span.start, zone) and local_midnight(span.end, zone),
        holiday=touches_holiday(span, zone, observed) is not None,
    )


class Bench:
    """Judges the dates of one request in turn; those accepted weigh on the next.

    ``observed`` are the observed holidays. ``now`` is an aware instant; « now » and « today » are read in
    each site's zone. ``judge_past`` is false where history is loaded.
    """

    def __init__(
        self,
        asked: Asked,
        facts_by_space: Mapping[int, SpaceFacts],
        ledger: Ledger,
        observed: Set[date],
        now: datetime,
        *,
        judge_past: bool = True,
    ) -> None:
        self.asked = asked
        self.facts_by_space = facts_by_space
        self._observed = observed
        self._now = now.astimezone(UTC)
        self._judge_past = judge_past
        self._holdings = Holdings(ledger)
        self._quota = QuotaBook(ledger)
        self._admission: dict[int, tuple[Reason, ...]] = {}
        self._closures: dict[int, SpanIndex[Closure]] = {}
        self._walls: dict[tuple[Span, ZoneInfo], Wall] = {}

    def judge(self, space_id: int, span: Span, *, soft_now: datetime | None = None) -> Verdict:
        """All reasons found against one slot, in order; nothing is accepted by judging.

        ``soft_now`` is the instant of the request, where what depends on terms is judged as of then.
        """
        facts = self.facts_by_space[space_id]
        common, busy = self.common(facts, span, soft_now=soft_now), busy_interval(facts, span)
        related = self._holdings.of_related(facts, busy)
        own = self._holdings.of_space(facts, busy)
        reasons = common.with_own(
            too_small=unused_places(self.asked, facts) < 0,
            short=self._holdings.short_of(facts, self.asked.equipment, span),
            related=bool(related),
            overlap=bool(own),
        )
        minutes = self._quota.minutes_with(facts, span)
        return Verdict(busy, reasons, (*related, *own), minutes)

    def common(self, facts: SpaceFacts, span: Span, *, soft_now: datetime | None = None) -> Common:
        """What judging a slot finds alike in all spaces of one kind (``roster.Roster``)."""
        wall = self._wall(span, facts.zone)
        before = [Reason.PAST] if self._judge_past and span.start < self._now else []
        after = self._calendar_reasons(facts, span, wall)
        after += soft_reasons(facts, span, wall, soft_now.astimezone(UTC) if soft_now else self._now)
        if self._over_quota(facts, span):
            after.append(Reason.QUOTA)
        return Common((*before, *self._admission_reasons(facts)), tuple(after))

    def taken(self, space_id: int, span: Span) -> bool:
        """Whether a holding stands in the way: the cheap part of judging, for whoever tries many slots."""
        facts = self.facts_by_space[space_id]
        busy = busy_interval(facts, span)
        return bool(self._holdings.of_space(facts, busy) or self._holdings.of_related(facts, busy))

    def accept(self, space_id: int, span: Span, busy: Span, *, holds: bool) -> None:
        """Count an accepted date for the quota and, where it holds, for its space and equipment."""
        self._quota.count(self.facts_by_space[space_id], span)
        if holds:
            held = Busy(0, space_id, busy, organisation=self.asked.requester.acronym, slot=span)
            self._holdings.hold(held, span, self.asked.equipment)

    def _admission_reasons(self, facts: SpaceFacts) -> tuple[Reason, ...]:
        """The reasons that are the same on every date."""
        if facts.space_id not in self._admission:
            self._admission[facts.space_id] = admission_reasons(self.asked, facts)
        return self._admission[facts.space_id]

    def _wall(self, span: Span, zone: ZoneInfo) -> Wall:
        """Kept, because a search asks it of every kind of space."""
        if (span, zone) not in self._walls:
            self._walls[span, zone] = wall_of(span, zone, self._observed)
        return self._walls[span, zone]

    def _calendar_reasons(self, facts: SpaceFacts, span: Span, wall: Wall) -> list[Reason]:
        if facts.space_id not in self._closures:
            self._closures[facts.space_id] = SpanIndex((one.span, one) for one in facts.closures)
        reasons: list[Reason] = []
        if self._closures[facts.space_id].overlapping(span):
            reasons.append(Reason.CLOSED)
        if wall.holiday and not facts.terms.holidays_open:
            reasons.append(Reason.HOLIDAY)
        if facts.terms.whole_days and not wall.whole_days:
            reasons.append(Reason.WHOLE_DAYS)
        return reasons

    def _over_quota(self, facts: SpaceFacts, span: Span) -> bool:
        quota = facts.terms.quota_hours
        if quota is None or self.asked.requester.organisation_id == facts.host_id:
            return False
        return self._quota.minutes_with(facts, span) > 60 * quota


def busy_interval(facts: SpaceFacts, span: Span) -> Span:
    """The slot with the buffers of its space's own terms."""
    return span.widened(facts.terms.buffer_before or 0, facts.terms.buffer_after or 0)


def admission_reasons(asked: Asked, facts: SpaceFacts) -> tuple[Reason, ...]:
    """Who may ask for a space at all, whatever the date: sharing, eligibility."""
    if asked.requester.organisation_id == facts.host_id:
        return ()
    reasons: list[Reason] = []
    if not facts.shareable:
        reasons.append(Reason.NOT_SHAREABLE)
    if not eligible(asked.requester, facts):
        reasons.append(Reason.NOT_ELIGIBLE)
    return tuple(reasons)


def standing_reasons(asked: Asked, facts: SpaceFacts) -> tuple[Reason, ...]:
    """What does not depend on the date: sharing, eligibility, capacity."""
    return (
        *admission_reasons(asked, facts),
        *((Reason.CAPACITY,) if unused_places(asked, facts) < 0 else ()),
    )


def unused_places(asked: Asked, facts: SpaceFacts) -> int:
    """Places left in the layout asked for; below zero, the capacity stands against it."""
    return capacity_for(facts, asked.layout) - asked.participants


def eligible(requester: Requester, facts: SpaceFacts) -> bool:
    """Whether the terms let this organisation book; the host is not asked here."""
    eligibility = facts.terms.eligibility
    if eligibility is None or eligibility.kind is EligibilityKind.ALL:
        return True
    if eligibility.kind is EligibilityKind.REGION:
        return facts.region in requester.regions
    return requester.acronym in eligibility.acronyms


def capacity_for(facts: SpaceFacts, layout: str | None) -> int:
    """Places in a layout; the capacity of the space where the layout is unnamed or has none of its own."""
    return facts.capacities.get(layout, facts.capacity) if layout else facts.capacity


def soft_reasons(facts: SpaceFacts, span: Span, wall: Wall, now: datetime) -> list[Reason]:
    """The reasons about terms, quota aside, of a date asked for at ``now``."""
    terms, zone = facts.terms, facts.zone
    reasons: list[Reason] = []
    if terms.notice_minutes is not None and span.start - now < timedelta(minutes=terms.notice_minutes):
        reasons.append(Reason.NOTICE)
    if beyond_horizon(terms, wall, zone, now):
        reasons.append(Reason.HORIZON)
    if not within_hours(terms.hours or ALWAYS, span, zone):
        reasons.append(Reason.OUTSIDE_HOURS)
    if terms.min_minutes is not None and span.length < timedelta(minutes=terms.min_minutes):
        reasons.append(Reason.TOO_SHORT)
    if terms.max_minutes is not None and span.length > timedelta(minutes=terms.max_minutes):
        reasons.append(Reason.TOO_LONG)
    if terms.grid_minutes and (60 * wall.start.hour + wall.start.minute) % terms.grid_minutes:
        reasons.append(Reason.GRID)
    return reasons


def beyond_horizon(terms: Terms, wall: Wall, zone: ZoneInfo, now: datetime) -> bool:
    """Whether the local day of the start lies more than the horizon after the local today."""
    if terms.horizon_days is None:
        return False
    return (wall.start.date() - to_wall(now, zone).date()).days > terms.horizon_days


def within_hours(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> bool:
    """Whether the bookable hours cover the span, without laying out years of days for an absurd one."""
    if hours != ALWAYS and span.length > _LONGEST_STRETCH:
        return False
    return covers(hours, span, zone)
