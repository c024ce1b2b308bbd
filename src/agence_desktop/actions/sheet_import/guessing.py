"""Guessing what the columns and labels of a document stand for, from what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from agence_desktop.actions.sheet_import.mapping import Choice, ImportMapping, Layout, TableMapping
from agence_desktop.actions.sheet_import.tables import DocumentTable
from agence_desktop.actions.sheet_import.targets import Target, targets, targets_of, title_phrases
from agence_desktop.core.french import search_key
from agence_desktop.positions.catalogue import GROUPS

_EXACT: Final = 4
_BEGINS: Final = 2
_WITHIN: Final = 1
_TITLE: Final = 3
"""What a title that names the table is worth, in matches."""
_HEADER_ROWS: Final = 6
"""Headings stand within so many rows: titles and advice may come before."""
_LEAST: Final = 2 * _EXACT - _BEGINS
"""A table is taken for a list of the sheet from so many points on."""
_TEXTS: Final = frozenset(name for name, group in GROUPS.items() if group.line is None)
_LINES: Final = tuple(name for name in GROUPS if name not in _TEXTS)
_FEW: Final = 4
"""Letters of a heading too short to be looked for within other words."""


def guess(tables: Sequence[DocumentTable]) -> ImportMapping:
    """What each table of a document seems to hold."""
    return ImportMapping(tuple(guess_table(place, table) for place, table in enumerate(tables)))


def guess_table(place: int, table: DocumentTable, group: str | None = None) -> TableMapping:
    """What a table seems to hold; ``group`` says which table of the sheet, empty for a table of labels."""
    by_labels, labels_score = _by_labels(place, table)
    if group == "":
        return by_labels
    groups = list(GROUPS) if group is None else [group]
    found = [_by_columns(place, table, name) for name in groups]
    by_columns, columns_score = max(found, key=lambda one: one[1])
    if group is not None:
        return by_columns
    if max(columns_score, labels_score) < _LEAST and not _lists_alone(by_columns, columns_score):
        return _nothing(place, table)
    return by_labels if labels_score > columns_score else by_columns


def _by_columns(place: int, table: DocumentTable, group: str) -> tuple[TableMapping, int]:
    offered = targets_of(group)
    best: tuple[int, int, dict[int, Target]] = (0, 0, {})
    for number, row in enumerate(table.rows[:_HEADER_ROWS]):
        matched, score = _matches(row, offered)
        if score > best[0]:
            best = (score, number, matched)
    score, header, matched = best
    if matched and _named(table.title, group):
        score += _TITLE
    choices = tuple(
        Choice(column, heading, _sample(table, header, column), name)
        for column, heading in enumerate(table.rows[header])
        for name in [matched[column].name if column in matched else None]
        if heading or _sample(table, header, column)
    )
    return TableMapping(place, table.title, Layout.COLUMNS, header, group, choices), score


def _by_labels(place: int, table: DocumentTable) -> tuple[TableMapping, int]:
    """Labels in the first column, each with its answer beside."""
    best = max((_labels_of(place, table, group) for group in ("", *_LINES)), key=lambda one: one[1])
    return best if len(table.rows[0]) > 1 else (best[0], 0)


def _labels_of(place: int, table: DocumentTable, group: str) -> tuple[TableMapping, int]:
    """The labels for fields of no table, for lists of texts, and for one ``group`` of lines."""
    offered = [one for one in targets() if one.group in ("", group) or one.group in _TEXTS]
    choices, seen = [], set[str]()
    score = 0
    for number, row in enumerate(table.rows):
        sample = next(filter(None, row[1:]), "")
        found = _best(row[0], offered)
        name = None
        if found is not None:
            target, points = found
            listed = bool(target.group) and GROUPS[target.group].line is None
            if points >= _BEGINS and (listed or target.name not in seen):
                name = target.name
                seen.add(name)
                score += points
        if row[0] or sample:
            choices.append(Choice(number, row[0], sample, name))
    if group and score and _named(table.title, group):
        score += _TITLE
    return TableMapping(place, table.title, Layout.LABELS, -1, "", tuple(choices)), score


def _matches(headings: Sequence[str], offered: Sequence[Target]) -> tuple[dict[int, Target], int]:
    """Column → target, the surest pairs first and each target once; and the points of all."""
    pairs = sorted(
        (-points, column, order)
        for column, heading in enumerate(headings)
        for order, target in enumerate(offered)
        if (points := _points(heading, target))
    )
    matched: dict[int, Target] = {}
    taken: set[int] = set()
    score = 0
    for negative, column, order in pairs:
        if column not in matched and order not in taken:
            matched[column] = offered[order]
            taken.add(order)
            score -= negative
    return matched, score


def _best(heading: str, offered: Iterable[Target]) -> tuple[Target, int] | None:
    scored = [(target, points) for target in offered if (points := _points(heading, target))]
    return max(scored, key=lambda one: one[1], default=None)


def _points(heading: str, target: Target) -> int:
    """How surely a heading means a target: called so, beginning so, or with these words somewhere."""
    key = search_key(heading.partition("\n")[0])
    if not key or len(key) > 80:
        return 0
    if key in target.phrases or key.rstrip("0123456789 ") in target.phrases:
        return _EXACT
    if any(_long(phrase) and key.startswith(f"{phrase} ") for phrase in target.phrases):
        return _BEGINS
    if any(_long(phrase) and f" {phrase} " in f" {key} " for phrase in target.phrases):
        return _WITHIN
    return 0


def _long(phrase: str) -> bool:
    return len(phrase) >= _FEW


def _named(title: str, group: str) -> bool:
    key = f" {search_key(title)} "
    return any(f" {phrase} " in key for phrase in title_phrases(group))


def _lists_alone(found: TableMapping, score: int) -> bool:
    """Whether it is a list of plain texts, which has one column to be known by."""
    return score >= _EXACT and GROUPS[found.group].line is None


def _sample(table: DocumentTable, header: int, column: int) -> str:
    return next((row[column] for row in table.rows[header + 1 :] if row[column]), "")


def _nothing(place: int, table: DocumentTable) -> TableMapping:
    choices = tuple(
        Choice(column, heading, _sample(table, 0, column), None)
        for column, heading in enumerate(table.rows[0])
        if heading or _sample(table, 0, column)
    )
    return TableMapping(place, table.title, Layout.COLUMNS, 0, "", choices)
