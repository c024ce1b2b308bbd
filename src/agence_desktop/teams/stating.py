"""Statements as they are kept and listed: rows, their lines as JSON, and what is said of one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from agence_desktop.teams.commitments import CeilingStanding
from agence_desktop.teams.netting import Netting
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import CostLine, ExpenseKind, StatementState
from agence_desktop.teams.statements import Statement, StatementLine


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in the list; organisations by acronym."""

    id: int
    version: int
    number: str
    state: StatementState
    lender_id: int
    lender: str
    client_id: int
    client: str
    period: Days
    total: Decimal
    made_at: datetime
    made_by: str
    issued_at: datetime | None
    issued_by: str
    may_issue: bool = False
    by: str = ""
    """Who issued it, or prepared it, by name."""


@dataclass(frozen=True, slots=True)
class RequestCeiling:
    """How far the commitment of a request is used once the statement is issued."""

    request: str
    version: int
    standing: CeilingStanding


@dataclass(frozen=True, slots=True)
class StatementFile:
    """All of a statement: as it was issued, or a draft as it would be issued now.

    ``missing`` says which rates are not there: what they concern is not on the draft, and waits for them.
    ``changed`` is true where a draft is no more what was prepared.
    """

    row: StatementRow
    statement: Statement
    missing: tuple[str, ...]
    ceilings: tuple[RequestCeiling, ...]
    netting: Netting | None
    lender_name: str
    client_name: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Billable:
    """A client that has something to state at a lender, from the first day to the last one."""

    lender_id: int
    lender: str
    client_id: int
    client: str


def lines_text(statement: Statement) -> str:
    """Lines as they are stored; what they took is stored beside them."""
    return json.dumps([_told(line) for line in statement.lines], ensure_ascii=False)


def read_lines(text: str) -> tuple[StatementLine, ...]:
    """Lines as they were stored."""
    return tuple(_read(one) for one in json.loads(text))


def _told(line: StatementLine) -> Mapping[str, Any]:
    cost = line.cost
    return {
        "request": line.request,
        "member": line.member,
        "label": cost.label,
        "quantity": str(cost.quantity),
        "unit": cost.unit,
        "rate": str(cost.rate),
        "amount": str(cost.amount),
        "kind": cost.kind,
        "evidence": list(line.evidence),
        "corrects": list(line.corrects),
        "late": line.late,
    }


def _read(given: Mapping[str, Any]) -> StatementLine:
    kind = given.get("kind")
    cost = CostLine(
        given["label"],
        Decimal(given["quantity"]),
        given["unit"],
        Decimal(given["rate"]),
        Decimal(given["amount"]),
        None if kind is None else ExpenseKind(kind),
    )
    return StatementLine(
        given["request"],
        given["member"],
        cost,
        tuple(given.get("evidence", ())),
        tuple(given.get("corrects", ())),
        bool(given.get("late", False)),
    )
