"""The unit of the pictures in a base: three positions with sheets in force, nine people, what each can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.commands import PersonDraft, person_keys
from agence_desktop.directory.model import Person
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.posts import PositionDraft, save_position, set_attrition, unit_of
from agence_desktop.positions.commands.writing import Save, open_version, save_draft
from agence_desktop.positions.measures import Post
from agence_desktop.positions.model import SheetVersion, TaskCompetence
from agence_desktop.positions.rows import Control, Diffusion, SheetReason
from agence_desktop.storage.base import table_of
from agence_desktop.storage.numbering import next_ids
from positions import story
from support import office

NAMES = (
    "Maryse Thibodeau",
    "Thierry Nadeau",
    "Étienne Gagnon-Roy",
    "Karim Benali",
    "Josée Lachance",
    "Fatou Diallo",
    "Sylvie Paradis",
    "Samuel Ouellet",
    "Hélène Vachon",
)
TITLES = {
    142: "Prestations spéciales et contrats d’intégration",
    151: "Gestion des accès et pilotage local des systèmes",
    138: "Reddition de comptes et tableau de suivi des ETC",
}
REVIEWS = {142: date(2027, 5, 20), 151: date(2026, 8, 14), 138: date(2027, 2, 12)}
APPROVED = datetime(2026, 1, 20, 15, tzinfo=UTC)
UNIT_NAME = "Soutien aux opérations"


@dataclass(frozen=True, slots=True)
class Fragile:
    """Ids by what the story calls them: persons by their number, positions by theirs."""

    people: dict[int, int]
    positions: dict[int, int]
    unit_id: int


MANAGER = Actor("helene", "Hélène Vachon", None, frozenset({Grant(Role.MANAGER, office.HOST)}))
HOLDER = Actor("maryse", "Maryse Thibodeau", None, frozenset({Grant(Role.HOLDER, office.HOST)}))
_AGENCE = Desk(Actor("agence", "Agence", None, frozenset(map(Grant, (Role.MANAGER, Role.CLERK)))))


def furnish(session: Session) -> Fragile:
    """Write the unit into the furnished office."""
    people = dict(enumerate(_people(session), 1))
    unit = unit_of(session, _AGENCE, "SO-CN", UNIT_NAME, office.HOST)
    positions = {post.position_id: _position(session, post, people, unit) for post in story.POSTS}
    return Fragile(people, positions, unit)


def _people(session: Session) -> list[int]:
    keys = next_ids(session, Person, len(NAMES))
    for key, name in zip(keys, NAMES, strict=True):
        first, last = name.split(" ")
        draft = PersonDraft(f"p{key}@exemple.quebec", first, last, office.HOST)
        values = {"email": draft.email, "first_name": first, "last_name": last, **person_keys(draft)}
        session.execute(insert(Person).values(id=key, organisation_id=office.HOST, phone="", **values))
    return list(keys)


def _position(session: Session, post: Post, people: dict[int, int], unit: int) -> int:
    number = post.position_id
    assert post.holder_id is not None
    assert post.attrition is not None
    draft = PositionDraft(
        number=f"P-0{number}",
        title=TITLES[number],
        unit_id=unit,
        organisation_id=office.HOST,
        site_id=office.LEVIS if number == 142 else office.ILES,
        manager_id=people[story.HELENE],
        holder_id=people[post.holder_id],
        impact=post.impact,
    )
    position, _ = save_position(session, _AGENCE, draft)
    set_attrition(session, _AGENCE, position, post.attrition)
    _approve(session, position, post)
    rows = [
        {
            "position_id": position,
            "task": one.task,
            "person_id": people[one.person_id],
            "level": one.level,
            "validated": one.validated,
            "access": one.access,
            "in_training": one.in_training,
            "recorded_by": "maryse",
        }
        for one in post.competences
    ]
    session.execute(insert(table_of(TaskCompetence)), rows)
    return position


def _approve(session: Session, position: int, post: Post) -> None:
    """The sheets of the story lack what a submission asks for: the steps are taken beside the commands."""
    assert post.sheet is not None
    opened = open_version(session, _AGENCE, position)
    control = Control(SheetReason.PREVENTIVE, Diffusion.UNIT, date(2026, 1, 12))
    save_draft(session, _AGENCE, Save(opened.sheet_id, opened.version, post.sheet, control))
    session.flush()
    for values in (
        {"state": "submitted", "submitted_at": APPROVED},
        {"state": "approved", "approved_at": APPROVED, "next_review": REVIEWS[post.position_id]},
    ):
        session.execute(update(SheetVersion).where(SheetVersion.id == opened.sheet_id).values(**values))
