"""Keys of the places of unique positions, and how other screens go to a position."""

from __future__ import annotations

from agence_desktop.desktop.places import Target

SLICE = "postes"
REGISTER = "postes.liste"
VULNERABILITY = "postes.vulnerabilite"
MATRIX = "postes.matrice"
ABSENCES = "postes.absences"
REVIEWS = "postes.revisions"
DRILLS = "postes.exercices"
CALENDAR = "postes.calendrier"
SHEET = "postes.fiche"
COMPARISON = "postes.comparaison"
SHEET_DRAFT = "fiche"
"""The kind of the drafts of sheets."""

POSITIONS_TOPIC, ABSENCES_TOPIC, DIRECTORY_TOPIC = "positions", "absences", "directory"
TOPICS = frozenset({POSITIONS_TOPIC, ABSENCES_TOPIC, DIRECTORY_TOPIC})
"""The changes after which lists and measures of positions are read again."""


def sheet_target(number: str) -> Target:
    """The sheet of a position, by the number of the position."""
    return Target(SHEET, {"number": number})


def register_target(number: str) -> Target:
    """A position in the list."""
    return Target(REGISTER, {"filter": "", "unit": None, "number": number})


def matrix_target(unit_id: int | None, position_id: int | None = None, task: str = "") -> Target:
    """The matrix of a unit, with a task of a position chosen where one is named."""
    return Target(MATRIX, {"unit": unit_id, "position": position_id, "task": task})


def drills_target(position_id: int, person_id: int, task: str = "") -> Target:
    """The drills, with the form of a new one for a person and a task."""
    return Target(DRILLS, {"new": {"position": position_id, "person": person_id, "task": task}})
