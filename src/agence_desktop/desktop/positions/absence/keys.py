"""Key of the page of an absence, and how one goes there."""

from __future__ import annotations

from agence_desktop.desktop.places import Target

ABSENCE = "postes.absence"


def absence_target(absence_id: int) -> Target:
    """The page of an absence."""
    return Target(ABSENCE, {"absence": absence_id})


def new_target(person_id: int | None = None) -> Target:
    """The page of an absence that is not announced yet."""
    return Target(ABSENCE, {"absence": None, "person": person_id})
