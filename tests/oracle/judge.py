"""An independent reading of `reserver`: slow, in whole minutes, with its own store of bookings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from oracle.form import Request, read
from oracle.rules import expand
from oracle.times import Minute, instant, minutes, read_wall, shown, slot, written
from oracle.world import World

SOFT = {"notice", "horizon", "outside_hours", "too_short", "too_long", "grid", "quota"}
DAY = timedelta(days=1)


@dataclass
class Kept:
    """A date that was stored."""

    space: str
    organisation: str
    start: Minute
    end: Minute
    busy: tuple[Minute, Minute]
    state: str
    equipment: dict[str, int] = field(default_factory=dict)


class Oracle:
    """Judges rows one after the other, at the instant that ``set_clock`` was told last."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.now: Minute = 0
        self.numbers: Counter[int] = Counter()
        self.kept: list[Kept] = []
        self.by_month: dict[tuple[str, str, str], list[Kept]] = defaultdict(list)
        self.answers: dict[str, tuple[Any, dict[str, Any]]] = {}
        self.busy: dict[str, set[Minute]] = defaultdict(set)
        self.stock: dict[str, Counter[Minute]] = defaultdict(Counter)
        self.family = {space: relatives(world, space) for space in world.spaces}

    def set_clock(self, moment: datetime) -> None:
        """Time goes on, and brings what it brings."""
        self.now = minutes(moment.astimezone(UTC))
        self.release()

    def take(self, row: int, cells: dict[str, str]) -> dict[str, Any]:
        """The answer to a row of the file."""
        request = read(self.world, cells)
        if isinstance(request, list):
            return {"row": row, **refusal(request)}
        if request.key:
            if request.key in self.answers:
                content, answer = self.answers[request.key]
                if content != request.content:
                    return {"row": row, **refusal(["key_reused"])}
                return {"row": row, **answer, "replayed": True}
            answer = self.book(request)
            self.answers[request.key] = (request.content, answer)
            return {"row": row, **answer}
        return {"row": row, **self.book(request)}

    def book(self, request: Request) -> dict[str, Any]:
        """Steps 2 to 5 for a row that could be read."""
        zone = self.world.zone(request.space)
        length = request.end - request.start
        walls = expand(request.rule, request.start, zone, request.exdates, request.rdates)
        dates: list[Kept] = []
        reasons: list[list[str]] = []
        for wall in walls:
            start, end = slot(wall, wall + length, zone)
            one = Kept(
                request.space, request.organisation, start, end, self.with_buffers(request.space, start, end),
                "", request.equipment,
            )  # fmt: skip
            found = self.reasons(request, one, [other for other in dates if other.state == "confirmed"],
                                 [other for other in dates if other.state != "not_obtained"])  # fmt: skip
            one.state = self.state(request, found)
            dates.append(one)
            reasons.append(found)
        failed = [one for one in dates if one.state == "not_obtained"]
        refused = len(failed) == len(dates) or (bool(failed) and not request.skip)
        shown_dates = [
            {
                "start": written(one.start, zone),
                "end": written(one.end, zone),
                "state": one.state if not refused else "refused" if one in failed else "free",
                "reasons": found,
                "price": None if refused else self.price(one),
            }
            for one, found in zip(dates, reasons, strict=True)
        ]
        if refused:
            return {"number": None, "outcome": "refused", "reasons": [], "occurrences": shown_dates}
        for one in dates:
            self.keep(one)
        year = shown(self.now, "America/Toronto").year
        self.numbers[year] += 1
        return {
            "number": f"R-{year}-{self.numbers[year]:06d}",
            "outcome": outcome([one.state for one in dates]),
            "reasons": [],
            "occurrences": shown_dates,
        }

    def state(self, request: Request, reasons: list[str]) -> str:
        """Step 4."""
        approval = self.world.term(request.space, "approbation") or "automatique"
        if reasons and not (approval == "hors_modalites" and SOFT.issuperset(reasons)):
            return "not_obtained"
        return "requested" if request.ask or approval == "hote" or reasons else "confirmed"

    def keep(self, one: Kept) -> None:
        self.kept.append(one)
        self.by_month[self.month(one)].append(one)
        if one.state == "confirmed":
            for space in (one.space, *self.family[one.space]):
                assert self.busy[space].isdisjoint(range(*one.busy)), "a double booking of the oracle's own"
            self.busy[one.space].update(range(*one.busy))
            for code, quantity in one.equipment.items():
                for minute in range(one.start, one.end):
                    self.stock[code][minute] += quantity

    def release(self) -> None:
        """No-shows give back what is left of their time; nobody notes a presence here."""
        for one in self.kept:
            after = self.world.term(one.space, "liberation_minutes")
            if one.state != "confirmed" or not after:
                continue
            at = one.start + int(after)
            if at >= one.end or self.now < at:
                continue
            one.state = "no_show"
            # A release earlier than the busy interval cannot be: it comes after the start.
            self.busy[one.space].difference_update(range(at, one.busy[1]))
            for code, quantity in one.equipment.items():
                for minute in range(at, one.end):
                    self.stock[code][minute] -= quantity

    def number(self, space: str, column: str) -> int | None:
        cell = self.world.term(space, column)
        return int(cell) if cell else None

    def with_buffers(self, space: str, start: Minute, end: Minute) -> tuple[Minute, Minute]:
        before, after = self.number(space, "tampon_avant") or 0, self.number(space, "tampon_apres") or 0
        return start - before, end + after

    def reasons(self, request: Request, one: Kept, holding: list[Kept], counting: list[Kept]) -> list[str]:
        """Step 3: all reasons, in order; ``holding`` and ``counting`` are accepted dates of the same row."""
        space = request.space
        own = request.organisation == self.world.host(space)
        found = {
            "past": one.start < self.now,
            "not_shareable": not own and not self.world.spaces[space].shareable,
            "not_eligible": not own and not self.eligible(request),
            "capacity": request.participants > self.capacity(request),
            "closed": self.closed(one),
            "holiday": self.on_holiday(one),
            "whole_days": self.world.term(space, "journee_entiere") == "oui" and not self.whole_days(one),
            **self.soft(one),
            "quota": not own and self.over_quota(one, counting),
            "equipment_stock": self.lacks_equipment(one, holding),
            "related_space": self.collides(one, self.family[space], []),
            "overlap": self.collides(one, {space}, holding),
        }
        return [code for code, is_so in found.items() if is_so]

    def eligible(self, request: Request) -> bool:
        allowed = self.world.term(request.space, "admissibles") or "tous"
        if allowed == "region":
            return self.world.region(request.space) in {
                self.world.region_of(site)
                for site in self.world.sites.values()
                if site.organisation == request.organisation
            }
        return allowed == "tous" or request.organisation in allowed.split("+")

    def capacity(self, request: Request) -> int:
        space = self.world.spaces[request.space]
        return space.layouts.get(request.layout, space.capacity)

    def closed(self, one: Kept) -> bool:
        zone = self.world.zone(one.space)
        touching = {*self.world.scopes(one.space), *(("espace", other) for other in self.family[one.space])}
        for scope, start, end in self.world.closures:
            if scope not in touching:
                continue
            first, last = placed_closure(start, end, zone)
            if first < one.end and one.start < last:
                return True
        return False

    def on_holiday(self, one: Kept) -> bool:
        if self.world.term(one.space, "feries_ouverts") == "oui":
            return False
        zone = self.world.zone(one.space)
        touched, last = shown(one.start, zone).date(), shown(one.end - 1, zone).date()
        while touched <= last:
            if touched.isoformat() in self.world.holidays.values():
                return True
            touched += DAY
        return False

    def whole_days(self, one: Kept) -> bool:
        zone = self.world.zone(one.space)
        return all(shown(at, zone).strftime("%H:%M") == "00:00" for at in (one.start, one.end))

    def soft(self, one: Kept) -> dict[str, bool]:
        """The terms that look at this date alone."""
        zone = self.world.zone(one.space)
        wall = shown(one.start, zone)
        notice, horizon = self.number(one.space, "preavis_minutes"), self.number(one.space, "horizon_jours")
        least, most = self.number(one.space, "duree_min"), self.number(one.space, "duree_max")
        grid = self.number(one.space, "grille")
        today = shown(self.now, zone).date()
        return {
            "notice": notice is not None and one.start - self.now < notice,
            "horizon": horizon is not None and wall.date() > today + horizon * DAY,
            "outside_hours": self.outside_hours(one),
            "too_short": least is not None and one.end - one.start < least,
            "too_long": most is not None and one.end - one.start > most,
            "grid": grid is not None and (60 * wall.hour + wall.minute) % grid != 0,
        }

    def outside_hours(self, one: Kept) -> bool:
        hours, zone = self.world.term(one.space, "heures"), self.world.zone(one.space)
        if not hours:
            return False
        day, last = shown(one.start, zone).date() - DAY, shown(one.end, zone).date()
        missing = set(range(one.start, one.end))
        while day <= last and missing:
            for opened in open_ranges(hours, datetime.combine(day, datetime.min.time()), zone):
                missing.difference_update(opened)
            day += DAY
        return bool(missing)

    def over_quota(self, one: Kept, counting: list[Kept]) -> bool:
        quota = self.number(one.space, "quota_heures_mois")
        if quota is None:
            return False
        month = self.month(one)
        total = one.end - one.start
        for other in [*self.by_month[month], *(other for other in counting if self.month(other) == month)]:
            if other.state in ("confirmed", "requested"):
                total += other.end - other.start
        return total > 60 * quota

    def month(self, one: Kept) -> tuple[str, str, str]:
        """Who books at whom in which local month: what a quota is counted by."""
        wall = shown(one.start, self.world.zone(one.space))
        return one.organisation, self.world.host(one.space), f"{wall:%Y-%m}"

    def lacks_equipment(self, one: Kept, holding: list[Kept]) -> bool:
        for code, asked in one.equipment.items():
            _, stock = self.world.equipment[code]
            rivals = [other for other in holding if other.start < one.end and one.start < other.end]
            for minute in range(one.start, one.end):
                held = self.stock[code].get(minute, 0)
                for other in rivals:
                    if other.start <= minute < other.end:
                        held += other.equipment.get(code, 0)
                if held + asked > stock:
                    return True
        return False

    def collides(self, one: Kept, spaces: set[str], holding: list[Kept]) -> bool:
        for other in holding:
            if other.busy[0] < one.busy[1] and one.busy[0] < other.busy[1]:
                return True
        return not all(self.busy[space].isdisjoint(range(*one.busy)) for space in spaces)

    def price(self, one: Kept) -> str:
        """Rule 7 of the domain."""
        zone = self.world.zone(one.space)
        first, last = shown(one.start, zone).date(), shown(one.end - 1, zone).date()
        amounts: list[Fraction] = []
        for scope in self.world.scopes(one.space):
            since = [rate for rate in self.world.rates if rate[0] == scope and rate[1] <= first.isoformat()]
            if not since:
                continue
            _, _, hour, half_day, day = max(since, key=lambda rate: rate[1])
            length = one.end - one.start
            if hour:
                amounts.append(Fraction(hour) * length / 60)
            if half_day:
                amounts.append(Fraction(half_day) * (-(-length // 240)))
            if day:
                amounts.append(Fraction(day) * ((last - first).days + 1))
            if amounts:
                break
        lowest = min(amounts, default=Fraction(0))
        exact = Decimal(lowest.numerator) / Decimal(lowest.denominator)
        return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def refusal(faults: list[str]) -> dict[str, Any]:
    return {"number": None, "outcome": "refused", "reasons": faults, "occurrences": []}


def outcome(states: list[str]) -> str:
    if "not_obtained" in states:
        return "partly"
    if set(states) == {"confirmed", "requested"}:
        return "mixed"
    return states[0]


def relatives(world: World, space: str) -> set[str]:
    """Ancestors and descendants."""

    def above(code: str) -> set[str]:
        parent = world.spaces[code].parent
        return {parent} | above(parent) if parent else set()

    return above(space) | {other for other in world.spaces if space in above(other)}


@cache
def placed_closure(start: str, end: str, zone: str) -> tuple[Minute, Minute]:
    """Dates include both days, date-times are half-open."""
    if "T" in start:
        first, last = read_wall(start), read_wall(end)
        assert first
        assert last
        return slot(first, last, zone)
    return (
        instant(datetime.fromisoformat(start), zone),
        instant(datetime.fromisoformat(end) + DAY, zone),
    )


@cache
def open_ranges(hours: str, midnight: datetime, zone: str) -> tuple[range, ...]:
    """The bookable minutes of one local day."""
    names = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"]
    found: list[range] = []
    for piece in hours.split(";"):
        days, ranges = piece.split()
        first, _, last = days.partition("-")
        if not names.index(first) <= midnight.weekday() <= names.index(last or first):
            continue
        for start_hour, start_minute, end_hour, end_minute in re.findall(
            r"(\d\d):(\d\d)-(\d\d):(\d\d)", ranges
        ):
            start = midnight + timedelta(hours=int(start_hour), minutes=int(start_minute))
            end = midnight + timedelta(hours=int(end_hour), minutes=int(end_minute))
            found.append(range(*slot(start, end, zone)))
    return tuple(found)
