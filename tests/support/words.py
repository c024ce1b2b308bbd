"""The words of room booking for offices of the tests: layouts and fixed equipment."""

from __future__ import annotations

from sqlalchemy import delete, insert

from agence_desktop.spaces.model import SpaceEquipment, Vocabulary
from agence_desktop.storage.work import Database, Session
from support import office

LAYOUTS = {"u": "En U", "ecole": "École"}
EQUIPMENT = {"wifi": "Wi-Fi", "visio": "Visioconférence", "tableau": "Tableau"}
FIXED = {
    office.ETCHEMIN: ("wifi",),
    office.ETCHEMIN_A: ("wifi", "visio"),
    office.ETCHEMIN_B: ("wifi", "visio", "tableau"),
    office.CHAUDIERE: ("wifi",),
}


def add_words(database: Database) -> None:
    """Layouts, equipment, and what stands in the rooms of Lévis."""
    words = [
        {"list": kind, "code": code, "label": label, "position": number}
        for kind, known in (("layout", LAYOUTS), ("equipment", EQUIPMENT))
        for number, (code, label) in enumerate(known.items())
    ]
    pieces = [{"space_id": room, "equipment": code} for room, codes in FIXED.items() for code in codes]

    def work(session: Session) -> None:
        session.execute(insert(Vocabulary), words)
        session.execute(delete(SpaceEquipment))
        session.execute(insert(SpaceEquipment), pieces)

    database.write(work)
