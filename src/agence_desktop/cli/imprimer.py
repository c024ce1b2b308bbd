"""``imprimer DOCUMENT CLE --sortie F.pdf``: one document as a file, the print on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agence_desktop.cli import print_texts as texts
from agence_desktop.cli.context import Context
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import ExitCode, InputError, RefusedError
from agence_desktop.core.french import listed, parse_iso_date, quoted

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed
    from agence_desktop.core.roles import Actor
    from agence_desktop.storage.work import Database

Make = Callable[["Database", "Actor", str], "Printed"]


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("imprimer", help=texts.HELP, description=texts.HELP)
    parser.add_argument("document", metavar="DOCUMENT", help=texts.DOCUMENT)
    parser.add_argument("key", metavar="CLE", help=texts.KEY)
    parser.add_argument("--sortie", dest="path", metavar="F.pdf", type=Path, required=True, help=texts.OUTPUT)
    parser.set_defaults(run=run)


def run(context: Context) -> int:
    """Write the document; raises InputError, RefusedError where nothing bears the key."""
    options = context.options
    make = DOCUMENTS.get(options.document)
    if make is None:
        known = listed([quoted(name) for name in DOCUMENTS])
        raise InputError("unknown_document", texts.UNKNOWN.format(text=quoted(options.document), known=known))
    if options.path.suffix.lower() != ".pdf":
        raise InputError("wrong_ending", texts.WRONG_ENDING.format(path=options.path))
    if not options.path.absolute().parent.is_dir():
        # Said before the print is on record.
        raise _cannot_write(options.path)
    with context.database() as database:
        printed = make(database, context.actor(database), options.key)
    try:
        printed.save(options.path)
    except OSError as fault:
        raise _cannot_write(options.path) from fault
    context.output.result({"document": options.document, "title": printed.title, "file": str(options.path)})
    context.output.line(texts.WRITTEN.format(title=printed.title, path=options.path))
    return int(ExitCode.DONE)


def _cannot_write(path: Path) -> InputError:
    return InputError("cannot_write", texts.CANNOT_WRITE.format(path=path))


def read_key(text: str) -> tuple[str, date | None]:
    """« LEV-CHA@2026-12-01 » as its key and day; None where no day is named.

    Raises InputError ``bad_time`` where what follows the last « @ » is no date.
    """
    key, at, day = text.rpartition("@")
    if not at:
        return text.strip(), None
    try:
        return key.strip(), parse_iso_date(day)
    except InputError as fault:
        raise InputError("bad_time", texts.BAD_DATE.format(text=quoted(day))) from fault


def _undated(text: str, refusal: str = texts.NO_DATE_HERE) -> str:
    key, day = read_key(text)
    if day is not None:
        raise InputError("usage", refusal)
    return key


def _confirmation(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.confirmations import print_confirmation
    from agence_desktop.spaces.commands.desk import Desk

    return print_confirmation(database, Desk(actor), _undated(text, texts.NO_DATE).upper())


def _door(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.plannings import print_door
    from agence_desktop.spaces.commands.desk import Desk

    code, day = read_key(text)
    return print_door(database, Desk(actor), code, day or _today(database))


def _week(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.plannings import print_week
    from agence_desktop.spaces.commands.desk import Desk

    site, day = read_key(text)
    return print_week(database, Desk(actor), site, day or _today(database))


def _sheet(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.posts import print_sheet
    from agence_desktop.positions.commands.desk import Desk

    return print_sheet(database, Desk(actor), _undated(text))


def _one_page(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.posts import print_sheet
    from agence_desktop.documents.sheets.rows import Variant
    from agence_desktop.positions.commands.desk import Desk

    return print_sheet(database, Desk(actor), _undated(text), Variant.ONE_PAGE)


def _copy(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.posts import print_sheet
    from agence_desktop.documents.sheets.rows import Variant
    from agence_desktop.positions.commands.desk import Desk

    number, _, email = (part.strip() for part in text.partition("@"))
    try:
        return print_sheet(database, Desk(actor), number, Variant.SUBSTITUTE, reader=email or None)
    except RefusedError as refused:
        if email or refused.code != "not_a_substitute":
            raise
        raise InputError("usage", texts.NO_READER.format(number=number.upper())) from refused


def _relief(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.posts import print_relief
    from agence_desktop.positions.commands.desk import Desk

    return print_relief(database, Desk(actor), _undated(text))


def _matrix(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.posts import print_matrix
    from agence_desktop.positions.commands.desk import Desk

    return print_matrix(database, Desk(actor), _undated(text))


def _register(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.posts import print_register
    from agence_desktop.positions.commands.desk import Desk

    return print_register(database, Desk(actor), _undated(text))


def _proposal(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.team_proposals import print_proposal, proposal_by_number

    number = _undated(text, texts.NO_DATE_TEAMS)
    return print_proposal(database, actor, database.read(lambda session: proposal_by_number(session, number)))


def _commitment(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.deployments import print_commitment, request_by_number

    number = _undated(text, texts.NO_DATE_TEAMS)
    return print_commitment(
        database, actor, database.read(lambda session: request_by_number(session, number))
    )


def _statement(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.deployments import print_statement, statement_by_number

    number = _undated(text, texts.NO_DATE_TEAMS)
    return print_statement(
        database, actor, database.read(lambda session: statement_by_number(session, number))
    )


def _order(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.deployments import deployment_by_key, print_order

    return print_order(database, actor, deployment_by_key(database, _undated(text, texts.NO_DATE_TEAMS)))


def _welcome(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.deployments import deployment_by_key, print_welcome

    return print_welcome(database, actor, deployment_by_key(database, _undated(text, texts.NO_DATE_TEAMS)))


def _extension(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.deployments import deployment_by_key, print_extension

    return print_extension(database, actor, deployment_by_key(database, _undated(text, texts.NO_DATE_TEAMS)))


def _end(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.deployments import deployment_by_key, print_end

    return print_end(database, actor, deployment_by_key(database, _undated(text, texts.NO_DATE_TEAMS)))


def _evaluation(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.deployments import deployment_by_key, print_evaluation
    from agence_desktop.teams.rows import Side

    key, _, side = text.partition("@")
    sides = {"": Side.CLIENT, "client": Side.CLIENT, "membre": Side.MEMBER}
    wanted = sides.get(side.strip().casefold())
    if wanted is None:
        raise InputError("usage", texts.BAD_SIDE.format(text=quoted(side)))
    return print_evaluation(database, actor, deployment_by_key(database, key), wanted)


def _team(database: Database, actor: Actor, text: str) -> Printed:
    from agence_desktop.actions.printing.team_plannings import print_team_planning

    code, first = read_key(text)
    return print_team_planning(database, actor, code, first)


def _today(database: Database) -> date:
    return to_wall(database.clock.now(), QUEBEC).date()


DOCUMENTS: Mapping[str, Make] = {
    "confirmation": _confirmation,
    "affiche": _door,
    "planning": _week,
    "fiche": _sheet,
    "fiche-une-page": _one_page,
    "fiche-releve": _copy,
    "plan-releve": _relief,
    "matrice": _matrix,
    "registre": _register,
    "proposition": _proposal,
    "engagement": _commitment,
    "ordre": _order,
    "fiche-accueil": _welcome,
    "prolongation": _extension,
    "avis-fin": _end,
    "evaluation": _evaluation,
    "releve": _statement,
    "planning-equipe": _team,
}
"""The documents of this version, by the name under which they are asked for."""
