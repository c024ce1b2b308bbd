"""`espaces trouver` for the oracle: every space and every neighbouring slot tried one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import acos, cos, radians, sin
from typing import Any

from oracle.form import Request
from oracle.judge import DAY, Kept, Oracle
from oracle.times import Minute, slot, written
from oracle.world import PLACES

NOT_ABOUT_TIME = {
    *("equipment_missing", "not_accessible", "out_of_region", "too_far"),
    *("not_shareable", "not_eligible", "capacity"),
}


@dataclass
class Wanted:
    """What is looked for, as the options of the command say it."""

    start: datetime
    end: datetime
    participants: int = 1
    layout: str = ""
    region: str = ""
    near: str = ""
    km: float | None = None
    fixed: list[str] = field(default_factory=list)
    accessible: bool = False
    organisation: str = ""


class Search:
    """The answers for one need."""

    def __init__(self, oracle: Oracle, wanted: Wanted) -> None:
        self.oracle = oracle
        self.wanted = wanted

    def fitting(self) -> list[dict[str, Any]]:
        """What fits, ranked."""
        answers = [answer for answer in self.all() if answer["fits"]]
        answers.sort(
            key=lambda one: (one["unused_capacity"], one["km"] or 0, Decimal(one["price"]), one["space"])
        )
        for rank, answer in enumerate(answers, 1):
            answer["rank"] = rank
        return answers

    def failing(self) -> dict[str, dict[str, Any]]:
        """Why the others do not fit, by space."""
        return {answer["space"]: answer for answer in self.all() if not answer["fits"]}

    def near(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The near fits, by space and kind."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for space, answer in self.failing().items():
            if NOT_ABOUT_TIME & set(answer["reasons"]):
                continue
            for kind, slots in (
                ("other_time", self.other_times(space)),
                ("other_day", self.other_days(space)),
                ("shorter", self.shorter(space)),
            ):
                for start, end in slots:
                    if self.state(space, start, end)[0] != "not_obtained":
                        zone = self.oracle.world.zone(space)
                        found[space, kind] = {
                            **{"space": space, "near": kind},
                            **{"start": written(start, zone), "end": written(end, zone)},
                        }
                        break
        return found

    def all(self) -> Iterator[dict[str, Any]]:
        for space in self.oracle.world.spaces:
            start, end = slot(self.wanted.start, self.wanted.end, self.oracle.world.zone(space))
            km = self.kilometres(space)
            state, reasons = self.state(space, start, end)
            faults = self.faults(space, km)
            fits = not faults and state != "not_obtained"
            yield {
                "space": space,
                "fits": fits,
                "state": state if fits else None,
                "rank": None,
                "unused_capacity": self.oracle.capacity(self.request(space)) - self.wanted.participants,
                "km": km,
                "price": self.oracle.price(self.kept(space, start, end)) if fits else None,
                "reasons": faults + reasons,
            }

    def request(self, space: str) -> Request:
        wanted = self.wanted
        return Request(
            space, wanted.start, wanted.end, "", [], [], wanted.organisation, wanted.participants,
            wanted.layout, {}, False, False, "", None,
        )  # fmt: skip

    def kept(self, space: str, start: Minute, end: Minute) -> Kept:
        busy = self.oracle.with_buffers(space, start, end)
        return Kept(space, self.wanted.organisation, start, end, busy, "")

    def state(self, space: str, start: Minute, end: Minute) -> tuple[str, list[str]]:
        request = self.request(space)
        reasons = self.oracle.reasons(request, self.kept(space, start, end), [], [])
        return self.oracle.state(request, reasons), reasons

    def kilometres(self, space: str) -> float | None:
        """By the spherical law of cosines, to the tenth."""
        if not self.wanted.near:
            return None
        world = self.oracle.world
        here, there = PLACES[self.wanted.near], PLACES[world.sites[world.spaces[space].site].municipality]
        if here == there:
            return 0.0
        (north, east), (other_north, other_east) = (map(radians, place) for place in (here, there))
        angle = acos(sin(north) * sin(other_north) + cos(north) * cos(other_north) * cos(east - other_east))
        return float(Decimal(6371 * angle).quantize(Decimal("0.1"), ROUND_HALF_UP))

    def faults(self, space: str, km: float | None) -> list[str]:
        wanted, found = self.wanted, self.oracle.world.spaces[space]
        faults = {
            "equipment_missing": not set(wanted.fixed) <= set(found.fixed),
            "not_accessible": wanted.accessible and not found.accessible,
            "out_of_region": wanted.region not in ("", self.oracle.world.region(space)),
            "too_far": wanted.km is not None and km is not None and km > wanted.km,
        }
        return [code for code, is_so in faults.items() if is_so]

    def other_times(self, space: str) -> Iterator[tuple[Minute, Minute]]:
        step = self.oracle.number(space, "grille") or 15
        for minutes in range(step, 121, step):
            for shift in (timedelta(minutes=-minutes), timedelta(minutes=minutes)):
                start = self.wanted.start + shift
                if start.date() == self.wanted.start.date():
                    yield slot(start, self.wanted.end + shift, self.oracle.world.zone(space))

    def other_days(self, space: str) -> Iterator[tuple[Minute, Minute]]:
        zone = self.oracle.world.zone(space)
        later, earlier = (self.working_days(step * DAY) for step in (1, -1))
        for days in (shift for pair in zip(later, earlier, strict=True) for shift in pair):
            yield slot(self.wanted.start + days, self.wanted.end + days, zone)

    def working_days(self, step: timedelta) -> list[timedelta]:
        shift, found = step, []
        while len(found) < 3:
            day = (self.wanted.start + shift).date()
            if day.isoweekday() <= 5 and day.isoformat() not in self.oracle.world.holidays.values():
                found.append(shift)
            shift += step
        return found

    def shorter(self, space: str) -> Iterator[tuple[Minute, Minute]]:
        start, end = slot(self.wanted.start, self.wanted.end, self.oracle.world.zone(space))
        step = self.oracle.number(space, "grille") or 15
        for cut in range(step, (end - start) // 4 + 1, step):
            yield start, end - cut
            yield start + cut, end
