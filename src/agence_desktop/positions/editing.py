"""Changing a sheet while it is written: a value by its path, and lines added, moved, doubled and removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from agence_desktop.core.errors import InputError
from agence_desktop.positions.catalogue import (
    GROUPS,
    OWN_FIELDS,
    SECTIONS,
    Field,
    Group,
    Kind,
    field_at,
    section_of,
)
from agence_desktop.positions.codec import MOST_LINES
from agence_desktop.positions.content import RELIEF_LINES, DueRule, Relief, Sheet, Task
from agence_desktop.positions.due_reading import read_due
from agence_desktop.positions.due_words import wording
from agence_desktop.positions.formats import display
from agence_desktop.positions.reading import read_value
from agence_desktop.positions.rows import Control
from agence_desktop.positions.sentences import UNREADABLE_DUE
from agence_desktop.positions.walking import Line, is_empty, lines_of

_FIRST_NEW: Final = MOST_LINES + 1
"""Lines that were read are numbered below, so that no later one takes the number of one that is gone."""
_TASK_KEY: Final = re.compile(r"([^\W\d_]*)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Content:
    """What is being written: the sheet and its control.

    ``names`` tell lines of tables without a key apart while they are moved: by table, a number for each line.
    A table that is not in it has its lines as they were read, numbered from 1. ``fresh`` is the number of the
    next new line.
    """

    sheet: Sheet
    control: Control
    names: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)
    fresh: int = field(default=_FIRST_NEW, compare=False)

    @property
    def typed(self) -> Mapping[str, str]:
        """By path what was typed and cannot be read."""
        return dict(self.sheet.unread)


def line_at(content: Content, path: str) -> Line | None:
    """The line on which a path stands; None for a field of a section, or a line that is gone."""
    parts = path.split("/")
    if len(parts) == 1:
        return None
    group = GROUPS[parts[0]]
    stored = getattr(content.sheet, group.name)
    if group.key:
        found = next((n for n, one in enumerate(stored) if str(getattr(one, group.key)) == parts[1]), None)
    else:
        found = int(parts[1]) - 1 if parts[1].isdigit() else None
    if found is None or not 0 <= found < len(stored):
        return None
    return Line(section_of(group.name), group, found + 1, parts[1], stored[found])


def value_at(content: Content, path: str) -> Any:
    """What stands at a path; KeyError where nothing does."""
    if "/" not in path:
        section, one = OWN_FIELDS[path]
        return getattr(content.sheet if section.number else content.control, one.name)
    line = line_at(content, path)
    if line is None:
        raise KeyError(path)
    return line.field_value(field_at(path))


def typing_text(content: Content, path: str) -> str:
    """The text with which typing at a path begins."""
    if path in content.typed:
        return content.typed[path]
    one, value, line = field_at(path), value_at(content, path), line_at(content, path)
    if one.kind is Kind.DUE and line is not None:
        task = line.value
        return str(task.due_text) or ("" if task.due is None else wording(task.due))
    return display(one, value)


def with_text(content: Content, path: str, text: str, today: date) -> Content:
    """The content with a text typed at a path: read where it can be, else kept as it was typed."""
    one = field_at(path)
    if one.kind is Kind.DUE:
        return with_due(content, path, text, today)
    try:
        return with_value(content, path, read_value(one, text, today))
    except InputError:
        emptied = with_value(content, path, _nothing(one))
        return with_typed(emptied, {**content.typed, path: text.strip()})


def with_due(content: Content, path: str, text: str, today: date, chosen: int = 0) -> Content:
    """The content with a due rule: the proposal ``chosen`` of what was typed, which is kept all the same."""
    line = line_at(content, path)
    if line is None:
        raise KeyError(path)
    plain = " ".join(text.split())
    rules = read_due(plain, today, line.value.frequency) if plain else []
    rule = rules[min(chosen, len(rules) - 1)] if rules else None
    return _with_line(content, line, replace(line.value, due=rule, due_text=plain))


def with_rule(content: Content, path: str, rule: DueRule | None, text: str) -> Content:
    """The content with a due rule that was not typed: ``text`` says it in words."""
    line = line_at(content, path)
    if line is None:
        raise KeyError(path)
    return _with_line(content, line, replace(line.value, due=rule, due_text=text))


def with_value(content: Content, path: str, value: Any) -> Content:
    """The content with another value at a path."""
    typed = {key: text for key, text in content.typed.items() if key != path}
    if "/" not in path:
        section, one = OWN_FIELDS[path]
        if section.number:
            changed = replace(content, sheet=replace(content.sheet, **{one.name: value}))
        else:
            changed = replace(content, control=replace(content.control, **{one.name: value}))
        return with_typed(changed, typed)
    line = line_at(content, path)
    if line is None:
        raise KeyError(path)
    written = value if line.group.line is None else replace(line.value, **{field_at(path).name: value})
    return with_typed(_with_line(content, line, written), typed)


def with_typed(content: Content, typed: Mapping[str, str]) -> Content:
    """The content with other texts that cannot be read."""
    unread = tuple(sorted(typed.items()))
    return content if unread == content.sheet.unread else with_sheet(content, unread=unread)


def with_sheet(content: Content, **changed: Any) -> Content:
    """The content with other attributes of its sheet."""
    return replace(content, sheet=replace(content.sheet, **changed))


def fault_at(content: Content, path: str, today: date) -> str:
    """Why what was typed at a path cannot be read; empty where it can."""
    one = field_at(path)
    if one.kind is Kind.DUE:
        line = line_at(content, path)
        return UNREADABLE_DUE if line is not None and is_unread_due(line.value, today) else ""
    if path not in content.typed:
        return ""
    try:
        read_value(one, content.typed[path], today)
    except InputError as error:
        return error.sentence
    return ""


def is_unread_due(task: Task, today: date) -> bool:
    """Whether a due rule was typed that means nothing to the program."""
    return task.due is None and not is_empty(task.due_text) and not read_due(task.due_text, today)


# Lines


def lines(content: Content, group: Group) -> list[Line]:
    """The lines of a table."""
    section = next(one for one in SECTIONS if group in one.groups)
    return list(lines_of(section, group, content.sheet))


def with_lines(sheet: Sheet, group: Group, values: Iterable[Any]) -> Sheet:
    """The sheet with other lines in a table."""
    changed: dict[str, Any] = {group.name: tuple(values)}
    return replace(sheet, **changed)


def may_add(content: Content, group: Group) -> bool:
    """Whether a table takes one more line."""
    return not group.fixed and len(getattr(content.sheet, group.name)) < MOST_LINES


def add_line(content: Content, group: Group, at: int, known: Iterable[str] = ()) -> Content:
    """An empty line before the line ``at`` (from 0); a task gets a key that none of ``known`` ever had."""
    return _inserted(content, group, at, _blank(content, group, known))


def double_line(content: Content, group: Group, at: int, known: Iterable[str] = ()) -> Content:
    """A copy of the line ``at`` after it."""
    value = getattr(content.sheet, group.name)[at]
    if group.key:
        value = replace(value, **{group.key: next_key(content.sheet, known)})
    return _inserted(content, group, at + 1, value)


def remove_lines(content: Content, group: Group, numbers: Collection[int]) -> Content:
    """Without these lines (from 0)."""
    kept = [number for number in range(len(getattr(content.sheet, group.name))) if number not in numbers]
    return _reordered(content, group, kept)


def move_lines(content: Content, group: Group, numbers: Collection[int], by: int) -> Content:
    """These lines one place up (-1) or down (+1) together; as it was at the edge."""
    count = len(getattr(content.sheet, group.name))
    if not numbers or min(numbers) + by < 0 or max(numbers) + by >= count:
        return content
    order = list(range(count))
    for number in sorted(numbers, reverse=by > 0):
        order[number], order[number + by] = order[number + by], order[number]
    return _reordered(content, group, order)


def next_key(sheet: Sheet, known: Iterable[str] = ()) -> str:
    """« T11 »: the key of a new task, beyond every key of the sheet and of ``known``."""
    letters, highest = "T", 0
    for key in [*(task.key for task in sheet.tasks), *known]:
        if (found := _TASK_KEY.fullmatch(key)) and int(found[2]) > highest:
            letters, highest = found[1] or letters, int(found[2])
    return f"{letters}{highest + 1}"


def as_start(sheet: Sheet) -> Sheet:
    """A colleague's sheet to begin with: without their files in flight, actions, relief and dates."""
    tasks = tuple(replace(task, procedure_date=None) for task in sheet.tasks)
    relief: tuple[Relief, ...] = RELIEF_LINES
    dropped: dict[str, Any] = {"works": (), "actions": (), "dates": (), "unread": (), "anchors": ()}
    return replace(sheet, tasks=tasks, relief=relief, **dropped)


def _nothing(one: Field) -> Any:
    if one.kind in (Kind.TEXT, Kind.LONG):
        return ""
    return () if one.kind in (Kind.IMPACTS, Kind.MONTHS) else None


def _blank(content: Content, group: Group, known: Iterable[str]) -> Any:
    if group.line is None:
        return ""
    return group.line(next_key(content.sheet, known)) if group.key else group.line()


def _with_line(content: Content, line: Line, value: Any) -> Content:
    group = line.group
    stored = list(getattr(content.sheet, group.name))
    stored[line.number - 1] = value
    return replace(content, sheet=with_lines(content.sheet, group, stored))


def line_names(content: Content, group: Group) -> tuple[int, ...]:
    """A number for each line of a table without a key, which it keeps wherever it goes."""
    count = len(getattr(content.sheet, group.name))
    return content.names.get(group.name, tuple(range(1, count + 1)))


def _inserted(content: Content, group: Group, at: int, value: Any) -> Content:
    stored = list(getattr(content.sheet, group.name))
    stored.insert(at, value)
    typed = _renumbered(content, group, lambda number: number + (number >= at))
    names = dict(content.names)
    if not group.key:
        known = line_names(content, group)
        names[group.name] = (*known[:at], content.fresh, *known[at:])
    sheet = with_lines(content.sheet, group, stored)
    changed = replace(content, sheet=sheet, names=names, fresh=content.fresh + 1)
    return with_typed(changed, typed)


def _reordered(content: Content, group: Group, order: Sequence[int]) -> Content:
    """The lines ``order`` names, in that order."""
    stored = getattr(content.sheet, group.name)
    sheet = with_lines(content.sheet, group, [stored[number] for number in order])
    places = {old: new for new, old in enumerate(order)}
    names = dict(content.names)
    if group.key:
        gone = {getattr(stored[number], group.key) for number in range(len(stored)) if number not in places}
        typed = {
            path: text
            for path, text in content.typed.items()
            if not (path.startswith(f"{group.name}/") and path.split("/")[1] in gone)
        }
    else:
        typed = _renumbered(content, group, places.get)
        known = line_names(content, group)
        names[group.name] = tuple(known[number] for number in order)
    return with_typed(replace(content, sheet=sheet, names=names), typed)


def _renumbered(content: Content, group: Group, place: Callable[[int], int | None]) -> dict[str, str]:
    """What was typed, moved along with its lines; a table with keys needs nothing moved."""
    moved: dict[str, str] = {}
    for path, text in content.typed.items():
        name, _, rest = path.partition("/")
        number, _, last = rest.partition("/")
        if name != group.name or group.key:
            moved[path] = text
        elif (new := place(int(number) - 1)) is not None:
            moved["/".join(filter(None, (name, str(new + 1), last)))] = text
    return moved
