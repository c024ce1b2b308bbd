"""What the strip of requests says, in French."""

from __future__ import annotations

from datetime import timedelta

from agence_desktop.core.french import NBSP, counted, format_age, format_short_date, ordinal
from agence_desktop.desktop.teams.texts import REMOTE_PLACE
from agence_desktop.teams.rows import RequestCard, RequestState

NAME = "Demandes ouvertes, par état"
NOBODY = "aucun membre"
UNANSWERED = frozenset({RequestState.QUALIFIED})
"""States in which it is told that no member could take it: before, what is asked for is not checked yet."""
EMPTY = "Aucune demande ouverte. Ctrl+N en enregistre une."
COLUMNS = {
    RequestState.RECEIVED: "Reçues",
    RequestState.QUALIFIED: "Qualifiées",
    RequestState.PROPOSED: "Proposées",
    RequestState.COMMITTED: "Engagement signé",
    RequestState.WAITLISTED: "Liste d’attente",
}


def where(card: RequestCard) -> str:
    """« MAPAQ, Sherbrooke »."""
    return ", ".join(part for part in (card.client, card.place or REMOTE_PLACE) if part)


def when(card: RequestCard, *, nobody: bool = False) -> str:
    """« 2 places, dès le 26 oct. », « 1er rang, dès le 30 nov. », « 1 place, aucun membre »."""
    if nobody and card.state in UNANSWERED:
        return f"{counted(card.seats, 'place')}, {NOBODY}"
    day = f"dès le {format_short_date(card.starts, weekday=False, year=False)}"
    if card.state is RequestState.WAITLISTED and card.rank is not None:
        return f"{ordinal(card.rank)} rang, {day}"
    filled = (
        f"{card.filled} sur {counted(card.seats, 'place')}" if card.filled else counted(card.seats, "place")
    )
    return f"{filled}, {day}"


def priority(value: int) -> str:
    """« priorité 2 »."""
    return f"priorité {value}"


def spoken(card: RequestCard, age: timedelta, *, nobody: bool = False) -> str:
    """All that a card says, for a screen reader and as its tooltip."""
    days = [when(card), NOBODY if nobody and card.state in UNANSWERED else ""]
    told = (card.number, where(card), card.description, *days, priority(card.priority), received(age))
    return ", ".join(part for part in told if part)


def received(age: timedelta) -> str:
    """« reçue il y a 6 j »."""
    return f"reçue il y a {format_age(age)}"


def more(count: int) -> str:
    """« et 3 autres »."""
    return f"et {counted(count, 'autre')}"


def column(state: RequestState, count: int) -> str:
    """« Reçues, 3 »."""
    return f"{COLUMNS[state]}{NBSP}: {count}"
