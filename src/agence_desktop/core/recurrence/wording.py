"""A recurrence rule said in French: « un jeudi sur deux, 8 fois »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.french import MONTHS, WEEKDAYS, format_date, format_weekdays, listed, of, ordinal
from agence_desktop.core.french.words import SMALL_NUMBERS
from agence_desktop.core.recurrence.expansion import last_day
from agence_desktop.core.recurrence.periods import with_defaults
from agence_desktop.core.recurrence.rule import Frequency, Rule, RuleDay, check_rule

_RANKS = ("premier", "deuxième", "troisième", "quatrième", "cinquième")
_FEMININE = {"premier": "première", "dernier": "dernière"}
_SHORTEST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WORKING_WEEK = (0, 1, 2, 3, 4)
_WITHIN = {
    Frequency.DAILY: "de la journée",
    Frequency.WEEKLY: "de la semaine",
    Frequency.MONTHLY: "du mois",
    Frequency.YEARLY: "de l’année",
}


def describe(rule: Rule | str, start: datetime, zone: ZoneInfo = QUEBEC) -> str:
    """The rule as a phrase in lower case without a full stop; ``start`` gives what the rule leaves out.

    Raises RuleError where the text of a rule cannot be read.
    """
    if isinstance(rule, str):
        rule = check_rule(rule)
    phrase = _pattern(_simplified(with_defaults(rule, start.date())))
    if rule.count is not None:
        return f"{phrase}, {rule.count} fois"
    end = last_day(rule, start, zone)
    return f"{phrase} jusqu’au {format_date(end, weekday=False)}" if end else phrase


def _simplified(rule: Rule) -> Rule:
    """An equal rule that reads better, of one that names its days."""
    bare = rule.positions and not rule.month_days and not any(day.nth for day in rule.days)
    if rule.freq is Frequency.MONTHLY and bare and len(rule.days) == 1:
        days = tuple(RuleDay(rule.days[0].weekday, position) for position in rule.positions)
        return replace(rule, days=days, positions=())
    if rule.freq is Frequency.MONTHLY and bare and len(rule.days) == 7:
        return replace(rule, days=(), month_days=rule.positions, positions=())
    return rule


def _pattern(rule: Rule) -> str:
    by_month = rule.freq is Frequency.MONTHLY and not rule.month_days
    if by_month and rule.positions and not any(day.nth for day in rule.days):
        weekdays = _weekdays(rule)
        noun = (
            "jour de semaine" if weekdays == _WORKING_WEEK else listed([WEEKDAYS[d] for d in weekdays], "ou")
        )
        return _monthly(rule, _ranked(rule.positions, noun), " du mois") + _in_months(rule)
    phrase = {
        Frequency.DAILY: _daily,
        Frequency.WEEKLY: _weekly,
        Frequency.MONTHLY: _of_months,
        Frequency.YEARLY: _yearly,
    }[rule.freq](rule)
    if rule.freq is not Frequency.YEARLY:
        phrase += _in_months(rule)
    if rule.positions:
        phrase += f", mais seulement {_feminine(rule.positions)} de ces dates {_WITHIN[rule.freq]}"
    return phrase


def _daily(rule: Rule) -> str:
    if rule.interval == 1 and rule.month_days:
        return _on_month_days(rule)
    if rule.interval == 1:
        return _each(_weekdays(rule)) if rule.days else "chaque jour"
    phrase = _every(rule.interval, "un jour", "tous les {} jours")
    if rule.month_days:
        phrase += f", si c’est {listed(_month_days(rule.month_days), 'ou')} du mois"
        return phrase + _condition(rule).replace(",", " et", 1)
    return phrase + _condition(rule)


def _weekly(rule: Rule) -> str:
    weekdays = _weekdays(rule)
    if rule.interval == 1:
        return _each(weekdays)
    if len(weekdays) == 1 and rule.interval < len(SMALL_NUMBERS):
        return f"un {WEEKDAYS[weekdays[0]]} sur {SMALL_NUMBERS[rule.interval]}"
    weeks = _every(rule.interval, "une semaine", "toutes les {} semaines")
    if len(weekdays) == 7:
        return f"{weeks}, chaque jour"
    span = format_weekdays(weekdays)
    days = span if span.startswith("du ") else listed([f"le {WEEKDAYS[day]}" for day in weekdays])
    return f"{weeks}, {days}"


def _of_months(rule: Rule) -> str:
    if rule.month_days:
        return _on_month_days(rule)
    if all(day.nth for day in rule.days):
        return _monthly(rule, _named_days(rule), " du mois") + _if_any(rule)
    if any(day.nth for day in rule.days):
        return _monthly(rule, _named_days(rule), " du mois")
    return _monthly(rule, _each(_weekdays(rule)), "")


def _on_month_days(rule: Rule) -> str:
    where = " du mois" if rule.months else " de chaque mois"
    return _monthly(rule, listed(_month_days(rule.month_days)), where) + (_condition(rule) or _if_any(rule))


def _monthly(rule: Rule, dates: str, where: str) -> str:
    """The dates of every month, or of one month in so many."""
    if rule.freq is not Frequency.MONTHLY or rule.interval == 1:
        return dates + where
    return f"{_every(rule.interval, 'un mois', 'tous les {} mois')}, {dates}"


def _yearly(rule: Rule) -> str:
    months = [MONTHS[month - 1] for month in rule.months]
    if rule.month_days and not months:
        dates = listed(_month_days(rule.month_days)) + " de chaque mois"
    elif rule.month_days:
        dates = listed([date for month in months for date in _month_days(rule.month_days, month)])
    elif any(day.nth for day in rule.days):
        dates = f"{_named_days(rule)} {listed([of(month) for month in months]) or 'de l’année'}"
    else:
        dates = " ".join([_each(_weekdays(rule)), listed([of(month) for month in months])]).strip()
    dates += _condition(rule) if rule.month_days and rule.days else _if_any(rule)
    if rule.interval == 1 and (dates.startswith("chaque ") or not months):
        return dates
    years = "chaque année" if rule.interval == 1 else _every(rule.interval, "une année", "tous les {} ans")
    return f"{years}, {dates}"


def _every(interval: int, one: str, many: str) -> str:
    return f"{one} sur deux" if interval == 2 else many.format(interval)


def _weekdays(rule: Rule) -> tuple[int, ...]:
    return tuple(sorted({day.weekday for day in rule.days}))


def _each(weekdays: Sequence[int]) -> str:
    names = format_weekdays(weekdays)
    if len(weekdays) == 7:
        return "chaque jour"
    return f"chaque jour {names}" if names.startswith("du ") else f"chaque {names}"


def _month_days(numbers: Sequence[int], month: str = "") -> list[str]:
    """« le 1er », « le dernier jour »; of one month: « le 1er mars », « le dernier jour de mars »."""
    first = [
        f"le {ordinal(number) if number == 1 else number} {month}".rstrip()
        for number in numbers
        if number > 0
    ]
    last = [number for number in numbers if number < 0]
    if last:
        first.append(f"{_ranked(last, 'jour')} {of(month) if month else ''}".rstrip())
    return first


def _named_days(rule: Rule) -> str:
    """Weekdays with and without ranks: « chaque lundi, le premier et le dernier vendredi »."""
    phrases: list[str] = []
    whole = [day.weekday for day in rule.days if not day.nth]
    if whole:
        phrases.append(_each(whole))
    for weekday in _weekdays(rule):
        ranks = sorted((d.nth for d in rule.days if d.weekday == weekday and d.nth), key=lambda n: (n < 0, n))
        if ranks:
            phrases.append(_ranked(ranks, WEEKDAYS[weekday]))
    return listed(phrases)


def _ranked(numbers: Sequence[int], noun: str) -> str:
    """« le premier et le dernier vendredi »; far from the end: « le 3e vendredi à partir de la fin »."""
    near = [_rank(number) for number in numbers if number >= -2]
    far = [f"le {ordinal(-number)} {noun} à partir de la fin" for number in numbers if number < -2]
    return listed([f"{listed(near)} {noun}", *far] if near else far)


def _rank(number: int) -> str:
    if number < 0:
        return "le dernier" if number == -1 else "l’avant-dernier"
    return f"le {_RANKS[number - 1] if number <= len(_RANKS) else ordinal(number)}"


def _feminine(positions: Sequence[int]) -> str:
    words: list[str] = []
    for number in positions:
        if number < -2:
            words.append(f"la {ordinal(-number)} à partir de la fin")
            continue
        word = _rank(number).replace("le ", "la ")
        for masculine, feminine in _FEMININE.items():
            word = word.replace(masculine, feminine)
        words.append(word)
    return listed(words)


def _condition(rule: Rule) -> str:
    """Weekdays that other days must fall on: « , si c’est un vendredi »."""
    if not rule.days:
        return ""
    ranked = [day for day in rule.days if day.nth]
    choices = [f"un {WEEKDAYS[day.weekday]}" for day in rule.days if not day.nth]
    if ranked:
        yearly = rule.freq is Frequency.YEARLY and not rule.months
        where = "de l’année" if yearly else "du mois"
        choices += [f"{_ranked([day.nth], WEEKDAYS[day.weekday])} {where}" for day in ranked]
    return f", si c’est {listed(choices, 'ou')}"


def _in_months(rule: Rule) -> str:
    return f", {listed([f'en {MONTHS[month - 1]}' for month in rule.months])}" if rule.months else ""


def _if_any(rule: Rule) -> str:
    """« , quand il existe » after days that a period may lack."""
    shortest = min(_SHORTEST[month - 1] for month in rule.months or range(1, 13))
    yearly = rule.freq is Frequency.YEARLY and not rule.months
    certain = all(abs(number) <= shortest for number in rule.month_days) and all(
        abs(day.nth) <= (52 if yearly else 4) for day in rule.days
    )
    if certain:
        return ""
    return ", quand il existe" if len(rule.month_days) + len(rule.days) == 1 else ", quand ils existent"
