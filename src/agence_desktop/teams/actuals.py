"""What has really been done on a mandate, beside what was planned and what the client agreed to pay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.money import ZERO, to_cents, total
from agence_desktop.teams.commitments import CeilingStanding, judge_ceiling
from agence_desktop.teams.estimating import FULL_BP
from agence_desktop.teams.files import EntryRow
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rates import Payee, RateTables, day_rate, expense_rate
from agence_desktop.teams.rows import DeploymentState, ExpenseKind


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A day worked (``kind`` None, quantity in full days) or an expense as it is entered.

    Without ``rate``, that of its day holds; « autre frais » bear their amount as a rate, with quantity 1.
    """

    day: date
    kind: ExpenseKind | None
    quantity: Decimal
    rate: Decimal | None = None
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One line to add (no ``id``), change, or withdraw (no ``draft``)."""

    draft: EntryDraft | None
    id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ActualSheet:
    """What is needed to enter the days and expenses of a deployment.

    ``served`` are the days planned; ``elsewhere_bp`` what the member has noted on each day for others.
    ``spent_besides`` and ``ahead_besides`` are what the request costs beside this deployment;
    ``ceiling`` is None where no commitment is signed; ``stated`` are the entries that a statement took.
    """

    deployment_id: int
    number: str
    seat: int | None
    client: str
    payee: Payee
    period: Days
    state: DeploymentState
    effort_bp: int
    served: tuple[date, ...]
    entries: tuple[EntryRow, ...]
    tables: RateTables
    today: date
    elsewhere_bp: Mapping[date, int]
    ceiling: Decimal | None
    spent_besides: Decimal
    ahead_besides: Decimal
    stated: frozenset[int]
    may_record: bool
    warning_share: Decimal = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate whose days and expenses are noted; ``standing`` is None without a signed commitment."""

    deployment_id: int
    number: str
    seat: int | None
    client: str
    member_id: int
    member: str
    team: str
    period: Days
    state: DeploymentState
    planned: int
    noted: int
    missing: int
    spent: Decimal
    standing: CeilingStanding | None


def rate_of(tables: RateTables, payee: Payee, kind: ExpenseKind | None, day: date) -> Decimal:
    """What a unit of this kind costs on a day; RefusedError ``rate_missing``. OTHER has its own amount."""
    if kind is ExpenseKind.OTHER:
        return ZERO
    found = day_rate(tables, payee, day) if kind is None else expense_rate(tables, kind, day)
    return found.amount or ZERO


def amount_of(tables: RateTables, payee: Payee, draft: EntryDraft) -> Decimal:
    """The amount of an entry to the cent; RefusedError ``rate_missing``."""
    rate = draft.rate if draft.rate is not None else rate_of(tables, payee, draft.kind, draft.day)
    return to_cents(draft.quantity * rate)


def spent(
    tables: RateTables, payee: Payee, drafts: Iterable[EntryDraft]
) -> tuple[Decimal, dict[tuple[ExpenseKind | None, date], str]]:
    """The sum of what can be counted, and per kind and day why something cannot."""
    amounts: list[Decimal] = []
    faults: dict[tuple[ExpenseKind | None, date], str] = {}
    for one in drafts:
        try:
            amounts.append(amount_of(tables, payee, one))
        except RefusedError as refused:
            faults[one.kind, one.day] = refused.sentence
    return total(amounts), faults


def ahead(
    tables: RateTables, payee: Payee, served: Iterable[date], noted: Iterable[date], effort_bp: int
) -> Decimal:
    """What the planned days that are not noted yet will cost, as far as their rates are known."""
    done, share = set(noted), Decimal(effort_bp) / FULL_BP
    days = (day for day in served if day not in done)
    return spent(tables, payee, (EntryDraft(day, None, share) for day in days))[0]


def standing(
    ceiling: Decimal | None, spent_now: Decimal, ahead_now: Decimal, warning_share: Decimal
) -> CeilingStanding | None:
    """How near the ceiling is; None without one."""
    return None if ceiling is None else judge_ceiling(ceiling, spent_now, ahead_now, warning_share)
