"""Why a date does not pass, in French: a few words for lists, whole sentences for explanations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from agence_desktop.core.calendars import touches_holiday
from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_duration,
    format_end_time,
    format_hours,
    format_month,
    format_period,
    format_slot,
    format_time,
    uncapitalized,
)
from agence_desktop.core.hours import ALWAYS
from agence_desktop.core.hours_words import hours_clause
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import capacity_for
from agence_desktop.spaces.rows import (
    Busy,
    Closure,
    Eligibility,
    JudgedDate,
    Reason,
    SpaceFacts,
    Terms,
)
from agence_desktop.spaces.terms_sentence import eligibility_clause, grid_clause, span_of_time

_MOMENT = timedelta(microseconds=1)
_PROPER = frozenset({"Noël"})
"""Names of holidays that keep their capital in a sentence."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the words about one date of one space may tell.

    ``layout_label`` follows « en disposition »; ``holidays``: observed date → name; ``space_names`` by id are
    those of the other levels of a divided room.
    """

    space: SpaceFacts
    span: Span
    now: datetime
    participants: int = 1
    layout: str | None = None
    layout_label: str = ""
    blockers: tuple[Busy, ...] = ()
    month_minutes: int = 0
    holidays: Mapping[date, str] = field(default_factory=dict)
    space_names: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def about(cls, one: JudgedDate, space: SpaceFacts, now: datetime, **more: object) -> Facts:
        """The facts of a judged date; ``more`` are the other fields."""
        given = {"blockers": one.blockers, "month_minutes": one.month_minutes} | more
        return cls(space, one.span, now, **given)  # type: ignore[arg-type]

    @property
    def terms(self) -> Terms:
        """The resolved terms of the space."""
        return self.space.terms

    @property
    def start(self) -> datetime:
        """Wall clock of the start at the site."""
        return self.wall(self.span.start)

    @property
    def places(self) -> int:
        """Capacity in the layout asked for."""
        return capacity_for(self.space, self.layout)

    def wall(self, instant: datetime) -> datetime:
        """Wall clock of an instant at the site."""
        return to_wall(instant, self.space.zone)

    def blocker(self, *, own: bool) -> Busy | None:
        """The first holding of this very space, or of a related one, that stands in the way."""
        of_kind = (one for one in self.blockers if (one.space_id == self.space.space_id) is own)
        return next(of_kind, None)

    def closure(self) -> Closure | None:
        """The first closure that the slot overlaps."""
        hits = [one for one in self.space.closures if one.span.overlaps(self.span)]
        return min(hits, key=lambda one: one.span, default=None)


def reason_fact(reason: Reason, facts: Facts) -> str:
    """A few words for a list or under a chip: « plus de 90 jours d’avance »; no capital, no full stop."""
    return _FACTS[reason](facts)


def reason_sentence(reason: Reason, facts: Facts) -> str:
    """The whole sentence with its facts, and what to do where something can be done."""
    return _SENTENCES[reason](facts)


def reason_sentences(reasons: Sequence[Reason], facts: Facts) -> list[str]:
    """One sentence per reason, in the order of judging."""
    return [reason_sentence(reason, facts) for reason in reasons]


def _slot(facts: Facts, span: Span) -> str:
    """A slot on the wall clock of the site; its hours alone where it stays on the day of the date."""
    start, end = facts.wall(span.start), facts.wall(span.end)
    if start.date() == facts.start.date() == (end - _MOMENT).date():
        return f"de {format_hours(start, end)}"
    text = format_slot(start, end)
    return text if text.startswith("du ") else f"le {text}"


def _capacity(facts: Facts) -> str:
    layout = f" en disposition {facts.layout_label or facts.layout}" if facts.layout else ""
    return f"{counted(facts.places, 'place')}{layout}"


def _closure(facts: Facts) -> str:
    """« fermé du 19 au 23 octobre 2026 : travaux »."""
    closure = facts.closure()
    if closure is None:
        return "fermé"
    start, end = facts.wall(closure.span.start), facts.wall(closure.span.end)
    if start.time() == end.time() == datetime.min.time():
        first, last = start.date(), (end - _MOMENT).date()
        when = f"le {format_date(first)}" if first == last else f"du {format_period(first, last)}"
    else:
        when = _slot(facts, closure.span)
    return f"fermé {when}{f'{NBSP}: {closure.reason}' if closure.reason else ''}"


def _holiday(facts: Facts) -> str:
    """« jour férié : veille de Noël »; without a name where the date is not known by one."""
    day = touches_holiday(facts.span, facts.space.zone, facts.holidays.keys())
    name = facts.holidays[day] if day else ""
    if not name:
        return "jour férié"
    return f"jour férié{NBSP}: {name if name in _PROPER else uncapitalized(name)}"


def _notice(facts: Facts) -> str:
    return span_of_time(facts.terms.notice_minutes or 0)


def _horizon(facts: Facts) -> str:
    return counted(facts.terms.horizon_days or 0, "jour")


def _time_left(facts: Facts) -> str:
    """« dans 8 jours », « dans 3 h », « déjà passée »."""
    minutes = int((facts.span.start - facts.now).total_seconds() // 60)
    if minutes < 0:
        return "la date est passée"
    days = minutes // (24 * 60)
    return f"la date est dans {counted(days, 'jour') if days > 1 else format_duration(minutes)}"


def _quota(facts: Facts) -> str:
    used = format_duration(facts.month_minutes)
    return f"{used} en {format_month(facts.start)}, quota de {facts.terms.quota_hours}{NBSP}h"


def _hours(facts: Facts) -> str:
    return hours_clause(facts.terms.hours or ALWAYS)


def _eligible(facts: Facts) -> str:
    return eligibility_clause(facts.terms.eligibility or Eligibility())


def _holder(busy: Busy) -> str:
    """« FADQ, R-2026-000388 », as far as known."""
    return ", ".join(filter(None, (busy.organisation, busy.number)))


def _in_brackets(busy: Busy) -> str:
    return f" ({_holder(busy)})" if _holder(busy) else ""


def _taken_fact(facts: Facts, *, own: bool) -> str:
    """« 12 h 30 à 16 h, R-2026-000388 », or « jusqu’à 12 h 45, avec tampon » where only buffers collide."""
    busy = facts.blocker(own=own)
    if busy is None:
        return "prise" if own else "partie ou salle entière prise"
    name = "" if own else f"{facts.space_names.get(busy.space_id, 'partie ou salle entière')} prise "
    slot = busy.slot or busy.span
    if slot.overlaps(facts.span):
        when = _slot(facts, slot).removeprefix("de ") if own else _slot(facts, slot)
        return f"{name}{when}{f', {busy.number}' if busy.number else ''}"
    if slot.end <= facts.span.start:
        return f"{name}jusqu’à {format_end_time(facts.wall(busy.span.end))}, avec tampon"
    return f"{name}dès {format_time(facts.wall(busy.span.start))}, avec tampon"


def _taken_sentence(facts: Facts, *, own: bool) -> str:
    busy = facts.blocker(own=own)
    other = "Une partie de la salle ou la salle entière"
    if busy is None:
        return f"{'L’espace' if own else other} est pris à ce moment{NBSP}: choisissez une autre heure."
    name = "L’espace" if own else facts.space_names.get(busy.space_id, other)
    slot = busy.slot or busy.span
    verb = "est réservé" if own else "a une réservation"
    sentence = f"{name} {verb} {_slot(facts, slot)}{_in_brackets(busy)}"
    before, after = slot.start - busy.span.start, busy.span.end - slot.end
    buffers = [
        f"{format_duration(length)} de tampon {side}"
        for length, side in ((before, "avant"), (after, "après"))
        if length
    ]
    if buffers:
        sentence += f", avec {' et '.join(buffers)}"
    return f"{sentence}{_own_buffers(facts)}."


def _own_buffers(facts: Facts) -> str:
    """« ; tampons compris, il vous le faudrait de 12 h 30 à 16 h »."""
    busy = facts.span.widened(facts.terms.buffer_before or 0, facts.terms.buffer_after or 0)
    if busy == facts.span:
        return ""
    return f"; tampons compris, il vous le faudrait {_slot(facts, busy)}"


_Words = Mapping[Reason, Callable[[Facts], str]]

_FACTS: _Words = {
    Reason.PAST: lambda _: "date passée",
    Reason.NOT_SHAREABLE: lambda _: "réservé à l’organisme hôte",
    Reason.NOT_ELIGIBLE: _eligible,
    Reason.CAPACITY: lambda facts: f"{_capacity(facts)}, {counted(facts.participants, 'demandée')}",
    Reason.CLOSED: _closure,
    Reason.HOLIDAY: _holiday,
    Reason.WHOLE_DAYS: lambda _: "journées entières seulement",
    Reason.NOTICE: lambda facts: f"préavis de {_notice(facts)}, {_time_left(facts)}",
    Reason.HORIZON: lambda facts: f"plus de {_horizon(facts)} d’avance",
    Reason.OUTSIDE_HOURS: lambda facts: f"ouvert {_hours(facts)}",
    Reason.TOO_SHORT: lambda facts: f"moins de {span_of_time(facts.terms.min_minutes or 0)}",
    Reason.TOO_LONG: lambda facts: f"plus de {span_of_time(facts.terms.max_minutes or 0)}",
    Reason.GRID: lambda facts: f"début {grid_clause(facts.terms.grid_minutes or 1)} seulement",
    Reason.QUOTA: _quota,
    Reason.EQUIPMENT_STOCK: lambda _: "pas assez de matériel à ce moment",
    Reason.RELATED_SPACE: lambda facts: _taken_fact(facts, own=False),
    Reason.OVERLAP: lambda facts: _taken_fact(facts, own=True),
}

_SENTENCES: _Words = {
    Reason.PAST: lambda _: f"Cette date est déjà passée{NBSP}: choisissez une heure à venir.",
    Reason.NOT_SHAREABLE: lambda _: (
        f"Cet espace n’est pas partagé{NBSP}: seul l’organisme hôte le réserve. Choisissez un autre espace."
    ),
    Reason.NOT_ELIGIBLE: lambda facts: (
        f"Votre organisme n’est pas admissible ici{NBSP}: {_eligible(facts)}. Choisissez un autre espace."
    ),
    Reason.CAPACITY: lambda facts: (
        f"L’espace offre {_capacity(facts)} et vous en demandez {facts.participants}{NBSP}: "
        "réduisez le nombre, changez de disposition ou choisissez un espace plus grand."
    ),
    Reason.CLOSED: lambda facts: f"L’espace est {_closure(facts)}. Choisissez une autre date.",
    Reason.HOLIDAY: lambda facts: (
        f"L’espace est fermé ce jour-là ({_holiday(facts)}). Choisissez une autre date."
    ),
    Reason.WHOLE_DAYS: lambda _: (
        f"Cet espace se réserve par journées entières{NBSP}: commencez et finissez à minuit."
    ),
    Reason.NOTICE: lambda facts: (
        f"L’hôte demande un préavis de {_notice(facts)} et {_time_left(facts)}{NBSP}: "
        "choisissez une date plus tardive."
    ),
    Reason.HORIZON: lambda facts: (
        f"L’hôte n’accepte pas de réservation plus de {_horizon(facts)} d’avance{NBSP}: "
        "choisissez une date plus proche."
    ),
    Reason.OUTSIDE_HOURS: lambda facts: (
        f"La séance sort des heures de l’espace, {_hours(facts)}{NBSP}: changez l’heure."
    ),
    Reason.TOO_SHORT: lambda facts: (
        f"La séance dure {format_duration(facts.span.minutes)} et l’hôte demande au moins "
        f"{span_of_time(facts.terms.min_minutes or 0)}{NBSP}: allongez-la."
    ),
    Reason.TOO_LONG: lambda facts: (
        f"La séance dure {format_duration(facts.span.minutes)} et l’hôte accepte au plus "
        f"{span_of_time(facts.terms.max_minutes or 0)}{NBSP}: raccourcissez-la."
    ),
    Reason.GRID: lambda facts: (
        f"Les séances commencent {grid_clause(facts.terms.grid_minutes or 1)}{NBSP}: "
        f"{format_time(facts.start)} ne convient pas."
    ),
    Reason.QUOTA: lambda facts: (
        f"Votre organisme dépasserait son quota chez cet hôte{NBSP}: {_quota(facts)}, cette date comprise."
    ),
    Reason.EQUIPMENT_STOCK: lambda _: (
        f"Le matériel demandé n’est pas libre en quantité suffisante à ce moment{NBSP}: "
        "réduisez la quantité ou changez l’heure."
    ),
    Reason.RELATED_SPACE: lambda facts: _taken_sentence(facts, own=False),
    Reason.OVERLAP: lambda facts: _taken_sentence(facts, own=True),
}
