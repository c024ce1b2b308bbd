"""demo [--espaces N] [--reservations N] [--postes N] [--membres N] [--graine S]."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from agence_desktop.cli import demo_texts, texts
from agence_desktop.cli.context import Context
from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import ExitCode, InputError, RefusedError
from agence_desktop.core.french import counted, format_number, listed, quoted
from agence_desktop.core.roles import Role, require

_MOST = 10_000_000
_STEPS = 10
"""How many times a long build tells how far it is."""


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("demo", help=demo_texts.HELP, description=demo_texts.DESCRIPTION)
    for option, size, least, told in (
        ("--espaces", "spaces", 1, demo_texts.SPACES),
        ("--reservations", "bookings", 0, demo_texts.BOOKINGS),
        ("--postes", "positions", 0, demo_texts.POSITIONS),
        ("--membres", "members", 0, demo_texts.MEMBERS),
        ("--graine", "seed", 0, demo_texts.SEED),
    ):
        parser.add_argument(option, dest=size, metavar="N", type=_whole(least), help=told)
    parser.set_defaults(run=run)


def run(context: Context) -> int:
    """Make the base where its file does not exist, then fill it; who runs it must administer it."""
    from agence_desktop.actions.demo import build_demo

    options, output = context.options, context.output
    given = {size: getattr(options, size) for size in ("spaces", "bookings", "positions", "members", "seed")}
    chosen = {size: number for size, number in given.items() if number is not None}
    _create_missing(context)
    with context.database() as database:
        require(context.actor(database), Role.ADMINISTRATOR, None, demo_texts.WRITING)
        counts = build_demo(database, **chosen, progress=_teller(context))
    output.result(asdict(counts))
    told = [
        counted(counts.sites, "immeuble"),
        counted(counts.spaces, "espace"),
        counted(counts.people, "personne"),
        counted(counts.bookings, "réservation"),
        counted(counts.occurrences, "séance"),
        counted(counts.positions, "poste"),
        counted(counts.members, "membre"),
        counted(counts.requests, "demande"),
    ]
    output.line(demo_texts.DONE.format(counts=listed(told)))
    return int(ExitCode.DONE)


def _create_missing(context: Context) -> None:
    from agence_desktop.actions.bases import create_office
    from agence_desktop.storage.locations import SqliteFile

    location = context.location()
    if isinstance(location, SqliteFile) and not location.path.exists():
        if isinstance(context.clock, FixedClock):
            raise RefusedError("not_replay", texts.NOT_REPLAY)
        create_office(location, clock=context.clock)


def _teller(context: Context) -> Callable[[int, int], None]:
    """Tells each tenth of the work."""
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if done * _STEPS // total > told:
            told = done * _STEPS // total
            shown = demo_texts.PROGRESS.format(done=format_number(done), total=counted(total, "réservation"))
            context.output.message(shown)

    return tell


def _whole(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= _MOST):
            raise InputError(
                "bad_number",
                demo_texts.BAD_COUNT.format(text=quoted(text), least=least, most=_MOST),
            )
        return int(text)

    return read
