"""What « Banc et utilisation » reads and prints, on the database thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.teams.benches import BenchReading
from agence_desktop.teams.periods import Days

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed


def read_bench(gateway: Gateway, period: Days) -> BenchReading:
    """A period as it stands."""
    from agence_desktop.teams.queries.bench import bench_reading

    return gateway.read(lambda session, today: bench_reading(session, today, period))


def print_bench(gateway: Gateway, period: Days, *, tentative: bool) -> Printed:
    """The report of a period; recorded."""
    from agence_desktop.actions.printing.team_reports import print_bench as make

    return make(gateway.database, gateway.actor, period, tentative=tentative)
