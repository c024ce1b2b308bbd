"""Netting between two organisations: who owes whom in the end, and the re-billing that is avoided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from agence_desktop.core.money import ZERO, to_cents


@dataclass(frozen=True, slots=True)
class Debt:
    """What ``debtor`` owes ``creditor`` by a statement; negative where it corrects an earlier one."""

    creditor: str
    debtor: str
    amount: Decimal
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Netting:
    """Two organisations, in order of their names, and what each owes the other before netting.

    ``first_owes`` and ``second_owes`` are never negative: a correction below zero is owed the other way.
    """

    first: str
    second: str
    first_owes: Decimal
    second_owes: Decimal
    statements: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal:
        """What is paid in the end."""
        return abs(self.first_owes - self.second_owes)

    @property
    def debtor(self) -> str | None:
        """Who pays it; None where both are even."""
        if self.first_owes == self.second_owes:
            return None
        return self.first if self.first_owes > self.second_owes else self.second

    @property
    def creditor(self) -> str | None:
        """Who gets it; None where both are even."""
        debtor = self.debtor
        return None if debtor is None else self.second if debtor == self.first else self.first

    @property
    def gross(self) -> Decimal:
        """What would be billed without netting."""
        return self.first_owes + self.second_owes

    @property
    def avoided(self) -> Decimal:
        """The re-billing avoided: what would be billed, less what is paid."""
        return self.gross - self.amount


def net(debts: Iterable[Debt]) -> list[Netting]:
    """One netting per pair of organisations, in order of their names; nobody owes themselves."""
    owed: dict[tuple[str, str], dict[str, Decimal]] = {}
    numbers: dict[tuple[str, str], list[str]] = {}
    for debt in debts:
        if debt.creditor == debt.debtor:
            continue
        amount = to_cents(debt.amount)
        debtor, creditor = debt.debtor, debt.creditor
        first, second = sorted((debtor, creditor))
        sums = owed.setdefault((first, second), {first: ZERO, second: ZERO})
        sums[debtor] += amount
        if debt.statement:
            numbers.setdefault((first, second), []).append(debt.statement)
    return [
        _netting(pair, sums, tuple(dict.fromkeys(numbers.get(pair, ()))))
        for pair, sums in sorted(owed.items())
    ]


def _netting(pair: tuple[str, str], sums: dict[str, Decimal], statements: tuple[str, ...]) -> Netting:
    first, second = pair
    forth, back = sums[first], sums[second]
    forth, back = max(forth, ZERO) + max(-back, ZERO), max(back, ZERO) + max(-forth, ZERO)
    return Netting(first, second, forth, back, statements)


def balances(nettings: Iterable[Netting]) -> dict[str, Decimal]:
    """Per organisation what it gets (positive) or pays (negative) in the end; they add up to zero."""
    found: dict[str, Decimal] = {}
    for one in nettings:
        found[one.first] = found.get(one.first, ZERO) + one.second_owes - one.first_owes
        found[one.second] = found.get(one.second, ZERO) + one.first_owes - one.second_owes
    return found
