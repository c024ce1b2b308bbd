"""People as sheets and matrices show them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from agence_desktop.directory.model import Person
from agence_desktop.positions.rows import PersonRef


def person_columns(person: type[Person]) -> tuple[InstrumentedAttribute[Any], ...]:
    """The columns of a person (or of an alias of the table) that ``person_ref`` reads, in order."""
    return person.id, person.first_name, person.last_name, person.email, person.phone, person.sort_key


COUNT = 6


def person_ref(values: Any) -> PersonRef | None:
    """The person of these six values; None where there is none."""
    number, first, last, email, phone, key = values
    return None if number is None else PersonRef(number, f"{first} {last}".strip(), email, phone, key)
