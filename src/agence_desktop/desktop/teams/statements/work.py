"""What « Relevés » reads, writes and prints, on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.core.errors import RefusedError
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.statements import texts
from agence_desktop.teams.netting import Netting
from agence_desktop.teams.periods import Days
from agence_desktop.teams.stating import Billable, StatementFile, StatementRow

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed
    from agence_desktop.storage.work import Session


@dataclass(frozen=True, slots=True)
class StatementList:
    """Statements whose period begins in the one that is shown, and drafts whatever theirs; nettings."""

    rows: tuple[StatementRow, ...]
    nettings: tuple[Netting, ...]


def read_statements(gateway: Gateway, period: Days) -> StatementList:
    """The list."""
    from agence_desktop.teams.queries.stating import nettings, statement_rows

    def work(session: Session, _today: date) -> StatementList:
        rows = statement_rows(session, gateway.actor)
        shown = tuple(row for row in rows if not row.number or period.holds(row.period.first))
        return StatementList(shown, tuple(nettings(session, gateway.actor, period)))

    return gateway.read(work)


def read_statement(gateway: Gateway, statement_id: int) -> StatementFile:
    """One of them; RefusedError ``unknown_statement``."""
    from agence_desktop.teams.queries.stating import statement_file

    found = gateway.read(lambda session, _today: statement_file(session, gateway.actor, statement_id))
    if found is None:
        raise RefusedError("unknown_statement", texts.GONE)
    return found


def read_billables(gateway: Gateway) -> list[Billable]:
    """Whom one may bill."""
    from agence_desktop.teams.queries.stating import billables

    return gateway.read(lambda session, _today: billables(session, gateway.actor))


def prepare(gateway: Gateway, lender_id: int, client_id: int, period: Days) -> Written:
    """Write a draft, or the open one anew."""
    from agence_desktop.teams.commands.stating import prepare_statement

    return gateway.write(lambda session, desk: prepare_statement(session, desk, lender_id, client_id, period))


def issue(gateway: Gateway, statement_id: int, version: int) -> Written:
    """Issue a draft as it was looked at."""
    from agence_desktop.teams.commands.stating import issue_statement

    return gateway.write(lambda session, desk: issue_statement(session, desk, statement_id, version))


def discard(gateway: Gateway, statement_id: int, version: int) -> Written:
    """Delete a draft as it was looked at."""
    from agence_desktop.teams.commands.stating import discard_statement

    return gateway.write(lambda session, desk: discard_statement(session, desk, statement_id, version))


def print_statement(gateway: Gateway, statement_id: int) -> Printed:
    """The paper of a statement; recorded."""
    from agence_desktop.actions.printing.deployments import print_statement as make

    return make(gateway.database, gateway.actor, statement_id)
