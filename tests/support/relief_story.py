"""The absence of the pictures in a base: Maryse Thibodeau from 30 November to 18 December 2026."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.positions.commands.absences import Assign, announce, answer, ask, assign
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.model import ReliefAssignment
from positions import story
from support import fragile
from support.fragile import Fragile

FIRST, LAST = date(2026, 11, 30), date(2026, 12, 18)
DESK = Desk(fragile.MANAGER)
TAKEN = {
    "T1": (story.KARIM, story.JOSEE),
    "T2": (story.KARIM, None),
    "T5": (story.THIERRY, None),
    "T6": (story.SYLVIE, story.JOSEE),
    "T7": (story.JOSEE, None),
    "T10": (story.JOSEE, story.SYLVIE),
}
AWAITING = "T5"


def announced(session: Session, unit: Fragile) -> int:
    """Announce it, Karim Benali being away on 11 December: the id of the absence."""
    absence_id, _ = announce(session, DESK, unit.people[story.MARYSE], FIRST, LAST)
    day = date(2026, 12, 11)
    announce(session, DESK, unit.people[story.KARIM], day, day)
    return absence_id


def organised(session: Session, unit: Fragile) -> int:
    """All accepted but T5, which is asked for; T8 and T9 stay uncovered: the id of the absence."""
    absence_id = announced(session, unit)
    wanted = [
        Assign(unit.positions[142], task, unit.people[person], unit.people[second] if second else None)
        for task, (person, second) in TAKEN.items()
    ]
    assign(session, DESK, absence_id, wanted)
    ask(session, DESK, absence_id)
    for row in session.scalars(select(ReliefAssignment)).all():
        if row.task != AWAITING:
            answer(session, DESK, row.id, row.version, accepted=True)
    return absence_id
