"""Rows for the documents: the invented stories of the pictures, and hard ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from agence_desktop.documents.rows import (
    Confirmation,
    ConfirmationDate,
    Contact,
    DoorBooking,
    DoorSheet,
    PlannedEntry,
    PlannedKind,
    PlannedRoom,
    PrintStamp,
    SitePlace,
    SupportLine,
    WeekPlanning,
)
from agence_desktop.spaces.rows import OccurrenceState

_S = OccurrenceState

STAMP = PrintStamp(datetime(2026, 11, 20, 15, 22, tzinfo=UTC), "Maryse Thibodeau", "personnes participantes")
SITE = SitePlace(
    "Édifice du 425, rue Jacques-Parizeau",
    "425, rue Jacques-Parizeau",
    "Québec",
    "Ministère de l’Emploi et de la Solidarité sociale",
)
HOST = Contact("Répondante des salles", "Ginette Lamontagne", "418 555-0190", "salles.425@exemple.quebec")
LONG = (
    "Rencontre de concertation interministérielle sur l’harmonisation des pratiques d’accompagnement à "
    "Saint-Élie-de-Caxton et à L’Île-d’Anticosti « phase 2 »\u00a0: œuvres, ententes, suivis → ✓ et budgets "
    "à 1\u202f234,56\u00a0$ "
)


FIRST = datetime.fromisoformat("2026-11-26T09:00")


def one_date(start: datetime = FIRST, state: OccurrenceState = _S.CONFIRMED) -> ConfirmationDate:
    end = start + timedelta(hours=2, minutes=30)
    lost = state in (_S.NOT_OBTAINED, _S.REFUSED)
    return ConfirmationDate(
        start,
        end,
        state,
        "Salle 1.12, 1er étage",
        None if lost else Decimal("60.00"),
        ("La salle est déjà réservée de 8 h à 10 h.",) if lost else (),
        start - timedelta(minutes=15),
        end + timedelta(minutes=15),
        start - timedelta(hours=48),
    )


def confirmation(*dates: ConfirmationDate) -> Confirmation:
    return Confirmation(
        number="R-2026-000123",
        person="Maryse Thibodeau",
        organisation="Services Québec, Bureau de Services Québec de Portneuf",
        site=SITE,
        purpose="Séance de groupe – contrats d’intégration au travail",
        participants=14,
        dates=dates or (one_date(),),
        contacts=(
            HOST,
            Contact("Soutien informatique", "Poste de garde", "4185550180", "soutien@exemple.quebec"),
        ),
        stamp=STAMP,
        requested_at=datetime.fromisoformat("2026-11-18T09:05"),
        decided_at=datetime.fromisoformat("2026-11-19T15:40"),
        answer_by=datetime.fromisoformat("2026-11-20T16:00"),
        layout="salle en U (capacité 18 dans cette disposition)",
        equipment=("Visioconférence", "projecteur", "tableau blanc", "Wi-Fi invité"),
        added_equipment=("2 micros-cravates", "1 tableau à feuilles"),
        accessibility="Salle accessible en fauteuil roulant; boucle magnétique demandée et confirmée",
        support=(
            SupportLine(
                "Informatique",
                "Essai de la visioconférence avec Donnacona",
                "confirmé",
                datetime.fromisoformat("2026-11-26T08:45"),
                True,
            ),
            SupportLine(
                "Logistique",
                "Placer les tables en U, 14 chaises",
                "demandé",
                datetime.fromisoformat("2026-11-26T08:30"),
            ),
            SupportLine("Accueil", "Diriger les personnes vers la salle 1.12", "confirmé", None, True),
        ),
        arrival=("Se présenter à l’accueil, porte de la rue, avec une carte d’identité professionnelle.",),
        release_minutes=15,
        rate="À l’heure",
        calculation="2\u00a0h\u00a030 à 24,00\u00a0$ l’heure; demi-journée\u00a0: 75,00\u00a0$",
        invoiced_to="Services Québec",
    )


def series(count: int, lost: int = 3, pending: int = 0) -> Confirmation:
    """A weekly series; every ``lost``-th date is not obtained, every ``pending``-th still requested."""

    def state(at: int) -> OccurrenceState:
        if lost and at % lost == lost - 1:
            return _S.NOT_OBTAINED
        return _S.REQUESTED if pending and at % pending == 0 else _S.CONFIRMED

    return confirmation(*(one_date(FIRST + timedelta(weeks=at), state(at)) for at in range(count)))


def door_sheet(*bookings: DoorBooking) -> DoorSheet:
    day = date(2026, 11, 26)

    def at(hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute))

    told = bookings or (
        DoorBooking(
            at(9), at(11, 30), "Services Québec", "Séance de groupe – contrats d’intégration au travail"
        ),
        DoorBooking(
            at(13), at(15), "Ministère de l’Emploi et de la Solidarité sociale", "Comité de révision"
        ),
    )
    return DoorSheet(
        "Salle 1.12",
        SITE,
        day,
        told,
        HOST,
        replace(STAMP, diffusion="affichage à la porte"),
        "Salle multifonctionnelle, 1er étage",
        24,
        True,
    )


MONDAY = date(2026, 11, 23)


def entry(
    day: int,
    start: float,
    end: float,
    text: str = "",
    organisation: str = "",
    kind: PlannedKind = PlannedKind.CONFIRMED,
    related: str = "",
) -> PlannedEntry:
    """An entry on day ``day`` (Monday is 0) between two hours in decimals."""
    midnight = datetime.combine(MONDAY, time()) + timedelta(days=day)
    return PlannedEntry(
        midnight + timedelta(hours=start), midnight + timedelta(hours=end), kind, text, organisation, related
    )


_ASKED = PlannedKind.REQUESTED
_CLOSED = PlannedKind.CLOSED
_RELATED = PlannedKind.RELATED

ROOMS = (
    PlannedRoom(
        "1.10",
        "Salle de réunion",
        8,
        (
            entry(0, 8.5, 10, "Équipe Accueil", "SQ"),
            entry(0, 13, 15, "Comité ETC", "MESS"),
            entry(1, 9, 12, "Entrevues", "MIFI"),
            entry(3, 10, 11.5, "Suivi des accès", "SQ", _ASKED),
            entry(3, 13.5, 16, "Entrevues", "MIFI"),
            entry(4, 9, 10, "Point hebdo", "MESS"),
        ),
        accessible=True,
    ),
    PlannedRoom(
        "1.12",
        "Salle multifonctionnelle",
        24,
        (
            entry(0, 9, 12, "Francisation", "MIFI"),
            entry(0, 13, 16, "Francisation", "MIFI"),
            entry(1, 13, 16, related="1.12-A", kind=_RELATED),
            entry(2, 9, 16, "Journée Lean", "SCT"),
            entry(3, 9, 11.5, "Séance CIT", "SQ"),
            entry(3, 13, 15, "Comité révision", "MESS", _ASKED),
        ),
        accessible=True,
        equipment=("visio",),
    ),
    PlannedRoom(
        "1.12-A",
        "Partie nord",
        12,
        (
            entry(0, 9, 12, related="1.12", kind=_RELATED),
            entry(0, 13, 16, related="1.12", kind=_RELATED),
            entry(1, 13, 16, "Séance d’info", "SQ"),
            entry(2, 9, 16, related="1.12", kind=_RELATED),
            entry(3, 9, 11.5, related="1.12", kind=_RELATED),
        ),
        accessible=True,
        parent="1.12",
    ),
    PlannedRoom(
        "2.03",
        "Salle de réunion",
        12,
        (
            entry(1, 9, 10.5, "Direction", "MESS"),
            entry(1, 14, 16, "Comité usagers", "RQ"),
            entry(2, 0, 48, "peinture", "", _CLOSED),
            entry(4, 10, 12, "Ententes", "MAMH"),
        ),
        equipment=("visio",),
    ),
    PlannedRoom(
        "2.07",
        "Bureau de passage",
        1,
        (
            entry(0, 8, 17, "Poste de passage", "SQ"),
            entry(2, 8, 17, "Poste de passage", "SQ"),
            entry(3, 8, 12, "Poste de passage", "SQ"),
            entry(4, 13, 17, "Poste de passage", "SQ", _ASKED),
        ),
    ),
    PlannedRoom(
        "3.01",
        "Salle du comité",
        20,
        (
            entry(0, 13, 16.5, "Comité directeur", "MCE"),
            entry(1, 9, 16, "Mémoires", "SCT"),
            entry(2, 9, 12, "Crédits", "MFQ"),
            entry(3, 8.5, 12, "Rencontre région", "MESS"),
            entry(3, 13, 14.5, "Bilan régional", "MESS"),
            entry(4, 9, 11, "Reddition", "MESS", _ASKED),
        ),
        accessible=True,
        equipment=("visio",),
    ),
)

ACRONYMS = (
    ("MAMH", "Affaires municipales"),
    ("MCE", "Conseil exécutif"),
    ("MESS", "Emploi"),
    ("MFQ", "Finances"),
    ("MIFI", "Immigration"),
    ("RQ", "Revenu Québec"),
    ("SCT", "Conseil du trésor"),
    ("SQ", "Services Québec"),
)


def week(rooms: tuple[PlannedRoom, ...] = ROOMS) -> WeekPlanning:
    return WeekPlanning(
        SITE,
        MONDAY,
        (time(8), time(17)),
        rooms,
        HOST,
        replace(STAMP, person="Ginette Lamontagne", diffusion="ministères et organismes"),
        acronyms=ACRONYMS,
    )


def many_rooms(count: int) -> WeekPlanning:
    """The rooms of the example again and again, under other codes."""
    return week(
        tuple(replace(ROOMS[at % len(ROOMS)], code=f"{at}.{at:02d}", parent="") for at in range(count))
    )
