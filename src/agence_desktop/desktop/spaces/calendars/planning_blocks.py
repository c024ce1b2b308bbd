"""Occurrences and closures as blocks of a calendar, with the blocks that the other level of a room causes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from agence_desktop.core.french import counted
from agence_desktop.core.roles import Actor
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Block, Style
from agence_desktop.desktop.spaces.calendars import planning_texts as texts
from agence_desktop.desktop.spaces.facts.changing import CHANGEABLE, may_book
from agence_desktop.desktop.spaces.gateway import Agenda
from agence_desktop.spaces.catalogue import SpaceRow
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import HOLDING, OccurrenceState
from agence_desktop.spaces.sentences import STATE_LABELS

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

_S = OccurrenceState

STYLES = {
    _S.CONFIRMED: Style.FIRM,
    _S.REQUESTED: Style.TENTATIVE,
    _S.WAITLISTED: Style.WAITING,
    _S.OFFERED: Style.WAITING,
    _S.PRESENT: Style.ATTENDED,
    _S.ENDED: Style.DONE,
    _S.NO_SHOW: Style.MISSED,
    _S.CANCELLED: Style.CANCELLED,
    _S.REFUSED: Style.CANCELLED,
    _S.NOT_OBTAINED: Style.CANCELLED,
}

_GONE = frozenset({_S.CANCELLED, _S.REFUSED, _S.NOT_OBTAINED})
_BUFFERED = frozenset({_S.CONFIRMED, _S.PRESENT, _S.OFFERED})


def changeable(row: OccurrenceRow, reference: Reference, actor: Actor, now: datetime) -> bool:
    """Whether this person may move or cancel the occurrence now."""
    return (
        row.state in CHANGEABLE
        and row.span.start > now
        and may_book(actor, reference, row.organisation_id, row.space_id)
    )


def blocks_of(agenda: Agenda, shown: Collection[int], actor: Actor, now: datetime) -> tuple[Block, ...]:
    """All blocks of these rooms.

    What is over for good (cancelled, refused, not obtained) is left out where something else took its place.
    """
    reference, wanted = agenda.reference, set(shown)
    living, gone = defaultdict[int, list[Block]](list), list[tuple[int, Block]]()
    for row in agenda.occurrences:
        if row.space_id in wanted:
            block = occurrence_block(row, editable=changeable(row, reference, actor, now))
            if row.state in _GONE:
                gone.append((row.space_id, block))
            else:
                living[row.space_id].append(block)
        if row.state in HOLDING:
            for space_id in reference.facts[row.space_id].related & wanted:
                living[space_id].append(linked_block(row, space_id, reference))
    for space_id in wanted:
        living[space_id] += closure_blocks(reference, space_id, agenda.span)
    left = [block for space_id, block in gone if not _covered(block, living[space_id])]
    return (*(block for blocks in living.values() for block in blocks), *left)


def _covered(block: Block, others: Iterable[Block]) -> bool:
    return any(other.span.overlaps(block.span) for other in others)


def occurrence_block(row: OccurrenceRow, *, editable: bool) -> Block:
    """An occurrence: its organisation and purpose, its state in words, its buffers while they matter."""
    buffered = row.state in _BUFFERED
    return Block(
        key=str(row.id),
        row_key=str(row.space_id),
        span=row.span,
        style=STYLES[row.state],
        label=row.acronym,
        text=row.purpose,
        state=STATE_LABELS[row.state].lower(),
        before_minutes=_minutes(row.busy.start, row.span.start) if buffered else 0,
        after_minutes=_minutes(row.span.end, row.busy.end) if buffered else 0,
        editable=editable,
        detail=f"{row.number}, {counted(row.participants, 'personne')}",
    )


def linked_block(row: OccurrenceRow, space_id: int, reference: Reference) -> Block:
    """What a holding of another level of a divided room does to this one."""
    cause, here = reference.spaces[row.space_id], reference.spaces[space_id]
    return Block(
        key=f"{row.id}@{space_id}",
        row_key=str(space_id),
        span=row.span,
        style=Style.LINKED,
        label="",
        text=texts.part_taken(cause.name) if _is_above(here, cause, reference) else texts.WHOLE_TAKEN,
        state=texts.TAKEN_BY.format(acronym=row.acronym),
        editable=False,
        opens=str(row.id),
        detail=f"{cause.name}, {row.number}",
    )


def closure_blocks(reference: Reference, space_id: int, within: Span) -> Iterator[Block]:
    """The closures of a room that touch the period, those of its building and of its other levels too."""
    for number, closure in enumerate(reference.facts[space_id].closures):
        if closure.span.overlaps(within):
            yield Block(
                key=f"closed:{space_id}:{number}",
                row_key=str(space_id),
                span=closure.span,
                style=Style.CLOSED,
                label=texts.CLOSED,
                text=closure.reason,
                state=texts.CLOSED_STATE,
                editable=False,
            )


def busy_dates(agenda: Agenda, shown: Collection[int], date_of: Callable[[datetime], date]) -> set[date]:
    """The days on which something that is not over for good begins."""
    return {
        date_of(row.span.start)
        for row in agenda.occurrences
        if row.space_id in shown and row.state not in _GONE
    }


def _is_above(one: SpaceRow, other: SpaceRow, reference: Reference) -> bool:
    """Whether ``one`` is the whole of which ``other`` is a part."""
    parent = other.parent_id
    while parent is not None:
        if parent == one.id:
            return True
        parent = reference.spaces[parent].parent_id
    return False


def _minutes(first: datetime, last: datetime) -> int:
    return int((last - first).total_seconds() // 60)
