"""What a database's error means: try again, connection lost, or a refusal told in French."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from agence_desktop import __version__
from agence_desktop.core.errors import (
    AgenceError,
    RefusedError,
    RightMissingError,
    SchemaError,
    StaleError,
    UnreachableError,
)
from agence_desktop.storage import sentences
from agence_desktop.storage.base import Base
from agence_desktop.storage.locations import DatabaseLocation, PostgresServer


class Fault(Enum):
    """What to do about an error."""

    RETRY = auto()
    """The transaction was rolled back by the database; the same work may succeed now."""
    LOST = auto()
    """The connection is gone; what was not being committed is rolled back."""
    FINAL = auto()
    """Trying again would give the same answer."""


SCHEMA_MOVED: Final = "schema_moved"
"""What the trigger of change rows calls its refusal; its message is the version that the base asks for."""
SCHEMA_SETTING: Final = "agence.schema"
"""The setting of a server's connection by which a program says which schema it writes."""

_RETRY_STATES = frozenset({"40001", "40P01", "55P03"})
_LOST_STATES = frozenset({"57P01", "57P02", "57P03", "25P03", "57P05"})

_SQLITE_SENTENCES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("busy", sentences.BUSY),
    sqlite3.SQLITE_LOCKED: ("busy", sentences.BUSY),
    sqlite3.SQLITE_FULL: ("disk_full", sentences.DISK_FULL),
    sqlite3.SQLITE_READONLY: ("read_only", sentences.READ_ONLY),
    sqlite3.SQLITE_IOERR: ("disk_fault", sentences.DISK_FAULT),
    sqlite3.SQLITE_CORRUPT: ("damaged", sentences.DAMAGED),
    sqlite3.SQLITE_NOTADB: ("damaged", sentences.DAMAGED),
    sqlite3.SQLITE_CANTOPEN: ("cannot_open", sentences.CANNOT_OPEN),
    sqlite3.SQLITE_PERM: ("cannot_open", sentences.CANNOT_OPEN),
}

_SERVER_SENTENCES: dict[str, tuple[str, str]] = {
    "25006": ("read_only", sentences.READ_ONLY),
    "28000": ("login_refused", sentences.LOGIN_REFUSED),
    "28P01": ("wrong_password", sentences.WRONG_PASSWORD),
    "3D000": ("unknown_database", sentences.UNKNOWN_DATABASE),
    "53100": ("disk_full", sentences.DISK_FULL),
    "53300": ("too_many_connections", sentences.TOO_MANY_CONNECTIONS),
    "58030": ("disk_fault", sentences.DISK_FAULT),
    "40001": ("busy", sentences.BUSY),
    "40P01": ("busy", sentences.BUSY),
    "55P03": ("busy", sentences.BUSY),
}

# libpq gives no SQLSTATE for a connection that failed; servers of Québec speak English or French.
_CONNECTION_TEXTS: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        r"certificate verify failed|root certificate file|does not match host name"
        r"|fichier de certificat racine|ne correspond pas au nom d'hôte",
        ("unproven_server", sentences.UNPROVEN_SERVER),
    ),
    (
        r"does not support SSL|ne supporte pas SSL|ne prend pas en charge SSL",
        ("not_encrypted", sentences.NOT_ENCRYPTED),
    ),
    (
        r"password authentication failed|authentification par mot de passe|no password supplied|SCRAM",
        _SERVER_SENTENCES["28P01"],
    ),
    (r"database \S+ does not exist|la base de données .* n'existe pas", _SERVER_SENTENCES["3D000"]),
    (
        r"no pg_hba\.conf entry|aucune entrée dans pg_hba|is not permitted to log in|role \S+ does not exist"
        r"|permission denied for database|droit refusé pour la base",
        _SERVER_SENTENCES["28000"],
    ),
    (r"too many c|remaining connection slots", _SERVER_SENTENCES["53300"]),
    (
        r"could not translate host|resolve host|Name or service not known|getaddrinfo",
        ("unknown_host", sentences.UNKNOWN_HOST),
    ),
)

_BY_STATE: dict[str, tuple[str, str]] = {
    "23P01": ("taken", sentences.TAKEN),
    "23505": ("duplicate", sentences.DUPLICATE),
    "23503": ("in_use", sentences.IN_USE),
    "23514": ("invalid", sentences.INVALID),
    "23502": ("incomplete", sentences.INCOMPLETE),
}

_SQLITE_STATES: tuple[tuple[str, str], ...] = (
    ("UNIQUE constraint failed", "23505"),
    ("FOREIGN KEY constraint failed", "23503"),
    ("CHECK constraint failed", "23514"),
    ("NOT NULL constraint failed", "23502"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What to answer when a constraint or trigger of this name refuses."""

    code: str
    sentence: str


_REFUSALS: dict[str, Refusal] = {}


def register_refusal(name: str, code: str, sentence: str) -> None:
    """Say what the constraint or trigger ``name`` means; slices do so when their guards are imported.

    ``name`` is the constraint's name on both databases, or the text of SQLite's ``RAISE(ABORT, 'name')`` and
    PostgreSQL's ``RAISE … USING CONSTRAINT = 'name'``. Another meaning for the same name raises ValueError.
    """
    refusal = Refusal(code, sentence)
    if _REFUSALS.setdefault(name, refusal) != refusal:
        raise ValueError(f"{name} already means {_REFUSALS[name].code}")


def classify(error: BaseException) -> Fault:
    """Whether the same work may be tried again."""
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None)
        if error.connection_invalidated or state in _LOST_STATES or _failed_to_connect(error.orig):
            return Fault.LOST
        if state in _RETRY_STATES:
            return Fault.RETRY
        return classify(error.orig) if isinstance(error.orig, sqlite3.Error) else Fault.FINAL
    if isinstance(error, sqlite3.Error) and _sqlite_code(error) in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    ):
        return Fault.RETRY
    return Fault.FINAL


def state_of(error: DBAPIError) -> str:
    """The SQLSTATE of a refusal, SQLite's as well; empty where there is none."""
    if isinstance(error.orig, sqlite3.Error):
        text = str(error.orig)
        return next((state for start, state in _SQLITE_STATES if text.startswith(start)), "")
    return getattr(error.orig, "sqlstate", None) or ""


def _failed_to_connect(orig: Any) -> bool:
    # psycopg raises OperationalError without a state when the connection itself fails.
    return type(orig).__module__.startswith("psycopg") and orig.sqlstate is None and _is_operational(orig)


def _is_operational(orig: Any) -> bool:
    return any(base.__name__ == "OperationalError" for base in type(orig).__mro__)


def _sqlite_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def explain(error: BaseException, location: DatabaseLocation) -> AgenceError | None:
    """The error told to people, or None for one that only a programmer understands."""
    if isinstance(error, AgenceError):
        return error
    if isinstance(error, StaleDataError):
        return StaleError("stale", sentences.STALE)
    orig: Any = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(orig, sqlite3.Error):
        return _explain_sqlite(orig, location)
    if not isinstance(error, DBAPIError):
        return None
    state = getattr(orig, "sqlstate", None)
    if state == "42501":
        return RightMissingError("right_missing", sentences.RIGHT_MISSING)
    name = getattr(getattr(orig, "diag", None), "constraint_name", None)
    if name == SCHEMA_MOVED:
        return schema_moved(orig.diag.message_primary, location)
    if isinstance(error, IntegrityError) or name in _REFUSALS:
        return _refused(name, state)
    if isinstance(error, DataError):  # too long, too great or unprintable for its column
        return RefusedError(*_BY_STATE["23514"])
    if state in _SERVER_SENTENCES:
        return _unreachable(_SERVER_SENTENCES[state], location)
    if classify(error) is Fault.LOST:
        return _unreachable(_connection_text(str(orig)), location)
    return None


def schema_moved(required: str, location: DatabaseLocation) -> SchemaError:
    """The base was upgraded under this program, and asks for the version ``required`` of it."""
    told = sentences.SCHEMA_NEWER.format(shown=location.shown, required=required, ours=__version__)
    return SchemaError("schema_newer", told)


def _explain_sqlite(orig: sqlite3.Error, location: DatabaseLocation) -> AgenceError | None:
    if isinstance(orig, sqlite3.IntegrityError):
        text = str(orig)
        state = next((state for start, state in _SQLITE_STATES if text.startswith(start)), None)
        return _refused(_sqlite_name(text), state)
    found = _SQLITE_SENTENCES.get(_sqlite_code(orig))
    return None if found is None else _unreachable(found, location)


def _refused(name: str | None, state: str | None) -> AgenceError | None:
    known = _REFUSALS.get(name or "")
    if known is not None:
        return RefusedError(known.code, known.sentence)
    general = _BY_STATE.get(state or "")
    return None if general is None else RefusedError(*general)


def _sqlite_name(text: str) -> str:
    """The constraint's name in SQLite's words; for a unique one, found by its columns in the metadata."""
    kind, colon, subject = text.partition("constraint failed: ")
    if not colon:
        return text
    if not kind.startswith("UNIQUE"):
        return subject
    index = re.match(r"index '(.+)'", subject)
    if index:
        return index.group(1)
    table_name = subject.split(".", 1)[0]
    columns = [column.split(".", 1)[1] for column in subject.split(", ")]
    table = Base.metadata.tables.get(table_name)
    if table is None:
        return subject
    if [column.name for column in table.primary_key] == columns:
        return str(table.primary_key.name)
    unique: list[UniqueConstraint | Index] = [index for index in table.indexes if index.unique]
    unique += [item for item in table.constraints if isinstance(item, UniqueConstraint)]
    names = (str(item.name) for item in unique if [column.name for column in item.columns] == columns)
    return next(names, subject)


def _connection_text(text: str) -> tuple[str, str]:
    for pattern, found in _CONNECTION_TEXTS:
        if re.search(pattern, text, re.IGNORECASE):
            return found
    return "unreachable", sentences.UNREACHABLE


def _unreachable(found: tuple[str, str], location: DatabaseLocation) -> UnreachableError:
    code, sentence = found
    if isinstance(location, PostgresServer):
        names = {"host": location.url.host or "", "name": location.url.database or ""}
    else:
        names = {"path": location.shown}
    return UnreachableError(code, sentence.format(shown=location.shown, **names))
