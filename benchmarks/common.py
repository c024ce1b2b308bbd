"""What every measurement needs: the paths of the project, databases of both kinds, paired rounds, a table."""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for _folder in (ROOT / "src", ROOT / "tests"):
    if str(_folder) not in sys.path:
        sys.path.insert(0, str(_folder))

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""The instant of all measurements: Friday, 8 h in Québec."""

KINDS = ("sqlite", "postgresql")


@contextmanager
def databases(kind: str) -> Iterator[Callable[[str], str]]:
    """A function from a name to the address of a database that does not exist (SQLite) or is empty."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="agence-mesure-") as folder:
            yield lambda name: f"sqlite:///{(Path(folder) / f'{name}.sqlite').as_posix()}"
        return
    from support.postgres import PrivateServer

    server = PrivateServer()
    try:
        _make_durable(server.admin_url)
        yield lambda _name: server.url(server.create_database())
    finally:
        server.close()


def _make_durable(url: str) -> None:
    """The server of the tests forgets on a power cut; that of a measurement writes as a real one does."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync = on", "full_page_writes = on", "autovacuum = on", "shared_buffers = '256MB'"):
            connection.execute(f"ALTER SYSTEM SET {setting}")  # type: ignore[call-overload]
        connection.execute("SELECT pg_reload_conf()")


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes, with the collector of garbage at rest."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()


def paired(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Medians of both in seconds, and the median of the ratios ours ÷ bare of each round.

    The two take turns, and the first to go changes: what disturbs the machine disturbs both.
    """
    times: list[tuple[float, float]] = []
    for turn in range(rounds):
        first, second = (ours, bare) if turn % 2 else (bare, ours)
        one, other = seconds(first), seconds(second)
        times.append((one, other) if turn % 2 else (other, one))
    return (
        statistics.median(one for one, _ in times),
        statistics.median(other for _, other in times),
        statistics.median(one / other for one, other in times),
    )


def show(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table for people and for Markdown."""
    cells = [[str(cell) for cell in row] for row in (titles, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(titles))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print("\n".join(lines), flush=True)
