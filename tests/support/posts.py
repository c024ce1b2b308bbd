"""A unit with a position held by one person, its manager and substitutes, in the furnished office."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sqlalchemy import insert
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.commands import PersonDraft, person_keys
from agence_desktop.directory.model import Person
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.posts import PositionDraft, save_position, unit_of
from agence_desktop.positions.commands.writing import Save, open_version, save_draft
from agence_desktop.positions.content import (
    AbsenceLength,
    Contact,
    DueRule,
    Relief,
    Sheet,
    Task,
)
from agence_desktop.positions.rows import Control, Diffusion, SheetReason
from agence_desktop.storage.numbering import next_ids
from support import office

TODAY = date(2026, 11, 20)

PEOPLE = ("Maryse Thibodeau", "Hélène Vachon", "Karim Benali", "Josée Lachance")


def _actor(login: str, name: str, person_id: int | None, *roles: Role) -> Actor:
    return Actor(login, name, person_id, frozenset(Grant(role, office.HOST) for role in roles))


class Unit:
    """The ids of the people and of the position, and a desk for each person."""

    def __init__(self, people: list[int], position_id: int) -> None:
        self.maryse, self.helene, self.karim, self.josee = people
        self.position_id = position_id
        self.holder = Desk(_actor("maryse", "Maryse Thibodeau", self.maryse, Role.HOLDER))
        self.manager = Desk(_actor("helene", "Hélène Vachon", self.helene, Role.MANAGER))
        self.substitute = Desk(_actor("karim", "Karim Benali", self.karim, Role.HOLDER))
        self.second = Desk(_actor("josee", "Josée Lachance", self.josee, Role.HOLDER))
        self.stranger = Desk(Actor("autre", "", None, frozenset({Grant(Role.MANAGER, office.CLIENT)})))


AGENCE = Desk(Actor("agence", "Agence", None, frozenset(Grant(role) for role in (Role.MANAGER, Role.CLERK))))


def furnish(session: Session) -> Unit:
    """Write the unit into the furnished office."""
    people = next_ids(session, Person, len(PEOPLE))
    for number, name in zip(people, PEOPLE, strict=True):
        first, last = name.split(" ")
        draft = PersonDraft(f"{first}.{last}@exemple.quebec".lower(), first, last, office.HOST)
        session.execute(
            insert(Person).values(
                id=number,
                email=draft.email,
                first_name=first,
                last_name=last,
                organisation_id=office.HOST,
                phone="418 555-0117",
                **person_keys(draft),
            )
        )
    unit = unit_of(session, AGENCE, "SO-CN", "Soutien aux opérations", office.HOST)
    position, _ = save_position(
        session,
        AGENCE,
        PositionDraft(
            number="P-0142",
            title="Prestations spéciales",
            unit_id=unit,
            organisation_id=office.HOST,
            site_id=office.LEVIS,
            manager_id=people[1],
            holder_id=people[0],
            impact=5,
        ),
    )
    return Unit(list(people), position)


COMPLETE = Sheet(
    mission="Décider et verser les prestations spéciales urgentes.",
    know=tuple(f"Chose à savoir {number}" for number in range(1, 6)),
    tasks=(
        Task(
            "T1",
            "Traiter les demandes",
            "Quotidienne",
            DueRule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            deliverable="Décision",
            recipient="Paiements",
            criticality=4,
            impacts=(1, 2, 4, 5, 5, 5),
            recovery_days=Fraction(1, 6),
            procedure_date=date(2026, 5, 12),
            required_level=3,
            wanted=2,
        ),
        Task(
            "T2",
            "Tenir le tableau",
            "Mensuelle",
            DueRule("FREQ=MONTHLY;BYMONTHDAY=25"),
            deliverable="Tableau",
            recipient="Direction",
            criticality=3,
            impacts=(1, 1, 1, 2, 4, 5),
            recovery_days=Fraction(3),
            procedure_date=date(2025, 6, 2),
            required_level=2,
            wanted=1,
        ),
    ),
    contacts=(Contact("Pilotage des systèmes", "SQ-SC", "Thierry Nadeau", "418 555-0151"),),
    weeks_to_autonomy=4,
    relief=tuple(Relief(length, "Karim Benali") for length in AbsenceLength),
)
"""A sheet with everything that is mandatory."""

CONTROL = Control(SheetReason.PREVENTIVE, Diffusion.UNIT, TODAY)


def write_complete(session: Session, unit: Unit) -> tuple[int, int]:
    """A complete draft by the holder: the id of its version and the version to save it again with."""
    opened = open_version(session, unit.holder, unit.position_id)
    saved = save_draft(session, unit.holder, Save(opened.sheet_id, opened.version, COMPLETE, CONTROL))
    return saved.sheet_id, saved.version
