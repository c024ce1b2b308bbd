"""How complete a sheet is, section by section, and what is missing before it can be submitted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from agence_desktop.core.french import search_key, uncapitalized
from agence_desktop.positions.catalogue import SECTIONS, Field, Filler, Group, Kind, Section
from agence_desktop.positions.content import MISSION_LENGTH, Relief, Sheet, Task
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.formats import format_days, task_name
from agence_desktop.positions.rows import Control
from agence_desktop.positions.sentences import (
    FIELD_PHRASES,
    LENGTH_LABELS,
    fewer_lines,
    line_name,
    missing_label,
    mission_too_long,
    range_phrase,
    recovery_too_long,
)
from agence_desktop.positions.walking import Line, is_empty, lines_of, own_fields


class Mark(StrEnum):
    """How a section stands: complete, in part, something mandatory wholly missing, empty, or automatic."""

    COMPLETE = "complete"
    PART = "part"
    MISSING = "missing"
    EMPTY = "empty"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps a sheet from being submitted: where, how people call it, and who fills it."""

    path: str
    section: int
    label: str
    filler: Filler


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section: how many of its mandatory fields and of its lines are complete, of how many."""

    number: int
    filled: int
    total: int
    mark: Mark
    missing: tuple[Missing, ...]


def section_states(sheet: Sheet, control: Control) -> tuple[SectionState, ...]:
    """The 16 sections of a version, in order."""
    return tuple(_state(section, sheet, control) for section in SECTIONS)


def missing_items(sheet: Sheet, control: Control) -> tuple[Missing, ...]:
    """All that is missing or wrong before the version can be submitted, in the order of the sheet."""
    return tuple(item for state in section_states(sheet, control) for item in state.missing)


def _state(section: Section, sheet: Sheet, control: Control) -> SectionState:
    missing: list[Missing] = []
    filled = total = 0
    absent = False
    for place in own_fields(section, sheet, control):
        if not place.field.required:
            continue
        total += 1
        if is_empty(place.value):
            absent = True
            missing.append(_item(section, place.path, uncapitalized(place.field.label), place.field.filler))
        else:
            filled += 1
    if section.number == 1 and len(sheet.mission) > MISSION_LENGTH:
        filled -= 1
        missing.append(_item(section, "mission", mission_too_long(len(sheet.mission)), Filler.HOLDER))
    for group in section.groups:
        lines = [line for line in lines_of(section, group, sheet) if _counts(line)]
        complete = 0
        for line in lines:
            faults = tuple(_line_faults(line))
            complete += not faults
            absent = absent or (group.fixed and bool(faults) and line.is_blank)
            missing += faults
        lack = group.fewest - len(lines)
        if lack > 0:
            absent = absent or not lines
            missing.append(_item(section, group.name, fewer_lines(group.label, lack), group.filler))
        filled += complete
        total += max(len(lines), group.fewest)
    return SectionState(section.number, filled, total, _mark(section, filled, total, absent), tuple(missing))


def _mark(section: Section, filled: int, total: int, absent: bool) -> Mark:
    if absent:
        return Mark.MISSING
    if filled < total:
        return Mark.PART
    if section.auto:
        return Mark.PROGRAM
    return Mark.COMPLETE if total else Mark.EMPTY


def _counts(line: Line) -> bool:
    """Whether a line is more than an empty row: a task, a line that stands, or something written."""
    if line.group.fixed:
        return any(field.required for field in line.group.fields)
    return bool(line.group.key) or not line.is_blank


def _line_faults(line: Line) -> Iterator[Missing]:
    group = line.group
    name = name_of(line)
    for field in group.fields:
        if field.required and not _is_filled(line, field):
            label = missing_label(name, _phrase(group, field))
            yield _item(line.section, _path(line, field), label, field.filler)
    task = line.value if isinstance(line.value, Task) else None
    limit = None if task is None else _overrun_limit(task)
    if limit is not None:
        label = missing_label(name, recovery_too_long(format_days(limit, long=True)))
        yield _item(line.section, f"{line.path}/recovery_days", label, Filler.HOLDER)
    if group.name == "contacts" and is_empty(line.value.phone) and is_empty(line.value.email):
        label = missing_label(name, FIELD_PHRASES["contacts", "phone"])
        yield _item(line.section, f"{line.path}/phone", label, Filler.HOLDER)


def _is_filled(line: Line, field: Field) -> bool:
    value = line.field_value(field)
    if isinstance(line.value, Task):
        task = line.value
        if field.kind is Kind.DUE:
            return task.due is not None or not is_empty(task.due_text) or _is_on_demand(task)
        if field.kind is Kind.IMPACTS:
            return task.max_interruption_days is not None or (bool(value) and None not in value)
    return not is_empty(value)


def _is_on_demand(task: Task) -> bool:
    return "demande" in search_key(task.frequency) or "besoin" in search_key(task.frequency)


def _overrun_limit(task: Task) -> Fraction | None:
    """The tolerated interruption where the recovery target does not come before it."""
    limit = max_interruption(task)
    late = limit is not None and task.recovery_days is not None and task.recovery_days >= limit
    return limit if late else None


def name_of(line: Line) -> str:
    """What tells a line apart: « T5 Gérer les accès », « Achats regroupés », « Contacts, ligne 2 »."""
    if isinstance(line.value, Task):
        return task_name(line.value)
    if isinstance(line.value, Relief):
        return LENGTH_LABELS[line.value.length]
    title = line.value if line.group.line is None else getattr(line.value, line.group.title)
    return str(title).strip() or line_name(line.group.label, line.number)


def _phrase(group: Group, field: Field) -> str:
    phrase = FIELD_PHRASES.get((group.name, field.name)) or uncapitalized(field.label)
    numbers = field.kind in (Kind.WHOLE, Kind.LEVEL, Kind.SCALE)
    if numbers and field.low is not None and field.high is not None:
        return range_phrase(phrase, field.low, field.high)
    return phrase


def _path(line: Line, field: Field) -> str:
    return line.path if line.group.line is None else f"{line.path}/{field.name}"


def _item(section: Section, path: str, label: str, filler: Filler) -> Missing:
    return Missing(path, section.number, label, filler)
