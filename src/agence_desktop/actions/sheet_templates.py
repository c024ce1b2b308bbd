"""Templates of handover sheets by kind of post, from the shipped files, to start a sheet with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from agence_desktop.core.resources import resource_path
from agence_desktop.positions.codec import read_sheet
from agence_desktop.positions.content import Sheet

_FOLDER = "gabarits"


@dataclass(frozen=True, slots=True)
class Template:
    """A sheet to start from; ``key`` is the name of its file, ``label`` the kind of post people read.

    What only the people of a post know is left empty: dates of procedures, telephones, who has access and who
    replaces.
    """

    key: str
    label: str
    sheet: Sheet


@cache
def templates() -> tuple[Template, ...]:
    """The shipped templates in the order in which they are offered. Raises SheetError on a damaged file."""
    found: list[tuple[int, Template]] = []
    for path in sorted(resource_path(_FOLDER).glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        found.append((told["order"], Template(path.stem, told["label"], read_sheet(told["sheet"]))))
    return tuple(template for _, template in sorted(found, key=lambda one: one[0]))
