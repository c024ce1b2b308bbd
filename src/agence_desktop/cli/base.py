"""base creer, etat, mettre-a-niveau, verifier, sauvegarder, restaurer, copier and preparer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agence_desktop import __version__
from agence_desktop.cli import base_texts as told
from agence_desktop.cli import texts
from agence_desktop.cli.context import Context
from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import ExitCode, RefusedError
from agence_desktop.core.french import counted, format_number
from agence_desktop.storage.configuration import effective_settings

if TYPE_CHECKING:
    from agence_desktop.actions.saving import Copied, Restored
    from agence_desktop.storage.locations import DatabaseLocation
    from agence_desktop.storage.schema import SchemaState
    from agence_desktop.storage.work import Database

_LISTED = 10
"""Collisions named for people in each table; programs are told all of them."""


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = subparsers.add_parser("base", help=told.HELP, description=told.HELP)
    commands = group.add_subparsers(title=texts.COMMANDS, metavar="COMMANDE", dest="action", required=True)

    def add(name: str, help_: str, run: Any) -> Any:
        parser = commands.add_parser(name, help=help_, description=help_)
        parser.set_defaults(run=run)
        return parser

    add("creer", told.CREATE, run_create).add_argument("--rejeu", action="store_true", help=told.REPLAY)
    add("etat", told.STATE, run_state)
    add("mettre-a-niveau", told.UPGRADE, run_upgrade)
    add("verifier", told.VERIFY, run_verify)
    for name, help_, run in (("sauvegarder", told.SAVE, run_save), ("restaurer", told.RESTORE, run_restore)):
        add(name, help_, run).add_argument("file", metavar="FICHIER", type=Path, help=told.FILE)
    copying = add("copier", told.COPY, run_copy)
    copying.add_argument("source", metavar="SOURCE", help=told.SOURCE)
    copying.add_argument("target", metavar="CIBLE", help=told.TARGET)
    copying.add_argument("--essai", action="store_true", help=texts.DRY_RUN)
    add("preparer", told.PREPARE, run_prepare).add_argument("--nom", metavar="NOM", help=told.NAME)


def run_create(context: Context) -> int:
    """Create a base with its reference data."""
    from agence_desktop.actions.bases import create_office
    from agence_desktop.migrations import HEAD

    options, location = context.options, context.location()
    if isinstance(context.clock, FixedClock) and not options.rejeu:
        raise RefusedError("not_replay", texts.NOT_REPLAY)
    _make_own_folder(context, location)
    # What is played again has the same arithmetic on every computer.
    full_day = None if options.rejeu else effective_settings().or_fault().settings.full_day
    create_office(location, replay=options.rejeu, clock=context.clock, full_day=full_day)
    context.output.result({"base": location.shown, "schema": HEAD, "replay": options.rejeu})
    context.output.line(told.CREATED.format(base=location.shown))
    if options.rejeu:
        context.output.line(told.CREATED_REPLAY)
    return int(ExitCode.DONE)


def run_state(context: Context) -> int:
    """Show version and counts; SCHEMA where the base is of another version."""
    from agence_desktop.migrations import HEAD
    from agence_desktop.migrations.parts import all_tables
    from agence_desktop.storage.description import describe
    from agence_desktop.storage.engine import open_engine
    from agence_desktop.storage.schema import Standing, refuse_other_schema, schema_state
    from agence_desktop.storage.work import Database

    all_tables()
    opened = open_engine(context.location(), clock=context.clock)
    database = Database(opened, context.clock)
    try:
        state = schema_state(database, HEAD)
        if not state.replay:
            _refuse_fixed_clock(context)
        if state.standing is Standing.SAME:
            _tell_state(context, database, state, describe)
        else:
            context.output.result(_state_row(database, state))
        refuse_other_schema(state, opened.location, __version__)
    finally:
        database.close()
    return int(ExitCode.DONE)


def _state_row(database: Database, state: SchemaState) -> dict[str, Any]:
    return {
        "base": database.location.shown,
        "schema": state.current,
        "head": state.head,
        "standing": str(state.standing),
        "program": state.program or None,
        "base_id": state.base_id or None,
        "replay": state.replay,
        "read_only": database.read_only,
    }


def _tell_state(context: Context, database: Database, state: SchemaState, describe: Any) -> None:
    found = database.read(describe)
    seal = found.seal
    context.output.result(
        {
            **_state_row(database, state),
            "size": found.size,
            "counts": dict(found.counts),
            "seal": {"day": seal.day.isoformat(), "digest": seal.digest} if seal else None,
            "last_backup": found.last_backup.isoformat() if found.last_backup else None,
        }
    )
    lines = [
        (told.LABEL_BASE, database.location.shown),
        (told.LABEL_SCHEMA, told.SCHEMA.format(schema=state.current, program=state.program)),
        (told.LABEL_SIZE, told.SIZE.format(size=format_number(-(-found.size // 1024)))),
        (told.LABEL_BACKUP, told.instant(found.last_backup)),
        (told.LABEL_SEAL, told.SEAL.format(day=seal.day, digest=seal.digest[:16]) if seal else told.NONE),
        *((label, format_number(found.counts[table])) for table, label in told.TABLES.items()),
    ]
    context.output.table((told.LABEL, told.VALUE), lines)
    for shown, sentence in ((state.replay, told.CREATED_REPLAY), (database.read_only, told.CONSULTED)):
        if shown:
            context.output.line(sentence)


def run_upgrade(context: Context) -> int:
    """Bring the schema to the program's."""
    from agence_desktop.actions.upgrading import upgrade_base

    _refuse_fixed_clock(context)
    done = upgrade_base(context.location())
    copy = str(done.copy) if done.copy else None
    context.output.result({"before": done.before, "after": done.after, "copy": copy})
    same = done.before == done.after
    sentence = told.UP_TO_DATE if same else told.UPGRADED
    context.output.line(sentence.format(before=done.before, after=done.after))
    if copy:
        context.output.line(told.UPGRADE_COPY.format(path=copy))
    return int(ExitCode.DONE)


def run_verify(context: Context) -> int:
    """Tell everything that is not as it should be; REFUSED where there is anything."""
    from agence_desktop.migrations.parts import all_tables
    from agence_desktop.storage.verification import verify

    all_tables()
    found = 0
    with context.database() as database:
        for finding in verify(database):
            found += 1
            row = {"code": finding.code, "subject": finding.subject, "sentence": finding.sentence}
            context.output.result(row)
            context.output.line(finding.sentence)
    context.output.message(told.FOUND.format(count=counted(found, "anomalie")) if found else told.SOUND)
    return int(ExitCode.REFUSED if found else ExitCode.DONE)


def run_save(context: Context) -> int:
    """Back the base up into one file."""
    from agence_desktop.actions.saving import back_up

    path: Path = context.options.file
    with context.database() as database:
        manifest = back_up(database, path)
    size = path.stat().st_size
    row = {"file": str(path), "rows": manifest.rows, "size": size}
    context.output.result({**row, "seal": manifest.seal, "base_id": manifest.base_id})
    context.output.line(told.SAVED.format(path=path, rows=counted(manifest.rows, "ligne")))
    if manifest.seal:
        context.output.line(told.SAVED_SEAL.format(digest=manifest.seal))
    return int(ExitCode.DONE)


def run_restore(context: Context) -> int:
    """Restore a backup into an empty base."""
    from agence_desktop.actions.saving import restore

    _refuse_fixed_clock(context)
    _make_own_folder(context, context.location())
    restored = restore(context.location(), context.options.file, context.clock)
    _tell_restored(context, restored, context.location())
    return int(ExitCode.DONE)


def run_copy(context: Context) -> int:
    """Move a base into another place; REFUSED where the target holds records."""
    from agence_desktop.actions.saving import copy_base, refuse_occupied
    from agence_desktop.storage.locations import PostgresServer, parse_location

    _refuse_fixed_clock(context)
    options, target = context.options, parse_location(context.options.target)
    options.base = options.source
    with context.database() as source:
        copied = copy_base(source, target, context.clock, dry_run=options.essai)
    _tell_collisions(context, copied)
    refuse_occupied(copied, target)
    if copied.restored:
        _tell_restored(context, copied.restored, target)
        if isinstance(target, PostgresServer):
            context.output.message(told.COPIED_ACCOUNTS)
    else:
        context.output.result({"rows": copied.manifest.rows, "dry_run": True})
        context.output.line(told.WOULD_COPY.format(rows=counted(copied.manifest.rows, "ligne")))
        context.output.line(texts.DRY_RUN_DONE)
    return int(ExitCode.DONE)


def _tell_restored(context: Context, restored: Restored, target: DatabaseLocation) -> None:
    manifest = restored.manifest
    context.output.result(
        {
            "base": target.shown,
            "rows": manifest.rows,
            "schema": manifest.schema,
            "made": manifest.created_at.isoformat(),
            "base_id": manifest.base_id,
            "findings": [finding.sentence for finding in restored.findings],
            "administrator": restored.administrator,
        }
    )
    moment, rows = told.instant(manifest.created_at), counted(manifest.rows, "ligne")
    context.output.line(told.RESTORED.format(base=target.shown, moment=moment, rows=rows))
    if restored.administrator:
        context.output.line(told.RESTORED_ADMINISTRATOR.format(login=restored.administrator))
    if restored.findings:
        context.output.message(told.RESTORED_FINDINGS)
        for finding in restored.findings:
            context.output.message(finding.sentence)


def _tell_collisions(context: Context, copied: Copied) -> None:
    by_table: dict[str, list[str]] = {}
    for collision in copied.collisions:
        context.output.result({"table": collision.table, "key": collision.key})
        words = told.key_words(collision.table, collision.key)
        by_table.setdefault(collision.table, []).append(words)
    for table, keys in by_table.items():
        more = told.MORE.format(count=len(keys) - _LISTED) if len(keys) > _LISTED else ""
        label = told.KEYED_TABLES.get(table, table)
        context.output.line(told.COLLISIONS.format(table=label, keys=", ".join(keys[:_LISTED]), more=more))


def run_prepare(context: Context) -> int:
    """Print the SQL by which a database administrator creates roles and database."""
    from agence_desktop.directory.rights import preparation
    from agence_desktop.storage.locations import PostgresServer

    name, host = context.options.nom, "SERVEUR"
    if getattr(context.options, "base", None) is not None:
        location = context.location()
        if isinstance(location, PostgresServer):
            name, host = name or location.url.database, location.url.host or host
    name = name or told.DATABASE
    first, inside = preparation(name)
    for place, statements in ((told.MAINTENANCE_DATABASE, first), (name, inside)):
        for statement in statements:
            context.output.result({"database": place, "statement": statement})
    for line in told.script(name, host, first, inside):
        context.output.line(line)
    return int(ExitCode.DONE)


def _refuse_fixed_clock(context: Context) -> None:
    if isinstance(context.clock, FixedClock):
        raise RefusedError("not_replay", texts.NOT_REPLAY)


def _make_own_folder(context: Context, location: DatabaseLocation) -> None:
    """Make this user's own folder of the local base, where no other place was given."""
    from agence_desktop.storage.locations import SqliteFile

    if isinstance(location, SqliteFile) and getattr(context.options, "base", None) is None:
        location.path.parent.mkdir(parents=True, exist_ok=True)
