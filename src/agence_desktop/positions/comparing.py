"""Two versions of a sheet field by field: what was added, removed, changed or computed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from agence_desktop.core.french import uncapitalized
from agence_desktop.positions.catalogue import SECTIONS, Field, Group, Kind, Section
from agence_desktop.positions.completeness import name_of
from agence_desktop.positions.content import DueRule, Sheet, Task
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.due_words import wording
from agence_desktop.positions.formats import display, format_days
from agence_desktop.positions.rows import Control
from agence_desktop.positions.walking import Line, lines_of, own_fields

LINE_JOIN: Final = ", "
_ALIKE: Final = 0.5
"""From which similarity two lines without a key are one line that changed."""


class ChangeKind(StrEnum):
    """What happened to a field or a line; computed rows follow from others."""

    ADDED = "added"
    REMOVED = "removed"
    MODIFIED = "modified"
    COMPUTED = "computed"


class WordKind(StrEnum):
    """Whether words stand in both texts, or in one only."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words of a text, with the space that follows."""

    kind: WordKind
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A change: where it stands, how people call it, and its texts before and after, empty for nothing.

    ``path`` is that of the newer version, of the older for what was removed.
    """

    section: int
    path: str
    label: str
    kind: ChangeKind
    old: str
    new: str


def compare(
    old: Sheet, new: Sheet, old_control: Control | None = None, new_control: Control | None = None
) -> list[FieldChange]:
    """What changed from one version to the next, in the order of the sheet.

    Lines are the same by their key, or where they have none by what they say. An added or removed line is one
    change that tells the line whole, but for tasks, whose fields are many: those tell their due rule.
    """
    changes: list[FieldChange] = []
    for section in SECTIONS:
        before = {place.path: place for place in own_fields(section, old, old_control)}
        for place in own_fields(section, new, new_control):
            if place.path in before:
                changes += _field_change(
                    section, place.path, place.field.label, place.field, before[place.path].value, place.value
                )
        for group in section.groups:
            changes += _group_changes(section, group, old, new)
    return changes


def words_apart(old: str, new: str) -> tuple[Words, ...]:
    """The words of both texts in reading order, each run said to be in both or in one of them."""
    before, after = _words(old), _words(new)
    plain = [word.rstrip() for word in before], [word.rstrip() for word in after]
    runs: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Words(WordKind.SAME, "".join(after[c:d])))
            continue
        if a < b:
            runs.append(Words(WordKind.REMOVED, "".join(before[a:b])))
        if c < d:
            runs.append(Words(WordKind.ADDED, "".join(after[c:d])))
    return tuple(runs)


def line_text(line: Line) -> str:
    """What a line says beside its name: « Répondre à la révision, 2026-11-27 »."""
    title = line.group.title
    shown = [
        display(field, line.field_value(field), long=True)
        for field in line.group.fields
        if field.name != title and line.field_value(field) is not False
    ]
    return LINE_JOIN.join(text for text in shown if text) or name_of(line)


def _group_changes(section: Section, group: Group, old: Sheet, new: Sheet) -> Iterator[FieldChange]:
    before = list(lines_of(section, group, old))
    after = list(lines_of(section, group, new))
    pairs = matched(group, before, after)
    for line in after:
        was = pairs.get(line.number)
        if was is None:
            if not line.is_blank:
                label = name_of(line)
                yield FieldChange(section.number, line.path, label, ChangeKind.ADDED, "", _whole(line))
        else:
            yield from _line_changes(section, group, was, line)
    kept = {was.number for was in pairs.values()}
    for line in before:
        if line.number not in kept and not line.is_blank:
            yield FieldChange(section.number, line.path, name_of(line), ChangeKind.REMOVED, _whole(line), "")


def _whole(line: Line) -> str:
    if not isinstance(line.value, Task):
        return line_text(line)
    due = next(field for field in line.group.fields if field.kind is Kind.DUE)
    return display(due, line.value.due, line=line.value)


def _line_changes(section: Section, group: Group, was: Line, line: Line) -> Iterator[FieldChange]:
    if group.line is None:
        yield from _field_change(section, line.path, group.label, group.fields[0], was.value, line.value)
        return
    name = line.value.key if isinstance(line.value, Task) else name_of(line)
    for field in group.fields:
        yield from _field_change(
            section,
            f"{line.path}/{field.name}",
            f"{name}, {uncapitalized(field.label)}"
            if not isinstance(line.value, Task)
            else f"{name} {field.label}",
            field,
            was.field_value(field),
            line.field_value(field),
            (was.value, line.value),
        )
        if field.kind is Kind.IMPACTS:
            yield from _computed(section, line, was.value, line.value)


def _computed(section: Section, line: Line, was: Task, task: Task) -> Iterator[FieldChange]:
    """The tolerated interruption, where it follows from the impacts and changed."""
    limits = [max_interruption(one) for one in (was, task)]
    if limits[0] != limits[1] and was.max_interruption_days == task.max_interruption_days:
        old, new = ("" if limit is None else format_days(limit, long=True) for limit in limits)
        label = next(field.label for field in line.group.fields if field.name == "max_interruption_days")
        path = f"{line.path}/max_interruption_days"
        yield FieldChange(section.number, path, f"{task.key} {label}", ChangeKind.COMPUTED, old, new)


def _field_change(
    section: Section,
    path: str,
    label: str,
    field: Field,
    old: Any,
    new: Any,
    lines: tuple[Any, Any] = (None, None),
) -> Iterator[FieldChange]:
    texts = [_shown(field, value, line) for value, line in zip((old, new), lines, strict=True)]
    if texts[0] == texts[1]:
        return
    kind = ChangeKind.MODIFIED
    if not texts[0] or not texts[1]:
        kind = ChangeKind.ADDED if texts[1] else ChangeKind.REMOVED
    yield FieldChange(section.number, path, label, kind, texts[0], texts[1])


def _shown(field: Field, value: Any, line: Any) -> str:
    if isinstance(value, DueRule):
        return wording(value)
    return display(field, value, long=True, line=line)


def matched(group: Group, before: Sequence[Line], after: Sequence[Line]) -> dict[int, Line]:
    """Number of a new line → the old line that it was."""
    if group.key:
        known = {line.name: line for line in before}
        return {line.number: known[line.name] for line in after if line.name in known}
    if group.fixed:
        return {line.number: was for line, was in zip(after, before, strict=False)}
    return _by_similarity(before, after)


def _by_similarity(before: Sequence[Line], after: Sequence[Line]) -> dict[int, Line]:
    """The pairs that are most alike first, each line once."""
    texts = {id(line): _all_text(line) for line in (*before, *after)}
    scored: list[tuple[float, int, int]] = []
    for a, old in enumerate(before):
        for b, new in enumerate(after):
            score = _likeness(old, new, texts[id(old)], texts[id(new)])
            if score >= _ALIKE:
                scored.append((score - abs(a - b) / 10_000, a, b))
    pairs: dict[int, Line] = {}
    taken: set[int] = set()
    for _, a, b in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if a not in taken and after[b].number not in pairs:
            taken.add(a)
            pairs[after[b].number] = before[a]
    return pairs


def _likeness(old: Line, new: Line, old_text: str, new_text: str) -> float:
    if old.value == new.value:
        return 2.0
    if old.group.line is not None:
        titles = {getattr(line.value, old.group.title).strip() for line in (old, new)}
        if len(titles) == 1 and "" not in titles:
            return 1.5
    matcher = SequenceMatcher(None, old_text, new_text, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _all_text(line: Line) -> str:
    return LINE_JOIN.join(
        text for field in line.group.fields if (text := display(field, line.field_value(field)))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|^\s+", text)
