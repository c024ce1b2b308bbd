"""What room booking says in « Ma journée », in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from agence_desktop.core.french import (
    counted,
    format_date,
    format_duration,
    format_moment,
    format_near_date,
    format_short_date,
    format_slot,
    format_time,
    listed,
)
from agence_desktop.desktop.spaces.calendars.move_texts import with_article
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.rows import OccurrenceState

TODAY_TITLE = "Réservations d’aujourd’hui"
TODAY_EMPTY = "Aucune réservation aujourd’hui dans vos immeubles."
TODAY_LINK = "Ouvrir le planning"
PRESENCE = "Présence"
NOTE = "Noter"
NOTE_PRESENCE = "Noter la présence"
TO_NOTE = "à noter"
TO_DECIDE = "à décider"

REQUESTS_TITLE = "Demandes à décider"
REQUESTS_EMPTY = "Aucune demande n’attend votre décision dans vos immeubles."
NUMBER = "Numéro"
SPACE_AND_DATE = "Espace et date"
DEADLINE = "Échéance"
AGE = "Âge"
COMPARE = "Comparer"
LATE_DECISION = "en retard"

_TOLD = 6
_NUMBERS = {2: "Deux", 3: "Trois", 4: "Quatre", 5: "Cinq", 6: "Six"}
_DECIDED: Mapping[str, str] = {
    OccurrenceState.CONFIRMED: "a accepté {link}",
    OccurrenceState.REFUSED: "a refusé {link}",
    OccurrenceState.WAITLISTED: "a mis {link} en liste d’attente",
    OccurrenceState.OFFERED: "a offert une place pour {link}",
}


def awaited(count: int) -> str:
    """« présences à noter », beside their number."""
    return "présence à noter" if count < 2 else "présences à noter"


def late(length: timedelta) -> str:
    """« Retard de 1 h 12 »."""
    return f"Retard de {format_duration(length)}"


def noted_at(wall: datetime) -> str:
    """« 8 h 36 »."""
    return format_time(wall)


def noted_from(wall: datetime) -> str:
    """« dès 12 h 45 »."""
    return f"dès {format_time(wall)}"


def cancelled_at(wall: datetime, today: date) -> str:
    """« à 7 h 58 », « hier », « le 5 oct. »."""
    days = (today - wall.date()).days
    if days < 1:
        return f"à {format_time(wall)}"
    if days == 1:
        return format_near_date(wall.date(), today)
    return f"le {format_short_date(wall, weekday=False, year=False)}"


def other_clock(ahead: timedelta) -> str:
    """« heure locale, 1 h de plus qu’à Québec »; empty where clocks agree."""
    if not ahead:
        return ""
    more = "plus" if ahead > timedelta() else "moins"
    return f"heure locale, {format_duration(abs(ahead))} de {more} qu’à Québec"


def to_decide(count: int, pressing: int) -> str:
    """« demandes, dont 1 pressante », beside their number."""
    if not pressing:
        return "demande à décider" if count < 2 else "demandes à décider"
    if count == 1:
        return "demande, pressante"
    return f"demandes, dont {counted(pressing, 'pressante')}"


def dates_asked(starts: Sequence[datetime], today: date) -> str:
    """« 14 oct., 13 h » today, « 20 oct. », « 3 et 4 nov. », « 6 dates »."""
    days = sorted({start.date() for start in starts})
    last = format_short_date(days[-1], weekday=False, year=False)
    if len(starts) == 1:
        return f"{last}, {format_time(starts[0])}" if days[0] == today else last
    if len(starts) == len(days) == 2:
        same = (days[0].year, days[0].month) == (days[1].year, days[1].month)
        first = _day(days[0]) if same else format_short_date(days[0], weekday=False, year=False)
        return listed([first, last])
    return counted(len(starts), "date")


def slots_asked(slots: Sequence[tuple[datetime, datetime]]) -> str:
    """The dates whole, one a line, for a tooltip; of many, the first."""
    lines = [format_slot(start, end, short=True) for start, end in slots[:_TOLD]]
    left = len(slots) - len(lines)
    return "\n".join([*lines, *([f"et {counted(left, 'autre')}"] if left else [])])


def due(wall: datetime, today: date, *, overdue: bool) -> str:
    """« en retard », « 11 h » today, « demain », « ven. 16 oct. »."""
    if overdue:
        return LATE_DECISION
    return format_time(wall) if wall.date() == today else format_near_date(wall.date(), today)


def due_whole(wall: datetime) -> str:
    """« À décider avant le mercredi 14 octobre 2026, 11 h »."""
    return f"À décider avant le {format_moment(wall)}"


def rivals(count: int, space: str, day: date) -> str:
    """« Deux demandes se disputent la salle Montmorency le 20 octobre. »."""
    number = _NUMBERS.get(count, str(count))
    room = with_article(space)
    return f"{number} demandes se disputent {room} le {format_date(day, weekday=False, year=False)}."


def news(
    kind: EventKind,
    person: str,
    number: str,
    space: str,
    detail: Mapping[str, str],
    walls: tuple[datetime, datetime] | None,
) -> str:
    """« Julie Tremblay a déplacé R-2026-000402 du 15 au 16 octobre »; ``walls`` are those of a move."""
    return f"{person} {_deed(kind, detail, walls, space).format(link=number)}"


def _deed(
    kind: EventKind, detail: Mapping[str, str], walls: tuple[datetime, datetime] | None, space: str
) -> str:
    match kind:
        case EventKind.BOOKED:
            return f"a inscrit {{link}}, {space}"
        case EventKind.MOVED:
            return f"a déplacé {{link}}{_move(detail, walls)}"
        case EventKind.CANCELLED:
            return f"a annulé {{link}}{_several(detail)}"
        case EventKind.RESTORED:
            return f"a rétabli {{link}}{_several(detail)}"
        case EventKind.DECIDED:
            return _DECIDED.get(detail.get("state", ""), "a décidé {link}")
        case EventKind.IMPORTED:
            return "a importé {link}"
        case EventKind.PRESENT:
            return "a noté la présence pour {link}"
        case EventKind.AWAITED_AGAIN:
            return "a retiré la présence pour {link}"
        case _:
            return "a modifié {link}"


def _move(detail: Mapping[str, str], walls: tuple[datetime, datetime] | None) -> str:
    words = ""
    if walls is not None and walls[0].date() != walls[1].date():
        before, after = walls
        same = (before.year, before.month) == (after.year, after.month)
        first = _day(before) if same else format_date(before, weekday=False, year=False)
        words = f" du {first} au {format_date(after, weekday=False, year=False)}"
    elif walls is not None and walls[0] != walls[1]:
        words = f" de {format_time(walls[0])} à {format_time(walls[1])}"
    room = detail.get("to_space", "")
    if room and room != detail.get("from_space"):
        words += f" vers {room}"
    return words + _several(detail)


def _several(detail: Mapping[str, str]) -> str:
    count = int(detail.get("dates", "1"))
    return f" ({counted(count, 'séance')})" if count > 1 else ""


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
