"""Every field of a sheet in the order of its sections, each with the path that names it everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from agence_desktop.positions.catalogue import SECTIONS, Field, Group, Section
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.rows import Control


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: ``number`` counts from 1, ``name`` is its key, or the number where it has none."""

    section: Section
    group: Group
    number: int
    name: str
    value: Any

    @property
    def path(self) -> str:
        """« tasks/T4 », « contacts/2 »."""
        return f"{self.group.name}/{self.name}"

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written on it; a box not ticked says nothing."""
        values = [self.field_value(field) for field in self.group.fields]
        return all(is_empty(value) or value is False for value in values)

    def field_value(self, field: Field) -> Any:
        """What a field of the line holds; a line of plain text is its only field."""
        return self.value if self.group.line is None else getattr(self.value, field.name)


@dataclass(frozen=True, slots=True)
class Place:
    """A field with what it holds; ``line`` is None for a field of the section itself."""

    section: Section
    line: Line | None
    field: Field
    value: Any

    @property
    def path(self) -> str:
        """« mission », « tasks/T4/procedure_date », « know/2 »."""
        if self.line is None:
            return self.field.name
        return self.line.path if self.line.group.line is None else f"{self.line.path}/{self.field.name}"


def walk(sheet: Sheet, control: Control | None = None) -> Iterator[Place]:
    """All fields of a sheet, those of § 0 where a control is given."""
    for section in SECTIONS:
        yield from own_fields(section, sheet, control)
        for group in section.groups:
            for line in lines_of(section, group, sheet):
                for field in group.fields:
                    yield Place(section, line, field, line.field_value(field))


def own_fields(section: Section, sheet: Sheet, control: Control | None = None) -> Iterator[Place]:
    """The fields of a section outside its tables."""
    holder: Any = sheet if section.number else control
    if holder is not None:
        for field in section.fields:
            yield Place(section, None, field, getattr(holder, field.name))


def lines_of(section: Section, group: Group, sheet: Sheet) -> Iterator[Line]:
    """The lines of a table."""
    for number, value in enumerate(getattr(sheet, group.name), 1):
        key = getattr(value, group.key) if group.key else number
        yield Line(section, group, number, key.value if isinstance(key, StrEnum) else str(key), value)


def is_empty(value: object) -> bool:
    """Whether a field holds nothing; no and zero are something."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()
