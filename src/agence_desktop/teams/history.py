"""The history of a request, a deployment or a member: what was done, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from agence_desktop.core.french import NBSP, counted, format_date, format_period
from agence_desktop.teams.files import TeamEventRow

_ONE_DAY: Final = timedelta(days=1)


class EventKind(StrEnum):
    """What was done."""

    RECEIVED = "received"
    EDITED = "edited"
    QUALIFIED = "qualified"
    WAITLISTED = "waitlisted"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    """A request, or one of its deployments."""
    PROPOSAL = "proposal"
    ASSIGNED = "assigned"
    COMMITMENT = "commitment"
    SIGNED = "signed"
    CONFIRMED = "confirmed"
    OVERRUN = "overrun"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_REFUSED = "extension_refused"
    EXTENDED = "extended"
    ENDED_EARLY = "ended_early"
    MOVED = "moved"
    SPLIT = "split"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"
    ACTUALS = "actuals"
    EVALUATION = "evaluation"
    CLOSED = "closed"
    MEMBER_SAVED = "member_saved"
    PATTERN = "pattern"
    ABSENCE = "absence"
    ABSENCE_CHANGED = "absence_changed"


_PLAIN: Final[Mapping[EventKind, str]] = {
    EventKind.RECEIVED: "Demande reçue",
    EventKind.EDITED: "Demande modifiée",
    EventKind.QUALIFIED: "Demande qualifiée",
    EventKind.WAITLISTED: "Demande mise en liste d’attente",
    EventKind.REFUSED: "Demande refusée",
    EventKind.CANCELLED: "Demande annulée",
    EventKind.PROPOSAL: "Proposition d’affectation",
    EventKind.ASSIGNED: "Affectation proposée",
    EventKind.COMMITMENT: "Engagement de coûts préparé",
    EventKind.SIGNED: "Engagement de coûts signé",
    EventKind.CONFIRMED: "Déploiement confirmé",
    EventKind.OVERRUN: "Dépassement de capacité autorisé",
    EventKind.EXTENSION_ASKED: "Prolongation demandée",
    EventKind.EXTENSION_REFUSED: "Prolongation refusée",
    EventKind.EXTENDED: "Déploiement prolongé",
    EventKind.ENDED_EARLY: "Fin anticipée",
    EventKind.MOVED: "Déploiement déplacé",
    EventKind.SPLIT: "Déploiement scindé",
    EventKind.REPLACED: "Remplacement pour une partie de la période",
    EventKind.TAKEN_BACK: "Dernier geste repris",
    EventKind.ACTUALS: "Journées et frais notés",
    EventKind.EVALUATION: "Évaluation remise",
    EventKind.CLOSED: "Mandat fermé",
    EventKind.MEMBER_SAVED: "Fiche du membre modifiée",
    EventKind.PATTERN: "Horaire modifié",
    EventKind.ABSENCE: "Absence notée",
    EventKind.ABSENCE_CHANGED: "Absence modifiée",
}
DEPLOYMENT_CANCELLED: Final = "Déploiement annulé"
_SIDES: Final = {"client": "par le client", "member": "par le membre"}


def event_words(event: TeamEventRow, members: Mapping[int, str]) -> str:
    """One line of a history: « Prolongation demandée jusqu’au 18 décembre 2026, Louise Arsenault : … ».

    A kind that a later program has written is told by its code; ``members`` are names by id.
    """
    try:
        kind = EventKind(event.kind)
    except ValueError:
        return event.kind
    words = _PLAIN[kind]
    if kind is EventKind.CANCELLED and event.deployment_id is not None:
        words = DEPLOYMENT_CANCELLED
    told = [f"{words}{_detail(kind, event.detail)}"]
    if event.deployment_id is not None and (name := members.get(event.member_id or 0)):
        told.append(name)
    reason = str(event.detail.get("reason", "")).strip()
    line = ", ".join(told)
    return f"{line}{NBSP}: {reason}" if reason else line


def _detail(kind: EventKind, detail: Mapping[str, Any]) -> str:
    """What follows the words, with its space; nothing where the detail says nothing."""
    match kind:
        case EventKind.PROPOSAL:
            return f" {detail['proposal']}" if "proposal" in detail else ""
        case EventKind.COMMITMENT:
            return _version(detail)
        case EventKind.SIGNED:
            name, paper = detail.get("name"), _day(detail.get("paper"))
            by = f" par {name}" if name else ""
            version = _version(detail)
            return (
                f"{version}{',' if version and by else ''}{by}{f', papier reçu le {paper}' if paper else ''}"
            )
        case EventKind.OVERRUN:
            days = detail.get("days", ())
            return f" pour {counted(len(days), 'jour')}" if days else ""
        case EventKind.EXTENSION_ASKED | EventKind.EXTENDED:
            return f" jusqu’au {last}" if (last := _last(detail.get("until"))) else ""
        case EventKind.ENDED_EARLY:
            return f" le {last}" if (last := _last(detail.get("end"))) else ""
        case EventKind.SPLIT:
            return f" le {day}" if (day := _day(detail.get("day"))) else ""
        case EventKind.ACTUALS:
            return f"{NBSP}: {counted(int(detail['lines']), 'ligne')}" if "lines" in detail else ""
        case EventKind.EVALUATION:
            return f" {_SIDES[side]}" if (side := str(detail.get("side", ""))) in _SIDES else ""
        case EventKind.PATTERN:
            return f" à partir du {day}" if (day := _day(detail.get("since"))) else ""
        case EventKind.ABSENCE:
            if not detail.get("first") or not detail.get("end"):
                return ""
            return f" du {format_period(_read(detail['first']), _read(detail['end']) - _ONE_DAY)}"
        case _:
            return ""


def _version(detail: Mapping[str, Any]) -> str:
    number = detail.get("number")
    return f", version {number}" if number and int(number) > 1 else ""


def _read(text: object) -> date:
    return date.fromisoformat(str(text))


def _day(text: object) -> str:
    return format_date(_read(text), weekday=False) if text else ""


def _last(end: object) -> str:
    """The last day before an end that is no more part of it."""
    return format_date(_read(end) - _ONE_DAY, weekday=False) if end else ""
