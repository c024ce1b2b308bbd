"""Two persons' changes of one draft: which fields differ, and the sheet that their choice makes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from agence_desktop.core.french import uncapitalized
from agence_desktop.positions.catalogue import SECTIONS, Field, Group, Kind, Section
from agence_desktop.positions.comparing import line_text
from agence_desktop.positions.completeness import name_of
from agence_desktop.positions.content import DueRule, Task
from agence_desktop.positions.due_words import wording
from agence_desktop.positions.editing import Content, lines, with_lines, with_typed
from agence_desktop.positions.formats import display
from agence_desktop.positions.walking import Line, own_fields

_LINES_JOIN: Final = "; "
_GONE: Final[Any] = object()
"""A line that stands in one content and not in another."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two drafts of one version say differently: as it was read, as it is stored now, as it is here.

    ``path`` names a field, a line of a table with keys, or a whole table whose lines are not the same ones.
    """

    path: str
    label: str
    seen: str
    theirs: str
    mine: str
    changed_there: bool
    changed_here: bool

    @property
    def clashes(self) -> bool:
        """Whether both changed it."""
        return self.changed_there and self.changed_here


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is chosen as one: its three values and their texts."""

    path: str
    label: str
    values: tuple[Any, Any, Any]
    texts: tuple[str, str, str]
    unread: tuple[Mapping[str, str], ...] = ({}, {}, {})
    """What was typed there and cannot be read, by path."""

    def alike(self, one: int, other: int) -> bool:
        """Whether two of the three say the same."""
        return self.values[one] == self.values[other] and self.unread[one] == self.unread[other]


def differences(seen: Content, theirs: Content, mine: Content) -> list[Difference]:
    """The fields that the stored draft and the one on this screen do not say alike, in order."""
    return [
        Difference(
            *(unit.path, unit.label, *unit.texts),
            changed_there=not unit.alike(1, 0),
            changed_here=not unit.alike(2, 0),
        )
        for unit in _units(seen, theirs, mine)
        if not unit.alike(1, 2)
    ]


def merged(seen: Content, theirs: Content, mine: Content, keep_mine: Collection[str]) -> Content:
    """The stored draft with what stands here at the paths ``keep_mine``."""
    result, typed = theirs, dict(theirs.typed)
    for unit in _units(seen, theirs, mine):
        if unit.path in keep_mine:
            result = _put(result, unit, mine)
            typed = {path: text for path, text in typed.items() if path not in unit.unread[1]}
            typed |= unit.unread[2]
    return with_typed(result, typed)


def _units(seen: Content, theirs: Content, mine: Content) -> Iterator[_Unit]:
    contents = (seen, theirs, mine)
    typed = [content.typed for content in contents]
    for unit in _plain_units(contents):
        unread = tuple(
            {path: text for path, text in one.items() if _within(path, unit.path)} for one in typed
        )
        if not any(unread):
            yield unit
            continue
        # A single field shows what was typed into it; a line or a table, what it says beside.
        texts = tuple(one.get(unit.path, text) for one, text in zip(unread, unit.texts, strict=True))
        yield replace(unit, texts=texts, unread=unread)  # type: ignore[arg-type]


def _plain_units(contents: tuple[Content, Content, Content]) -> Iterator[_Unit]:
    for section in SECTIONS:
        triples = zip(*(own_fields(section, one.sheet, one.control) for one in contents), strict=True)
        for places in triples:
            field = places[0].field
            values = tuple(place.value for place in places)
            texts = tuple(display(field, value, long=True) for value in values)
            yield _Unit(places[0].path, field.label, values, texts)  # type: ignore[arg-type]
        for group in section.groups:
            yield from _group_units(section, group, contents)


def _group_units(
    section: Section, group: Group, contents: tuple[Content, Content, Content]
) -> Iterator[_Unit]:
    found = [lines(one, group) for one in contents]
    if not group.key and len({len(one) for one in found}) > 1:
        values = tuple(getattr(one.sheet, group.name) for one in contents)
        texts = tuple(_LINES_JOIN.join(line_text(line) for line in one) for one in found)
        yield _Unit(group.name, group.label or section.title, values, texts)  # type: ignore[arg-type]
        return
    by_name = [{line.name: line for line in one} for one in found]
    for name in dict.fromkeys(line.name for one in found for line in one):
        three = tuple(one.get(name) for one in by_name)
        if all(line is not None for line in three):
            yield from _line_units(group, three)  # type: ignore[arg-type]
        else:
            known = next(line for line in reversed(three) if line is not None)
            texts = tuple("" if line is None else line_text(line) for line in three)
            values = tuple(_GONE if line is None else line.value for line in three)
            yield _Unit(known.path, name_of(known), values, texts)  # type: ignore[arg-type]


def _line_units(group: Group, three: tuple[Line, Line, Line]) -> Iterator[_Unit]:
    line = three[2]
    for field in group.fields:
        values = tuple(_value(one, field) for one in three)
        texts = tuple(_shown(one, field) for one in three)
        if group.line is None:
            yield _Unit(line.path, f"{group.label}, {line.number}", values, texts)  # type: ignore[arg-type]
            continue
        name = line.value.key if isinstance(line.value, Task) else name_of(line)
        label = field.label if isinstance(line.value, Task) else uncapitalized(field.label)
        joint = " " if isinstance(line.value, Task) else ", "
        yield _Unit(f"{line.path}/{field.name}", f"{name}{joint}{label}", values, texts)  # type: ignore[arg-type]


def _value(line: Line, field: Field) -> Any:
    value = line.field_value(field)
    return (value, line.value.due_text) if field.kind is Kind.DUE else value


def _shown(line: Line, field: Field) -> str:
    value = line.field_value(field)
    if isinstance(value, DueRule):
        return wording(value)
    if field.kind is Kind.DUE:
        return str(line.value.due_text)
    return display(field, value, long=True)


def _put(result: Content, unit: _Unit, mine: Content) -> Content:
    """The value of this screen where the unit stands."""
    parts = unit.path.split("/")
    wanted = unit.values[2]
    if len(parts) == 1:
        if hasattr(result.sheet, unit.path):
            return replace(result, sheet=replace(result.sheet, **{unit.path: wanted}))
        return replace(result, control=replace(result.control, **{unit.path: wanted}))
    group = next(one for section in SECTIONS for one in section.groups if one.name == parts[0])
    stored = list(getattr(result.sheet, group.name))
    names = [line.name for line in lines(result, group)]
    place = names.index(parts[1]) if parts[1] in names else None
    if wanted is _GONE:
        if place is not None:
            del stored[place]
    elif place is None:
        number = next((line.number for line in lines(mine, group) if line.name == parts[1]), len(stored) + 1)
        stored.insert(min(number - 1, len(stored)), wanted)
    elif len(parts) == 2:
        stored[place] = wanted
    elif parts[2] == "due" and group.name == "tasks":
        stored[place] = replace(stored[place], due=wanted[0], due_text=wanted[1])
    else:
        stored[place] = replace(stored[place], **{parts[2]: wanted})
    return replace(result, sheet=with_lines(result.sheet, group, stored))


def _within(path: str, unit: str) -> bool:
    return path == unit or path.startswith(f"{unit}/")
