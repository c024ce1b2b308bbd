"""Dates of a recurrence, by dateutil; the generator keeps to what dateutil reads as RFC 5545 has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache

from dateutil.rrule import rrulestr

from oracle.times import Minute, instant, minutes

KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
DAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
HUNDRED_YEARS = timedelta(days=36_525)
MOST = 1_000


class BadRule(Exception):  # noqa: N818 - a word of the answer, not an error of the oracle
    """``bad_rule``."""


class TooMany(Exception):  # noqa: N818
    """``too_many``."""


def expand(
    text: str, start: datetime, zone: str, removed: list[datetime], added: list[datetime]
) -> list[datetime]:
    """The wall clocks of a series, in time order; raises BadRule or TooMany."""
    given: Iterable[datetime] = by_rule(text, start, zone, len(removed) + MOST + 1) if text else [start]
    found: dict[Minute, datetime] = {}
    for wall in [*(wall for wall in given if wall not in removed), *added]:
        found.setdefault(instant(wall, zone), wall)
    if not found:
        raise BadRule
    if len(found) > MOST:
        raise TooMany
    return [found[at] for at in sorted(found)]


@cache
def by_rule(text: str, start: datetime, zone: str, enough: int) -> tuple[datetime, ...]:
    """The first dates of a rule, at most ``enough`` of them; asked by the form, then by the judge."""
    parts = check(text)
    if "COUNT" not in parts and "UNTIL" not in parts:
        raise TooMany
    endless = ";".join(f"{name}={parts[name]}" for name in parts if name not in ("COUNT", "UNTIL"))
    count = int(parts.get("COUNT", "0"))
    dates: list[datetime] = []
    before = start
    for wall in rrulestr(f"{endless};UNTIL={min(start.year + 400, 9998)}1231T235959", dtstart=start):
        if "UNTIL" in parts and after_end(wall, parts["UNTIL"], zone):
            return tuple(dates)
        if wall - before > HUNDRED_YEARS:
            raise BadRule
        dates.append(wall)
        if len(dates) in (count, enough):
            return tuple(dates)
        before = wall
    if "UNTIL" in parts and after_end(before + HUNDRED_YEARS, parts["UNTIL"], zone):
        return tuple(dates)
    raise BadRule


def after_end(wall: datetime, until: str, zone: str) -> bool:
    """Whether a date lies after UNTIL: an instant with Z, else a wall clock, or a day that is included."""
    if until.endswith("Z"):
        return instant(wall, zone) > minutes(moment(until[:-1]).replace(tzinfo=UTC))
    if "T" in until:
        return wall > moment(until)
    return wall.date() > moment(f"{until}T000000").date()


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall clock


def check(text: str) -> dict[str, str]:
    """The parts of a rule; raises BadRule for every fault that the text names."""
    parts: dict[str, str] = {}
    for piece in text.split(";"):
        name, _, value = piece.partition("=")
        if name not in KNOWN or name in parts or not value:
            raise BadRule
        parts[name] = value
    if parts.get("FREQ") not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
        raise BadRule
    for name in ("INTERVAL", "COUNT"):
        if name in parts and (not parts[name].isdigit() or int(parts[name]) < 1):
            raise BadRule
    if "COUNT" in parts and "UNTIL" in parts:
        raise BadRule
    check_numbers(parts)
    for day in parts.get("BYDAY", "MO").split(","):
        match = re.fullmatch(r"([+-]?\d+)?([A-Z]{2})", day)
        if match is None or match[2] not in DAYS:
            raise BadRule
        if match[1] and (parts["FREQ"] not in ("MONTHLY", "YEARLY") or not 1 <= abs(int(match[1])) <= 53):
            raise BadRule
    if parts.get("WKST", "MO") not in DAYS:
        raise BadRule
    if "UNTIL" in parts:
        try:
            moment(parts["UNTIL"].removesuffix("Z") if "T" in parts["UNTIL"] else f"{parts['UNTIL']}T000000")
        except ValueError:
            raise BadRule from None
    return parts


def check_numbers(parts: dict[str, str]) -> None:
    for name, most, signed in (("BYMONTH", 12, False), ("BYMONTHDAY", 31, True), ("BYSETPOS", 366, True)):
        for number in parts.get(name, "1").split(","):
            if (
                not re.fullmatch(r"[+-]?\d+" if signed else r"\d+", number)
                or not 1 <= abs(int(number)) <= most
            ):
                raise BadRule
    if "BYMONTHDAY" in parts and parts["FREQ"] == "WEEKLY":
        raise BadRule
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & set(parts):
        raise BadRule
