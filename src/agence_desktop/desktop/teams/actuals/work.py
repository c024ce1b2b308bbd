"""What « Journées et frais » reads and writes, on the database thread."""

from __future__ import annotations

from collections.abc import Sequence

from agence_desktop.core.errors import RefusedError
from agence_desktop.desktop.teams.actuals import texts
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.teams.actuals import ActualSheet, EntryChange, MandateLine


def read_mandates(gateway: Gateway) -> list[MandateLine]:
    """Mandates of which this person notes the days."""
    from agence_desktop.teams.queries.actuals import mandate_lines

    return gateway.read(lambda session, today: mandate_lines(session, gateway.actor, today))


def read_sheet(gateway: Gateway, deployment_id: int) -> ActualSheet:
    """The sheet of a mandate; RefusedError ``not_firm``."""
    from agence_desktop.teams.queries.actuals import actual_sheet

    found = gateway.read(lambda session, today: actual_sheet(session, gateway.actor, deployment_id, today))
    if found is None:
        raise RefusedError("not_firm", texts.UNKNOWN)
    return found


def save(gateway: Gateway, deployment_id: int, changes: Sequence[EntryChange]) -> Written:
    """All of a sheet, or nothing."""
    from agence_desktop.teams.commands.actuals import record_entries

    return gateway.write(lambda session, desk: record_entries(session, desk, deployment_id, changes))
