"""What becomes of each row of an imported file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from agence_desktop.core.errors import AgenceError


class ImportOutcome(StrEnum):
    """What became of a row; ``rolled_back``: it was sound, but another one was refused."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: a code for programs, the column, and a French sentence that names it."""

    code: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row: its line in the file, its key by column as written there, and what became of it."""

    line: int
    key: Mapping[str, str]
    outcome: ImportOutcome
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file; ``refusal`` is a rule that refuses it as a whole."""

    rows: tuple[RowOutcome, ...]
    refusal: AgenceError | None = None

    @property
    def refused(self) -> bool:
        """Whether a row or the whole is refused."""
        return self.refusal is not None or any(row.outcome is ImportOutcome.REFUSED for row in self.rows)

    @property
    def changed(self) -> int:
        """How many rows were added or updated."""
        changes = (ImportOutcome.CREATED, ImportOutcome.UPDATED)
        return sum(row.outcome in changes for row in self.rows)

    @property
    def sentences(self) -> list[str]:
        """Why it was refused, row by row."""
        told = [self.refusal.sentence] if self.refusal else []
        return told + [fault.sentence for row in self.rows for fault in row.faults]

    def rolled_back(self) -> Report:
        """The same where nothing was kept: every row that was not refused is told so."""
        rows = tuple(
            row if row.outcome is ImportOutcome.REFUSED else replace(row, outcome=ImportOutcome.ROLLED_BACK)
            for row in self.rows
        )
        return Report(rows, self.refusal)
