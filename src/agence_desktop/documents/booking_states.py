"""States of bookings as paper tells them: what is announced of a whole, a sign and a word for each date."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from agence_desktop.core.french import NBSP, counted
from agence_desktop.documents.marks import CROSS, QUESTION, TICK
from agence_desktop.documents.rows import ConfirmationDate
from agence_desktop.documents.style import cell
from agence_desktop.documents.tagging.blocks import Text
from agence_desktop.documents.tagging.inline import Mark
from agence_desktop.spaces.rows import OccurrenceState

_S = OccurrenceState

GRANTED = frozenset({_S.CONFIRMED, _S.PRESENT, _S.ENDED, _S.NO_SHOW})
"""States of a date whose room was given."""

PENDING = frozenset({_S.REQUESTED, _S.WAITLISTED, _S.OFFERED})
"""States of a date that somebody still has to decide."""

LOST = frozenset({_S.REFUSED, _S.NOT_OBTAINED})
"""States of a date whose room was not given."""

_WORDS: dict[OccurrenceState, tuple[Mark | None, str]] = {
    _S.CONFIRMED: (TICK, "confirmée"),
    _S.PRESENT: (TICK, "présence notée"),
    _S.ENDED: (TICK, "terminée"),
    _S.NO_SHOW: (None, "non-présentation"),
    _S.REQUESTED: (QUESTION, "demandée"),
    _S.WAITLISTED: (QUESTION, "en attente"),
    _S.OFFERED: (QUESTION, "offerte"),
    _S.REFUSED: (CROSS, "refusée"),
    _S.CANCELLED: (CROSS, "annulée"),
    _S.NOT_OBTAINED: (CROSS, "non obtenue"),
}


class Standing(Enum):
    """What the paper announces, by its title."""

    CONFIRMED = "Réservation confirmée"
    PARTLY = "Réservation en partie confirmée"
    REQUESTED = "Demande de réservation"
    CANCELLED = "Réservation annulée"
    REFUSED = "Réservation non obtenue"


def standing(dates: Sequence[ConfirmationDate]) -> Standing:
    """What is announced of these dates; cancelled ones do not count beside others."""
    states = {date.state for date in dates if date.state is not _S.CANCELLED}
    if not states:
        return Standing.CANCELLED
    if states <= GRANTED:
        return Standing.CONFIRMED
    if states & GRANTED:
        return Standing.PARTLY
    return Standing.REQUESTED if states & PENDING else Standing.REFUSED


def state_cell(state: OccurrenceState) -> Text:
    """The sign and the word of a state."""
    mark, word = _WORDS[state]
    return cell(mark, f"{NBSP}{word}") if mark else cell(word)


def tally(dates: Sequence[ConfirmationDate]) -> str:
    """« 7 confirmées, 1 à décider, 2 non obtenues »."""
    granted = sum(date.state in GRANTED for date in dates)
    pending = sum(date.state in PENDING for date in dates)
    cancelled = sum(date.state is _S.CANCELLED for date in dates)
    lost = sum(date.state in LOST for date in dates)
    told = [
        counted(granted, "confirmée") if granted else "",
        f"{pending}{NBSP}à décider" if pending else "",
        counted(cancelled, "annulée") if cancelled else "",
        counted(lost, "non obtenue", "non obtenues") if lost else "",
    ]
    return ", ".join(part for part in told if part)
