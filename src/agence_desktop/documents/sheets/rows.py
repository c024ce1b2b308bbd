"""What the documents of unique positions are made from: plain values, read from the database beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agence_desktop.documents.rows import PrintStamp
from agence_desktop.positions.approval import Comparison
from agence_desktop.positions.measures import Post
from agence_desktop.positions.relief import AbsenceFile
from agence_desktop.positions.rows import (
    Away,
    PersonRef,
    PositionRow,
    SheetFile,
    SheetState,
    UnitRef,
)


class Variant(StrEnum):
    """How much of a handover sheet is printed."""

    ONE_PAGE = "one_page"
    COMPLETE = "complete"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """A version of a handover sheet to print on a day.

    ``place`` says where the position is (« Bureau de Portneuf, Donnacona »). ``observed`` are holidays,
    ``away`` absences around the day. ``reader_id`` is the person of a substitute's copy, else None.
    """

    file: SheetFile
    variant: Variant
    today: date
    stamp: PrintStamp
    organisation: str
    place: str
    observed: frozenset[date]
    away: tuple[Away, ...] = ()
    reader_id: int | None = None


@dataclass(frozen=True, slots=True)
class ComparisonPaper:
    """What changed between two versions of a sheet, printed on a day; ``place`` as on a sheet.

    A version that waits for a decision should have it until ``decide_by``.
    """

    comparison: Comparison
    today: date
    stamp: PrintStamp
    place: str = ""
    decide_by: date | None = None


@dataclass(frozen=True, slots=True)
class ReliefPaper:
    """The relief plan of an absence from ``first`` to ``last``, both included; ``place`` as on a sheet."""

    file: AbsenceFile
    first: date
    last: date
    stamp: PrintStamp
    place: str = ""


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A position of a unit, what is measured of it, and the version of its sheet (None: « sans fiche »)."""

    position: PositionRow
    post: Post
    sheet_number: int | None = None
    state: SheetState | None = None
    next_review: date | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnitPaper:
    """The positions of a unit on a day; ``people`` are those with a level on record, by name."""

    unit: UnitRef
    posts: tuple[UnitEntry, ...]
    people: tuple[PersonRef, ...]
    today: date
    stamp: PrintStamp
