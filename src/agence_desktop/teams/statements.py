"""Actual days and expenses, and the statement of a client and a period, which states nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.money import total
from agence_desktop.teams import cost_sentences as sentences
from agence_desktop.teams.estimating import FULL_BP, line_of
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import CostLine, ExpenseKind

PROVEN = frozenset({ExpenseKind.TRAVEL, ExpenseKind.LODGING, ExpenseKind.OTHER})
"""Expenses that bear the number of a paper; meals are paid by the day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An actual day (``kind`` None, quantity in full days) or expense, as it stands now.

    ``id`` is stable: a changed entry keeps it, a withdrawn one stays with ``withdrawn``. ``rate`` is that of
    its day, or an amount with quantity 1. ``note`` names an expense that is more than its kind.
    """

    id: int
    request: str
    member: str
    day: date
    kind: ExpenseKind | None
    quantity: Decimal
    rate: Decimal
    evidence: str = ""
    withdrawn: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What an issued statement took of an entry; a correction may be negative."""

    entry: int
    statement: str
    quantity: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line with whose it is, what proves it, and the statements that it corrects (none for what is new).

    ``late`` was done before the period and is stated only now. ``taken`` is kept with the statement.
    """

    request: str
    member: str
    cost: CostLine
    evidence: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    late: bool = False
    taken: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a client owes for a period."""

    period: Days
    lines: tuple[StatementLine, ...]

    @property
    def total(self) -> Decimal:
        """The sum of the lines as they are printed."""
        return total(line.cost.amount for line in self.lines)

    @property
    def taken(self) -> tuple[Stated, ...]:
        """What is stated once this is issued."""
        return tuple(one for line in self.lines for one in line.taken)


@dataclass(frozen=True, slots=True)
class _Key:
    """What is put on one line, in the order of printing."""

    corrects: tuple[str, ...]
    late: bool
    request: str
    member: str
    rank: int
    label: str
    kind: ExpenseKind | None
    rate: Decimal


def state(number: str, period: Days, entries: Iterable[Entry], stated: Iterable[Stated]) -> Statement:
    """The statement ``number`` of the entries of one client, those up to the end of the period.

    Work and expenses of the period that no statement has yet; earlier ones as late; and as corrections what
    changed since it was stated. Quantities at each rate add up exactly over all statements.
    """
    before: dict[int, list[Stated]] = defaultdict(list)
    for one in stated:
        before[one.entry].append(one)
    grouped: dict[_Key, list[tuple[Entry, Stated]]] = defaultdict(list)
    for entry in entries:
        if period.end is not None and entry.day >= period.end:
            continue
        former = before.get(entry.id, [])
        corrects = tuple(dict.fromkeys(one.statement for one in former))
        for rate, quantity in _owed(entry, former).items():
            key = _key(entry, rate, corrects, late=not corrects and entry.day < period.first)
            grouped[key].append((entry, Stated(entry.id, number, quantity, rate)))
    lines = [_line(key, grouped[key]) for key in sorted(grouped, key=_order)]
    return Statement(period, tuple(lines))


def check_not_empty(statement: Statement) -> None:
    """RefusedError ``nothing_to_state``: an empty statement takes no number."""
    if not statement.lines:
        raise RefusedError("nothing_to_state", sentences.NOTHING_TO_STATE)


def _owed(entry: Entry, former: Sequence[Stated]) -> Mapping[Decimal, Decimal]:
    """Per rate, what the entry is now minus what was stated of it; without zeros."""
    owed: dict[Decimal, Decimal] = defaultdict(Decimal)
    if not entry.withdrawn:
        owed[entry.rate] += entry.quantity
    for one in former:
        owed[one.rate] -= one.quantity
    return {rate: quantity for rate, quantity in owed.items() if quantity}


_KINDS: tuple[ExpenseKind | None, ...] = (None, *ExpenseKind)


def _key(entry: Entry, rate: Decimal, corrects: tuple[str, ...], *, late: bool) -> _Key:
    label = entry.note if entry.kind is not None else ""
    return _Key(
        corrects, late, entry.request, entry.member, _KINDS.index(entry.kind), label, entry.kind, rate
    )


def _order(key: _Key) -> tuple[object, ...]:
    return (key.corrects, key.late, key.request, key.member, key.rank, key.label, key.rate)


def _line(key: _Key, taken: Sequence[tuple[Entry, Stated]]) -> StatementLine:
    quantity = sum((one.quantity for _, one in taken), Decimal(0))
    label = _label(key, taken)
    if key.corrects:
        label = sentences.correction_label(label, key.corrects)
    evidence = sorted({entry.evidence for entry, _ in taken if entry.evidence})
    return StatementLine(
        key.request,
        key.member,
        line_of(label, quantity, key.rate, key.kind),
        tuple(evidence),
        key.corrects,
        key.late,
        tuple(one for _, one in taken),
    )


def _label(key: _Key, taken: Sequence[tuple[Entry, Stated]]) -> str:
    if key.kind is None:
        days = sorted({entry.day for entry, _ in taken})
        return sentences.worked_label(days[0], days[-1])
    return key.label or sentences.EXPENSE_LABELS[key.kind]


def check_entry(entry: Entry, mandate: Days, today: date, same_day_bp: int = 0) -> None:
    """RefusedError where an actual day or expense cannot be so.

    ``outside_mandate``, ``in_future``, ``bad_quantity``, ``more_than_a_day`` (with the ``same_day_bp`` that
    the member already has that day, in hundredths of a percent), ``evidence_missing``, ``amount_missing``.
    """
    if not mandate.holds(entry.day):
        last = mandate.last or entry.day
        raise RefusedError("outside_mandate", sentences.outside_mandate(entry.day, mandate.first, last))
    if entry.day > today:
        raise RefusedError("in_future", sentences.in_future(entry.day))
    if entry.quantity <= 0:
        raise RefusedError("bad_quantity", sentences.QUANTITY_NOT_POSITIVE)
    if entry.kind is None:
        share = entry.quantity * FULL_BP
        if share > FULL_BP:
            raise RefusedError("more_than_a_day", sentences.MORE_THAN_A_DAY)
        if share + same_day_bp > FULL_BP:
            told = sentences.day_twice(entry.member, entry.day, int(share) + same_day_bp)
            raise RefusedError("more_than_a_day", told)
        return
    if entry.kind in PROVEN and not entry.evidence.strip():
        raise RefusedError("evidence_missing", sentences.evidence_missing(entry.kind))
    if entry.rate < 0 or (entry.kind is ExpenseKind.OTHER and not entry.rate):
        raise RefusedError("amount_missing", sentences.AMOUNT_MISSING)
