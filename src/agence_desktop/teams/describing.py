"""Verdicts in French: why a candidate does not fit, and what speaks for the one who was chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from agence_desktop.core.french import (
    counted,
    format_date,
    format_percent,
    format_quantity,
)
from agence_desktop.teams import proposal_sentences as sentences
from agence_desktop.teams.feasibility import Fit, Misfit, SeatKey
from agence_desktop.teams.objective import PRIOR_STAY, SURPLUS_COST, WEEK
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Member, Mode, Reason, Request, Seat, Settings


@dataclass(frozen=True, slots=True)
class Names:
    """How skills and languages are called; a code that has no name is said as it is."""

    skills: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=lambda: sentences.LANGUAGES)

    def skill(self, code: str | None) -> str:
        """« secrétariat »."""
        return self.skills.get(code or "", code or "")

    def language(self, code: str | None) -> str:
        """« français »."""
        return self.languages.get(code or "", code or "")


@dataclass(frozen=True, slots=True)
class Part:
    """What speaks for a member, and what it adds to the cost; None where it costs nothing either way."""

    text: str
    amount: Fraction | None = None


def seat_name(key: SeatKey) -> str:
    """« la place 1 de D-2026-0042 »."""
    return sentences.SEAT.format(request=key[0], number=key[1])


def misfit_detail(seat: Seat, misfit: Misfit, settings: Settings, names: Names) -> str:
    """The figures of a verdict in a few words: « 354 km, limite de 100 km »."""
    return _DETAILS[misfit.reason](seat, misfit, settings, names)


def parts_of(seat: Seat, request: Request, member: Member, fit: Fit, names: Names) -> tuple[Part, ...]:
    """What speaks for a member, in the order of the rules; the amounts add up to the cost."""
    parts = [_skill_part(member, skill, level, names) for skill, level in seat.skills.items()]
    working = fit.working.bit_count()
    parts.append(Part(sentences.WHY_SERVED.format(served=_served(fit.served_days), working=working)))
    parts.append(_travel_part(seat, member, fit))
    if fit.cost.prior:
        parts.append(Part(sentences.WHY_PRIOR.format(client=request.client), Fraction(PRIOR_STAY)))
    if seat.language is not None:
        parts.append(Part(sentences.WHY_LANGUAGE.format(language=names.language(seat.language))))
    parts.append(Part(_contract(member.contract)))
    return tuple(parts)


def _skill_part(member: Member, skill: str, level: int, names: Names) -> Part:
    held = member.skills.get(skill)
    if held is None:
        return Part(sentences.WHY_SKILL_UNHELD.format(skill=names.skill(skill)), Fraction(0))
    told = sentences.WHY_SKILL.format(
        skill=names.skill(skill), had=held.level, wanted=level, day=_day(held.validated)
    )
    return Part(told, Fraction(SURPLUS_COST * (held.level - level)))


def _travel_part(seat: Seat, member: Member, fit: Fit) -> Part:
    if seat.mode is Mode.REMOTE:
        return Part(sentences.WHY_REMOTE, Fraction(0))
    if member.home is None:
        home = f" ({member.home_name})" if member.home_name else ""
        return Part(sentences.WHY_NO_HOME.format(home=home), fit.cost.travel)
    km = format_quantity(fit.cost.km, "km", 1)
    if seat.mode is Mode.ON_SITE:
        return Part(sentences.WHY_ON_SITE.format(home=member.home_name, km=km), fit.cost.travel)
    days = counted(WEEK - seat.remote_days, "jour")
    return Part(sentences.WHY_HYBRID.format(home=member.home_name, km=km, days=days), fit.cost.travel)


def _skill_detail(_seat: Seat, misfit: Misfit, _settings: Settings, names: Names) -> str:
    template = sentences.SKILL if misfit.had else sentences.NO_SKILL
    return template.format(skill=names.skill(misfit.skill), had=misfit.had, wanted=misfit.wanted)


def _expired_detail(_seat: Seat, misfit: Misfit, settings: Settings, names: Names) -> str:
    return sentences.EXPIRED.format(
        skill=names.skill(misfit.skill), day=_day(misfit.validated), months=settings.validity_months
    )


def _distance_detail(_seat: Seat, misfit: Misfit, _settings: Settings, _names: Names) -> str:
    limit = format_quantity(misfit.limit or Fraction(0), "km")
    if misfit.km is None:
        return sentences.NOT_ON_MAP.format(limit=limit)
    return sentences.DISTANCE.format(km=format_quantity(misfit.km, "km", 1), limit=limit)


def _availability_detail(_seat: Seat, misfit: Misfit, settings: Settings, _names: Names) -> str:
    return sentences.AVAILABILITY.format(
        served=_served(misfit.served or 0),
        working=misfit.working,
        share=_percent(settings.least_presence),
    )


def _capacity_detail(_seat: Seat, misfit: Misfit, _settings: Settings, _names: Names) -> str:
    return sentences.CAPACITY.format(
        load=_percent(misfit.load), day=_day(misfit.day), capacity=_percent(misfit.capacity)
    )


def _contract_detail(seat: Seat, misfit: Misfit, _settings: Settings, _names: Names) -> str:
    contract = misfit.contract
    if contract is None:
        return ""
    if contract.last is None:
        return sentences.CONTRACT_FROM.format(first=_day(contract.first))
    return _contract(contract, shown_from=contract.first > seat.period.first)


def _contract(contract: Days, *, shown_from: bool = False) -> str:
    if contract.last is None:
        return sentences.CONTRACT_OPEN
    template = sentences.CONTRACT_WITHIN if shown_from else sentences.CONTRACT_UNTIL
    return template.format(first=_day(contract.first), last=_day(contract.last))


def _served(days: int) -> str:
    return f"{counted(days, 'jour servi')}"


def _day(day: date | None) -> str:
    return "" if day is None else format_date(day, weekday=False)


def _percent(share: Fraction | None) -> str:
    """A share of the day, to a hundredth of a percent at most."""
    percent = (share or Fraction(0)) * 100
    decimals = next((places for places in (0, 1) if (percent * 10**places).denominator == 1), 2)
    return format_percent(percent, decimals)


_DETAILS: Mapping[Reason, Callable[[Seat, Misfit, Settings, Names], str]] = {
    Reason.SKILL: _skill_detail,
    Reason.EXPIRED: _expired_detail,
    Reason.LANGUAGE: lambda seat, _misfit, _settings, names: sentences.LANGUAGE.format(
        language=names.language(seat.language)
    ),
    Reason.DISTANCE: _distance_detail,
    Reason.REMOTE: lambda *_: sentences.REMOTE,
    Reason.CONTRACT: _contract_detail,
    Reason.AVAILABILITY: _availability_detail,
    Reason.CAPACITY: _capacity_detail,
    Reason.OUTBID: lambda *_: sentences.HELD,
}
