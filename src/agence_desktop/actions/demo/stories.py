"""The stories of the demonstration: what happens around today in the named rooms, told booking by booking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto

from agence_desktop.actions.demo.dates import wall, weekly
from agence_desktop.actions.demo.request import Request
from agence_desktop.actions.demo.setting import Requesting, Room, Staff
from agence_desktop.actions.demo.words import SCHOOL, THEATRE, U_SHAPE
from agence_desktop.core.calendars import add_working_days, is_working_day
from agence_desktop.core.clock import QUEBEC, to_instant
from agence_desktop.directory.rows import Directory
from agence_desktop.spaces.requesters import requester_of


class End(Enum):
    """How a story ends: as time alone brings it, or otherwise."""

    KEPT = auto()
    LATE = auto()
    ABSENT = auto()
    CANCELLED = auto()
    PENDING = auto()
    WAITING = auto()


@dataclass(frozen=True, slots=True)
class Story:
    """One booking: room, day counted in working days from today, hours, who, what for, how many, layout.

    ``lead`` is how many days before today it was asked for, ``at`` at which minute of that day. A series
    has ``weeks`` dates, one a week, the first ``back`` weeks before.
    """

    room: str
    day: int
    start: str
    end: str
    organisation: str
    purpose: str
    people: int
    close: End = End.KEPT
    layout: str | None = None
    person: str = ""
    lead: int = 8
    at: int = 9 * 60
    weeks: int = 1
    back: int = 0


STORIES = (
    Story(
        "LEV-ETC", 1, "13:00", "16:30", "MSP", "Exercice de mesures d’urgence", 34, layout=THEATRE, lead=21
    ),
    Story("LEV-ETC-A", -1, "08:30", "12:00", "SQ-SC", "Accueil de groupe", 18, layout=SCHOOL),
    Story("LEV-ETC-A", 0, "13:00", "16:00", "MEQ", "Comité régional", 18, End.PENDING, U_SHAPE, lead=6),
    Story("LEV-ETC-A", 2, "08:30", "12:00", "CNESST", "Comité paritaire", 16, layout=U_SHAPE),
    Story("LEV-ETC-B", -1, "13:00", "15:30", "RQ", "Entrevues de sélection", 6, End.ABSENT),
    Story("LEV-ETC-B", 0, "08:30", "11:30", "SAAQ", "Formation des préposés", 14, layout=SCHOOL),
    Story("LEV-CHA", -1, "09:00", "11:00", "MJQ", "Médiation civile", 6),
    Story("LEV-CHA", -1, "13:30", "16:00", "MFA", "Comité des services de garde", 9),
    Story("LEV-CHA", 0, "09:00", "11:00", "MFA", "Médiation", 6),
    Story(
        *("LEV-CHA", 0, "13:00", "15:30", "MTQ", "Comité de sécurité routière", 10, End.KEPT, U_SHAPE),
        *("Pierre-Luc Gagné", 19, 9 * 60 + 5, 6, 2),
    ),
    Story("LEV-CHA", 1, "08:30", "11:30", "FADQ", "Rencontre des conseillers", 11),
    Story("LEV-CHA", 2, "09:00", "11:00", "MCC", "Comité du patrimoine", 7, End.CANCELLED),
    Story("LEV-CHA", 2, "13:00", "15:30", "SCT", "Comité de classification", 8),
    Story("LEV-CHA", 6, "13:00", "15:00", "HQ", "Suivi des travaux de ligne", 8, End.PENDING, lead=1),
    Story("LEV-BP3", -1, "08:30", "16:30", "ITQ", "Poste de passage", 1),
    Story("LEV-BP3", 0, "08:30", "16:30", "MIFI", "Francisation", 1),
    Story("LEV-BP3", 1, "08:30", "16:30", "MSSS", "Poste de passage", 1),
    Story("LEV-BP3", 2, "08:30", "16:30", "RQ", "Poste de passage", 1, End.PENDING, lead=1),
    Story("EST-MTY", -1, "13:00", "16:00", "MEQ", "Rencontre des centres de services scolaires", 15),
    Story("EST-MTY", 0, "09:00", "12:00", "MSSS", "Comité tripartite", 17, End.LATE),
    Story("EST-MTY", 0, "13:00", "16:00", "SQ-SC", "Rencontre des gestionnaires", 19),
    Story("EST-MTY", 1, "08:30", "10:30", "MFQ", "Étude des crédits", 12),
    Story(
        *("EST-MTY", 4, "09:00", "12:00", "MELCC", "Tables de consultation sur l’eau", 16, End.PENDING),
        *(U_SHAPE, "Alexandre Morin", 4, 15 * 60 + 12, 6),
    ),
    Story(
        *("EST-MTY", 4, "09:30", "12:00", "RQ", "Entrevues de sélection", 8, End.PENDING),
        *(None, "Fatou Ndiaye", 4, 15 * 60 + 40),
    ),
    Story("EST-FOR", -1, "08:30", "16:00", "SQ-SC", "Formation logiciel", 15, layout=SCHOOL),
    Story("EST-FOR", 0, "08:30", "16:00", "SQ-SC", "Formation logiciel", 15, layout=SCHOOL),
    Story("EST-FOR", 1, "08:30", "16:00", "SQ-SC", "Formation logiciel", 15, layout=SCHOOL),
    Story("EST-FOR", 2, "08:30", "16:00", "MIFI", "Francisation", 14, layout=SCHOOL),
    Story("EST-FOR", 2, "09:00", "12:00", "HQ", "Suivi des travaux de ligne", 9, End.WAITING, lead=6),
    Story("EST-BEA", -1, "09:00", "11:00", "MCE", "Comité directeur", 6),
    Story("EST-BEA", -1, "13:00", "14:30", "AMP", "Vérification d’un contrat", 4),
    Story("EST-BEA", 0, "09:30", "11:30", "AMP", "Entrevues", 4, End.LATE),
    Story("EST-BEA", 0, "13:00", "16:00", "MAPAQ", "Suivi annuel", 5, End.CANCELLED),
    Story("EST-BEA", 1, "13:00", "16:00", "AMP", "Comité d’examen", 7),
    Story("JPZ-110-B", -1, "08:00", "17:00", "MESS", "Formation des agents d’aide", 20, layout=SCHOOL),
    Story(
        "JPZ-110", 0, "13:00", "17:00", "MESS", "Assemblée générale du personnel", 55, layout=THEATRE, lead=20
    ),
    Story("JPZ-110", 2, "09:00", "12:00", "MESS", "Journée des gestionnaires", 45, layout=SCHOOL, lead=20),
    Story("JPZ-110-A", 1, "08:30", "12:00", "MSSS", "Colloque", 30, layout=THEATRE),
    Story("JPZ-245", -1, "09:00", "12:00", "MFQ", "Prévisions budgétaires", 11),
    Story("JPZ-245", 0, "08:30", "11:00", "MFQ", "Suivi du plan d’affaires", 12),
    Story(
        "JPZ-245", 0, "13:30", "16:00", "MIFI", "Accueil de personnes immigrantes", 10, End.PENDING, lead=1
    ),
    Story("JPZ-245", 1, "08:30", "12:00", "SCT", "Négociation sectorielle", 12, End.PENDING, lead=2),
    Story("JPZ-245", 1, "08:30", "12:00", "HQ", "Rencontre avec les municipalités", 9, End.PENDING, lead=1),
    Story("JPZ-245", 1, "13:00", "16:00", "MFFP", "Comité de gestion forestière", 10),
    Story("JPZ-245", 2, "13:00", "16:00", "MJQ", "Comité d’accès à la justice", 8),
    Story("JPZ-312", -1, "08:30", "12:00", "MEQ", "Poste de passage", 1),
    Story("JPZ-312", 0, "08:30", "16:30", "MAMH", "Poste de passage", 2),
    Story("JPZ-312", 1, "08:30", "16:30", "MAMH", "Poste de passage", 2),
    Story("JPZ-312", 2, "08:30", "12:00", "MTQ", "Poste de passage", 1),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A story placed on its days, asked for at an instant."""

    at: datetime
    request: Request
    close: End


def place_stories(rooms: Sequence[Room], staff: Staff, directory: Directory, today: date) -> list[Told]:
    """The stories whose room and organisation exist, in order of their asking."""
    return sorted(_placed(rooms, staff, directory, today), key=lambda told: told.at)


def _placed(rooms: Sequence[Room], staff: Staff, directory: Directory, today: date) -> Iterator[Told]:
    by_code = {room.facts.code: room for room in rooms}
    observed = directory.observed.keys()
    first = today if is_working_day(today, observed) else add_working_days(today, 1, observed)
    clients = {row.acronym: row for row in directory.organisations.values()}
    for story in STORIES:
        room, row = by_code.get(story.room), clients.get(story.organisation)
        if room is None or row is None:
            continue
        day = add_working_days(first, story.day, observed) - timedelta(weeks=story.back)
        rule, days = weekly(day, story.weeks) if story.weeks > 1 else (None, [day])
        request = Request(
            room=room,
            client=requester_of(row),
            person=_person(story, staff.by_name, staff.people[row.id]),
            purpose=story.purpose,
            participants=story.people,
            layout=story.layout,
            days=days,
            slot=(_minute(story.start), _minute(story.end)),
            rule=rule,
            ask=story.close in (End.PENDING, End.WAITING),
        )
        asked = add_working_days(today - timedelta(days=story.lead), -1, observed)
        yield Told(to_instant(wall(asked, story.at + len(story.purpose)), QUEBEC), request, story.close)


def _person(story: Story, known: Mapping[str, Requesting], own: Sequence[Requesting]) -> Requesting:
    return known.get(story.person) or own[len(story.purpose) % len(own)]


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)
