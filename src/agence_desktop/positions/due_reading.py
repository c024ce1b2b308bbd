"""What people type for a due rule, read leniently into ranked proposals with their next real dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import MONTHS, WEEKDAYS, parse_date, parse_time
from agence_desktop.core.french.folding import folded, tidied
from agence_desktop.core.recurrence import Frequency, Rule, RuleDay, check_rule
from agence_desktop.positions.content import DueRule, Roll, WorkdayOf
from agence_desktop.positions.due import next_dates
from agence_desktop.positions.due_words import WORKING_WEEK, wording

MOST_PROPOSALS: Final = 4
_F = Frequency
_MOST_WORKDAYS: Final = {WorkdayOf.MONTH: 23, WorkdayOf.QUARTER: 66}


@dataclass(frozen=True, slots=True)
class DueProposal:
    """A rule that the text may mean (None: on demand), its wording and its next dates."""

    rule: DueRule | None
    wording: str
    dates: tuple[date, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said beside the days themselves; ``rest`` is the text about the days."""

    rest: str
    before: time | None = None
    roll: Roll | None = None
    interval: int = 1
    unit: str = ""
    start: date | None = None
    until: date | None = None
    count: int | None = None


_Days = Callable[[re.Match[str], _Said], Iterator[DueRule]]

_WEEKDAY = "|".join(f"{day[:3]}(?:{day[3:]})?s?" for day in WEEKDAYS)
_MONTH = "|".join(
    [
        *("janv?(?:ier)?", "fevr?(?:ier)?", "mars?", "avr(?:il)?", "mai", "juin", "juil(?:l(?:et)?)?"),
        *("aout", "sept?(?:embre)?", "oct(?:obre)?", "nov(?:embre)?", "dec(?:embre)?"),
    ]
)
_NUMBER = r"[0-9]{1,2} ?(?:er|re|e|eme|ieme)?"
_AND = r"(?: ?, ?| et | & )"
_START_WORDS = r"(?:a partir du|a compter du|depuis le|des le)"
_DATE = r"[^,]+"


def due_proposals(text: str, today: date, observed: Set[date], frequency: str = "") -> list[DueProposal]:
    """What the text may mean, the likeliest first; empty where it cannot be read.

    ``frequency`` is what the task says of it (« Trimestrielle ») and decides between a month and a quarter.
    The next dates are after ``today``, holidays applied.
    """
    rules = read_due(text, today, frequency)
    return [proposal_of(rule, today, observed) for rule in rules[:MOST_PROPOSALS]]


def read_due(text: str, today: date, frequency: str = "") -> list[DueRule | None]:
    """The rules that the text may mean, the likeliest first; None is on demand."""
    said = _take_apart(folded(tidied(text)), today)
    if re.fullmatch(r"(?:a|sur|selon) la demande|sur demande|au besoin|selon les besoins|aucune", said.rest):
        return [None]
    found: list[DueRule | None] = []
    for pattern, days in _PATTERNS:
        match = pattern.fullmatch(said.rest)
        if match:
            for day_rule in days(match, said):
                rule = _completed(day_rule, said, today)
                if rule is not None and rule not in found:
                    found.append(rule)
    if re.search(r"trimestr|3 mois", folded(frequency)):
        found.sort(key=lambda rule: rule is None or rule.of is not WorkdayOf.QUARTER)
    return found


def proposal_of(rule: DueRule | None, today: date, observed: Set[date]) -> DueProposal:
    """A rule with its wording and its next dates after ``today``."""
    dates = next_dates(rule, today, 5, observed)
    shown = 4 if len(dates) > 3 and (dates[3] - today).days > 270 else 3
    return DueProposal(rule, wording(rule), tuple(dates[:shown]), len(dates) > shown == 3)


# What is said beside the days


def _take_apart(plain: str, today: date) -> _Said:
    """The parts that commas or words set off, taken out of folded text, wherever they stand."""
    said = _Said(plain.strip(" .,"))
    for pattern, take in _PARTS:
        match = pattern.search(said.rest)
        if match:
            taken = take(match, said, today)
            if taken is not None:
                rest = f"{said.rest[: match.start()]} {said.rest[match.end() :]}"
                said = replace(taken, rest=re.sub(r" *,(?: *,)* *", ", ", rest).strip(" ,."))
                said = replace(said, rest=" ".join(said.rest.split()))
    return said


def _take_start(match: re.Match[str], said: _Said, today: date) -> _Said | None:
    day = _date(match["date"], today)
    return None if day is None else replace(said, start=day)


def _take_until(match: re.Match[str], said: _Said, today: date) -> _Said | None:
    day = _date(match["date"], today)
    return None if day is None else replace(said, until=day)


def _take_count(match: re.Match[str], said: _Said, _today: date) -> _Said | None:
    return replace(said, count=int(match["count"]))


def _take_roll(match: re.Match[str], said: _Said, _today: date) -> _Said | None:
    if match["none"]:
        return replace(said, roll=Roll.NONE)
    return replace(said, roll=Roll.NEXT if match["next"] else Roll.PREVIOUS)


def _take_interval(match: re.Match[str], said: _Said, _today: date) -> _Said | None:
    interval = int(match["every"]) if match["every"].isdigit() else 2
    return replace(said, interval=max(1, interval), unit=match["unit"][:3])


def _take_one_in_two(match: re.Match[str], said: _Said, _today: date) -> _Said | None:
    interval = 2 if match["every"] == "deux" else int(match["every"])
    return replace(said, interval=max(1, interval), unit="")


def _take_time(match: re.Match[str], said: _Said, _today: date) -> _Said | None:
    try:
        return replace(said, before=parse_time(match["time"]))
    except InputError:
        return None


def _date(text: str, today: date) -> date | None:
    try:
        return parse_date(text, today)
    except InputError:
        return None


_PARTS: Final = (
    (re.compile(rf",? ?\b{_START_WORDS} (?P<date>{_DATE})"), _take_start),
    (re.compile(rf",? ?\bjusqu'(?:au|a) (?P<date>{_DATE})"), _take_until),
    (re.compile(r",? ?\b(?P<count>[0-9]{1,3}) fois\b"), _take_count),
    (
        re.compile(
            r",? ?\b(?:sinon|ou|ferie ?:?|reporte au|avance au)? ?(?:le )?(?:"
            r"jour ouvrable (?:precedent|d'avant|(?P<next>suivant|d'apres))"
            r"|(?P<none>meme (?:non ouvrable|ferie)))"
        ),
        _take_roll,
    ),
    (
        re.compile(
            r",? ?\b(?:aux|tous les|toutes les|chaque) (?P<every>[0-9]{1,2}|deux) "
            r"(?P<unit>jours?|semaines?|sem\b\.?|mois|ans?)\b\.?"
        ),
        _take_interval,
    ),
    (re.compile(r",? ?\bsur (?P<every>deux|[2-9])\b"), _take_one_in_two),
    (
        re.compile(
            r"(?:,|\b(?:avant|a|vers|pour)\b)? ?(?<![0-9])"
            r"(?P<time>midi|[0-9]{1,2} ?h(?:eures?)? ?(?:[0-9]{2})?|[0-9]{1,2}:[0-9]{2})(?![0-9\w])"
        ),
        _take_time,
    ),
)


# The days


def _workdays(match: re.Match[str], _said: _Said) -> Iterator[DueRule]:
    number = int(re.sub(r"[^0-9]", "", match["number"]))
    rank = -number if match["end"] else number
    period = match["period"] or ""
    for of, word in ((WorkdayOf.MONTH, "mois"), (WorkdayOf.QUARTER, "trimestre")):
        if word.startswith(period) and 1 <= number <= _MOST_WORKDAYS[of]:
            yield DueRule(workday=rank, of=of)
    if not period and not match["end"]:
        yield from _of_month((number,))


def _last_workday(match: re.Match[str], _said: _Said) -> Iterator[DueRule]:
    period = match["period"] or ""
    for of, word in ((WorkdayOf.MONTH, "mois"), (WorkdayOf.QUARTER, "trimestre")):
        if word.startswith(period):
            yield DueRule(workday=-1, of=of)


def _every_day(match: re.Match[str], said: _Said) -> Iterator[DueRule]:
    if said.unit == "jou":
        yield _due(Rule(_F.DAILY))
        return
    week = _due(Rule(_F.WEEKLY, days=tuple(map(RuleDay, WORKING_WEEK))))
    if match["open"] or not match["day"]:
        yield week
    else:
        yield from (_due(Rule(_F.DAILY)), week)


def _weekly(match: re.Match[str], said: _Said) -> Iterator[DueRule]:
    found = {_weekday(name) for name in re.findall(_WEEKDAY, match["days"])}
    yield _due(Rule(_F.WEEKLY, days=tuple(map(RuleDay, sorted(found)))))
    if len(found) == 1 and said.interval == 1 and not said.count:
        yield from (_due(Rule(_F.MONTHLY, days=(RuleDay(day, nth),))) for day in found for nth in (1, -1))


def _working_span(match: re.Match[str], _said: _Said) -> Iterator[DueRule]:
    first, last = _weekday(match["first"]), _weekday(match["last"])
    if first < last:
        yield _due(Rule(_F.WEEKLY, days=tuple(map(RuleDay, range(first, last + 1)))))


def _nth_weekday(match: re.Match[str], _said: _Said) -> Iterator[DueRule]:
    rank = match["rank"]
    words = {"premier": 1, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "dernier": -1}
    nth = words[rank] if rank in words else int(re.sub(r"[^0-9]", "", rank))
    if nth <= 5:
        yield _due(Rule(_F.MONTHLY, days=(RuleDay(_weekday(match["day"]), nth),)))


def _month_days(match: re.Match[str], said: _Said) -> Iterator[DueRule]:
    numbers = tuple(sorted({int(number) for number in re.findall(r"[0-9]{1,2}", match["days"])}))
    if match["last"]:
        numbers = (*numbers, -1)
    yield from _of_month(numbers)
    if len(numbers) == 1 and 1 <= numbers[0] <= 31 and not said.roll and not said.unit:
        for of in WorkdayOf:
            if numbers[0] <= _MOST_WORKDAYS[of]:
                yield DueRule(workday=numbers[0], of=of)


def _last_day(_match: re.Match[str], _said: _Said) -> Iterator[DueRule]:
    yield from _of_month((-1,))


def _yearly(match: re.Match[str], _said: _Said) -> Iterator[DueRule]:
    pairs = re.findall(rf"({_NUMBER}) ?({_MONTH})\b\.?", match["days"])
    numbers = {int(re.sub(r"[^0-9]", "", number)) for number, _ in pairs}
    months = sorted({_month(name) for _, name in pairs})
    if len(numbers) == 1 and 1 <= min(numbers) <= 31:
        yield _due(Rule(_F.YEARLY, months=tuple(months), month_days=tuple(numbers)))


def _of_month(numbers: tuple[int, ...]) -> Iterator[DueRule]:
    if numbers and all(number == -1 or 1 <= number <= 31 for number in numbers):
        yield _due(Rule(_F.MONTHLY, month_days=numbers))


def _due(rule: Rule) -> DueRule:
    return DueRule(rule.text)


def _weekday(name: str) -> int:
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(name[:3]))


def _month(name: str) -> int:
    plain = [folded(month) for month in MONTHS]
    return next(number for number, month in enumerate(plain, 1) if month.startswith(name[:4].rstrip(".")))


_EACH = r"(?:chaque |tous les |toutes les |le |les |un |une )?"
_OPEN = "|".join("ouvrables"[:length] for length in range(9, 0, -1))
_DAY_OF_MONTH = r"(?:le |les )?[0-9]{1,2} ?(?:er)?"
_PATTERNS: Final[tuple[tuple[re.Pattern[str], _Days], ...]] = (
    (
        re.compile(
            rf"(?:le )?(?P<number>{_NUMBER}) ?j(?:o(?:u(?:rs?)?)?)?\.? ?(?:{_OPEN})?\.?"
            r"(?P<end> avant la fin)?(?: d(?:u|e)?)?(?: (?P<period>m(?:o(?:is?)?)?|t[a-z]*))?"
        ),
        _workdays,
    ),
    (
        re.compile(
            r"(?:le )?dernier j(?:our)? ouv(?:rable)?(?: du)?(?: (?P<period>m(?:o(?:is?)?)?|t[a-z]*))?"
        ),
        _last_workday,
    ),
    (
        re.compile(
            r"(?:(?P<day>(?:chaque|tous les) jours?)(?P<open> ouv[a-z]*)?"
            r"|quotidien(?:ne)?(?:ment)?|jours? ouvrables?|)"
        ),
        _every_day,
    ),
    (re.compile(rf"{_EACH}(?:jours? )?(?P<days>(?:{_WEEKDAY})(?:{_AND}(?:le )?(?:{_WEEKDAY}))*)"), _weekly),
    (re.compile(rf"(?:du )?(?P<first>{_WEEKDAY}) (?:au|a) (?P<last>{_WEEKDAY})"), _working_span),
    (
        re.compile(
            rf"(?:le )?(?P<rank>premier|deuxieme|troisieme|quatrieme|dernier|{_NUMBER}) (?P<day>{_WEEKDAY})"
            r"(?: (?:du mois|de chaque mois|chaque mois))?"
        ),
        _nth_weekday,
    ),
    (
        re.compile(
            rf"(?P<days>{_DAY_OF_MONTH}(?:{_AND}{_DAY_OF_MONTH})*)(?P<last>{_AND}le dernier jour)?"
            r"(?: (?:du|de chaque|chaque) mois)?"
        ),
        _month_days,
    ),
    (re.compile(r"(?:le )?(?:dernier jour|fin)(?: (?:du|de|de chaque) mois)?|fin de mois"), _last_day),
    (
        re.compile(
            rf"(?P<days>(?:le )?{_NUMBER} ?(?:{_MONTH})\.?(?:{_AND}(?:le )?{_NUMBER} ?(?:{_MONTH})\.?)*)"
        ),
        _yearly,
    ),
)


def _completed(rule: DueRule, said: _Said, today: date) -> DueRule | None:
    """The rule with what was said beside its days; None where they do not go together."""
    if rule.workday is not None:
        if said.interval > 1 or said.until or said.count:
            return None
        return replace(rule, before=said.before, start=said.start)
    read = check_rule(rule.rule)
    units = {_F.DAILY: "jou", _F.WEEKLY: "sem", _F.MONTHLY: "moi", _F.YEARLY: "an"}
    if said.unit and not units[read.freq].startswith(said.unit[:2]):
        return None
    read = replace(read, interval=said.interval, until=said.until, count=said.count)
    rule = replace(
        rule, rule=read.text, roll=said.roll or Roll.PREVIOUS, before=said.before, start=said.start
    )
    if rule.start is None and (read.interval > 1 or read.count is not None):
        once = replace(rule, rule=replace(read, interval=1, count=None).text, roll=Roll.NONE)
        rule = replace(rule, start=next(iter(next_dates(once, today, 1, frozenset())), today))
    return rule
