"""A recurrence rule (RFC 5545 value) as a validated value, and its canonical text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Literal, TypeVar

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, quoted

_T = TypeVar("_T")

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_NATURAL = re.compile(r"[0-9]{1,400}")
_SIGNED = re.compile(r"[+-]?[0-9]{1,3}")
_BYDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")


class RuleError(InputError):
    """A recurrence cannot be used: ``bad_rule`` (unreadable, or no date) or ``too_many`` (dates)."""

    def __init__(self, code: Literal["bad_rule", "too_many"], sentence: str) -> None:
        super().__init__(code, sentence)


class Frequency(StrEnum):
    """The period that the parts of a rule choose dates in; the words of RFC 5545."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, order=True)
class RuleDay:
    """One BYDAY: a weekday (0 = Monday), and which of the month or year (−1 = the last; 0 = each)."""

    weekday: int
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A valid rule. ``until`` is an aware instant, a naive wall clock, or a date that is included.

    Lists are sorted, without duplicates and empty where not given; ``week_start`` is 0 for Monday.
    """

    freq: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | date | None = None
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    days: tuple[RuleDay, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    @property
    def endless(self) -> bool:
        """Whether the rule has neither a count nor an end."""
        return self.count is None and self.until is None

    @property
    def text(self) -> str:
        """The canonical RFC 5545 value; ``check_rule`` reads the same rule back."""
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={_until_text(self.until)}")
        for name, numbers in (("BYMONTH", self.months), ("BYMONTHDAY", self.month_days)):
            if numbers:
                parts.append(f"{name}={','.join(map(str, numbers))}")
        if self.days:
            parts.append("BYDAY=" + ",".join(f"{day.nth or ''}{WEEKDAYS[day.weekday]}" for day in self.days))
        if self.positions:
            parts.append(f"BYSETPOS={','.join(map(str, self.positions))}")
        if self.week_start:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        return ";".join(parts)


def check_rule(text: str) -> Rule:
    """Read and validate the value of an RRULE; raises RuleError ``bad_rule`` with what is wrong.

    Case does not matter and parts come in any order, as RFC 5545 has it. The value alone is read: a leading
    ``RRULE:``, inner spaces and empty parts are refused. A rule without an end is valid here (an imported
    calendar cuts it, due dates are read up to a day); expanding it is ``too_many``.
    """
    parts: dict[str, str] = {}
    for part in text.strip().upper().split(";"):
        name, _, value = part.partition("=")
        if name not in _PARTS:
            raise bad_rule(f"la partie {quoted(part)} n’est pas acceptée")
        if name in parts:
            raise bad_rule(f"la partie {name} est donnée deux fois")
        parts[name] = value
    if "FREQ" not in parts:
        raise bad_rule("la fréquence (FREQ) manque")
    rule = Rule(
        freq=_frequency(parts["FREQ"]),
        interval=_natural("INTERVAL", parts.get("INTERVAL", "1")),
        count=_natural("COUNT", parts["COUNT"]) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        months=_many(parts, "BYMONTH", _number("BYMONTH", 12, signed=False)),
        month_days=_many(parts, "BYMONTHDAY", _number("BYMONTHDAY", 31)),
        days=_many(parts, "BYDAY", _rule_day),
        positions=_many(parts, "BYSETPOS", _number("BYSETPOS", 366)),
        week_start=_week_start(parts.get("WKST", "MO")),
    )
    _check_together(rule)
    return rule


_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)


def bad_rule(why: str) -> RuleError:
    """The error ``bad_rule``; ``why`` is a French clause."""
    return RuleError("bad_rule", f"La règle de répétition ne peut pas servir{NBSP}: {why}.")


def _check_together(rule: Rule) -> None:
    if rule.count is not None and rule.until is not None:
        raise bad_rule("un nombre de fois (COUNT) et une fin (UNTIL) s’excluent")
    if any(day.nth for day in rule.days) and rule.freq not in (Frequency.MONTHLY, Frequency.YEARLY):
        raise bad_rule("un rang dans BYDAY demande une fréquence MONTHLY ou YEARLY")
    if rule.month_days and rule.freq is Frequency.WEEKLY:
        raise bad_rule("BYMONTHDAY ne va pas avec une fréquence WEEKLY")
    if rule.positions and not (rule.months or rule.month_days or rule.days):
        raise bad_rule("BYSETPOS demande une autre partie BY")


def _frequency(value: str) -> Frequency:
    try:
        return Frequency(value)
    except ValueError:
        raise bad_rule("la fréquence (FREQ) est DAILY, WEEKLY, MONTHLY ou YEARLY") from None


def _natural(name: str, value: str) -> int:
    if not _NATURAL.fullmatch(value) or int(value) < 1:
        raise bad_rule(f"{name} est un nombre entier d’au moins 1")
    return int(value)


def _number(name: str, largest: int, *, signed: bool = True) -> Callable[[str], int]:
    """Reads a whole number from 1 to ``largest``, or from −1 to −``largest`` where signed."""

    def read(item: str) -> int:
        number = int(item) if _SIGNED.fullmatch(item) else 0
        if not 1 <= abs(number) <= largest or not (signed or item.isdecimal()):
            either = f", ou de −1 à −{largest}" if signed else ""
            raise bad_rule(f"{name} prend des nombres de 1 à {largest}{either}")
        return number

    return read


def _rule_day(item: str) -> RuleDay:
    match = _BYDAY.fullmatch(item)
    if match is None or (match[1] is not None and not 1 <= abs(int(match[1])) <= 53):
        raise bad_rule(f"le jour {quoted(item)} de BYDAY n’existe pas")
    return RuleDay(WEEKDAYS.index(match[2]), int(match[1] or 0))


def _many(parts: dict[str, str], name: str, read: Callable[[str], _T]) -> tuple[_T, ...]:
    if name not in parts:
        return ()
    return tuple(sorted({read(item) for item in parts[name].split(",")}, key=_by_sign))


def _by_sign(item: object) -> tuple[bool, object]:
    """Numbers counted from the start come before those counted from the end."""
    return isinstance(item, int) and item < 0, item


def _until(value: str) -> datetime | date:
    match = _UNTIL.fullmatch(value)
    if match is not None:
        numbers = [int(group) for group in match.groups()[:6] if group is not None]
        try:
            if len(numbers) == 3:
                return date(*numbers)
            year, month, day, hour, minute, second = numbers
            wall = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - a wall clock
        except ValueError:
            pass
        else:
            return wall.replace(tzinfo=UTC) if match[7] else wall
    raise bad_rule("la fin (UNTIL) s’écrit 20261218, 20261218T170000 ou 20261218T220000Z")


def _until_text(until: datetime | date) -> str:
    end = ""
    if isinstance(until, datetime):
        if until.tzinfo is not None:
            until, end = until.astimezone(UTC).replace(tzinfo=None), "Z"
        until = until.replace(microsecond=0)
    return until.isoformat().replace("-", "").replace(":", "") + end


def _week_start(value: str) -> int:
    if value not in WEEKDAYS:
        raise bad_rule("WKST est un jour parmi MO, TU, WE, TH, FR, SA, SU")
    return WEEKDAYS.index(value)
