"""Step 1 of `reserver` for the oracle: the cells of a row as values, or the list of its faults."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oracle.rules import BadRule, TooMany, check, expand
from oracle.times import read_wall
from oracle.world import World

COLUMNS = (
    *("espace", "debut", "fin", "rrule", "exdate", "rdate", "organisme", "demandeur", "objet"),
    *("participants", "disposition", "materiel", "accessibilite", "soutien", "note", "telephone"),
    *("mode", "si_conflit", "cle"),
)


@dataclass
class Request:
    """A row that could be read."""

    space: str
    start: datetime
    end: datetime
    rule: str
    exdates: list[datetime]
    rdates: list[datetime]
    organisation: str
    participants: int
    layout: str
    equipment: dict[str, int]
    ask: bool
    skip: bool
    key: str
    content: Any


def read(world: World, cells: dict[str, str]) -> Request | list[str]:
    """The request, or its faults in the order of the columns, ``too_many`` last."""
    cell = {column: cells.get(column, "").strip() for column in COLUMNS}
    found: dict[str, list[str]] = {column: [] for column in COLUMNS}
    too_many = False

    def fault(column: str, code: str, is_so: bool = True) -> None:
        if is_so:
            found[column].append(code)

    for column in ("espace", "debut", "fin", "organisme", "objet"):
        fault(column, "missing", not cell[column])
    fault("espace", "unknown_space", bool(cell["espace"]) and cell["espace"] not in world.spaces)
    start, end = (times(cell[column]) for column in ("debut", "fin"))
    for column, walls in (("debut", start), ("fin", end)):
        fault(column, "bad_time", bool(cell[column]) and (walls is None or len(walls) != 1))
    if start and end:
        fault("fin", "bad_time", end[0] <= start[0])
    removed, added = times(cell["exdate"]), times(cell["rdate"])
    fault("exdate", "bad_time", removed is None)
    fault("rdate", "bad_time", added is None)
    try:
        if start:
            zone = world.zone(cell["espace"]) if cell["espace"] in world.spaces else "America/Toronto"
            expand(cell["rrule"], start[0], zone, removed or [], added or [])
        elif cell["rrule"]:
            too_many = not {"COUNT", "UNTIL"} & check(cell["rrule"]).keys()
    except BadRule:
        fault("rrule", "bad_rule")
    except TooMany:
        too_many = True
    organisations = world.organisations
    fault("organisme", "unknown_organisation", cell["organisme"] not in ("", *organisations))
    fault("demandeur", "unknown_person", cell["demandeur"].lower() not in ("", *world.persons))
    fault("participants", "bad_number", not whole(cell["participants"] or "1"))
    fault("disposition", "bad_choice", cell["disposition"] not in ("", *world.layouts))
    equipment = lines(world, cell["espace"], cell["materiel"], found["materiel"])
    fault("mode", "bad_choice", cell["mode"] not in ("", "normal", "demande"))
    fault("si_conflit", "bad_choice", cell["si_conflit"] not in ("", "refuser", "sauter"))
    key = ""
    if cell["cle"]:
        try:
            key = str(uuid.UUID(cell["cle"]))
        except ValueError:
            fault("cle", "bad_key")
    faults = list(dict.fromkeys(code for column in COLUMNS for code in found[column]))
    if too_many:
        faults.append("too_many")
    if faults:
        return faults
    assert start
    assert end
    participants = int(cell["participants"] or "1")
    content = (
        *(start, end, removed, added, participants, equipment, cell["rrule"]),
        *(cell["mode"] or "normal", cell["si_conflit"] or "refuser", cell["demandeur"].lower()),
        *(cell[column] for column in ("espace", "organisme", "objet", "disposition")),
        *(cell[column] for column in ("accessibilite", "soutien", "note", "telephone")),
    )
    return Request(
        cell["espace"], start[0], end[0], cell["rrule"], removed or [], added or [], cell["organisme"],
        participants, cell["disposition"], equipment, cell["mode"] == "demande",
        cell["si_conflit"] == "sauter", key, content,
    )  # fmt: skip


def times(text: str) -> list[datetime] | None:
    """Wall clocks separated by commas; None where one cannot be read."""
    found = [read_wall(piece.strip()) for piece in text.split(",")] if text else []
    return None if None in found else [wall for wall in found if wall]


def whole(text: str) -> bool:
    """A whole number of at least 1."""
    return bool(re.fullmatch(r"[0-9]+", text)) and int(text) >= 1


def lines(world: World, space: str, text: str, faults: list[str]) -> dict[str, int]:
    """Quantity by code; faults of quantity come before those of codes."""
    sums: dict[str, int] = {}
    unknown = False
    for piece in text.split("+") if text else []:
        code, _, quantity = piece.strip().partition("*")
        if not whole(quantity):
            faults.append("bad_number")
        elsewhere = space in world.spaces and (
            code in world.equipment and world.equipment[code][0] != world.spaces[space].site
        )
        unknown = unknown or code not in world.equipment or elsewhere
        if whole(quantity):
            sums[code] = sums.get(code, 0) + int(quantity)
    if unknown:
        faults.append("unknown_equipment")
    return sums
