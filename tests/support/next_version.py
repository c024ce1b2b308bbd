"""The next version of the sheet of P-0142, submitted, as the pictures compare it with the one in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.writing import Save, open_version, save_draft
from agence_desktop.positions.content import Contact, DueRule, Sheet, Task, Work, WorkdayOf
from agence_desktop.positions.model import SheetSignature, SheetVersion
from agence_desktop.positions.rows import Control, Diffusion, SheetReason
from agence_desktop.storage.base import table_of
from positions import story
from support import office
from support.fragile import Fragile

SUBMITTED = datetime(2026, 11, 20, 12, 5, tzinfo=UTC)
"""At 7 h 05 of the day."""
_AGENCE = Desk(Actor("agence", "Agence", None, frozenset(map(Grant, (Role.MANAGER, Role.CLERK)))))
CONTROL = Control(SheetReason.PREVENTIVE, Diffusion.ORGANISATION, date(2026, 11, 20))
CHANGED = {
    "T4": {"due": DueRule(workday=8, of=WorkdayOf.QUARTER)},
    "T5": {"procedure_date": date(2026, 11, 18)},
    "T3": {"criticality": 4, "impacts": (1, 1, 2, 4, 5, 5), "wanted": 2},
}


def changed(sheet: Sheet) -> Sheet:
    """The sheet as its holder now writes it."""
    tasks = tuple(replace(task, **CHANGED.get(task.key, {})) for task in sheet.tasks if task.key != "T6")
    new = Task(
        "T11",
        "Tenir le registre des ententes",
        due=DueRule("FREQ=WEEKLY;BYDAY=FR"),
        criticality=2,
        required_level=2,
        wanted=1,
        procedure_date=date(2026, 11, 12),
    )
    return replace(
        sheet,
        mission="Décide et verse les prestations spéciales et tient à jour les contrats d’intégration.",
        tasks=(*tasks, new),
        works=(Work("2026-118", "en cours", "Répondre à la révision", date(2026, 11, 27)),),
        contacts=(Contact("Révision et recours", "SQ-SC", "Mireille Fortier", "418 555-0188"),),
    )


def submit(session: Session, unit: Fragile) -> int:
    """Open, write and submit the next version beside the commands, signed by its holder: its id."""
    position = unit.positions[142]
    opened = open_version(session, _AGENCE, position)
    saved = save_draft(session, _AGENCE, Save(opened.sheet_id, opened.version, changed(story.P0142), CONTROL))
    session.flush()
    holder = unit.people[story.MARYSE]
    session.execute(
        update(SheetVersion)
        .where(SheetVersion.id == saved.sheet_id)
        .values(state="submitted", submitted_at=SUBMITTED)
    )
    session.execute(
        insert(table_of(SheetSignature)).values(
            sheet_id=saved.sheet_id,
            signer="holder",
            person_id=holder,
            login="maryse",
            at=SUBMITTED,
            digest="0" * 64,
        )
    )
    return saved.sheet_id


def actor(unit: Fragile, person: int, role: Role) -> Actor:
    """Somebody of the unit with an account of their own."""
    return Actor(f"p{person}", "", unit.people[person], frozenset({Grant(role, office.HOST)}))


def row_of(session: Session, sheet_id: int) -> SheetVersion:
    """The version as it is stored."""
    return session.scalars(select(SheetVersion).where(SheetVersion.id == sheet_id)).one()
