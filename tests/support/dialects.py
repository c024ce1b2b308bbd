"""One store of compiled statements for all databases of a test process.

A program opens one database and compiles a statement once; the tests open thousands, and would compile for
each of them what they compiled for the one before: a fifth of the samples of a profile of their run.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_COMPILED: LRUCache[Any, Any] = LRUCache(5_000)


class _Shared:
    """A dialect that equals those of its kind which found the same server."""

    def _found(self) -> tuple[object, ...]:
        found = vars(self)
        return (type(self), found.get("server_version_info"), found.get("default_schema_name"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shared) and self._found() == other._found()

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=_COMPILED)


class SharedSqlite(_Shared, SQLiteDialect_pysqlite):
    supports_statement_cache = True


class SharedPsycopg(_Shared, PGDialect_psycopg):
    supports_statement_cache = True


def share_compiled_statements() -> None:
    """Have every engine that is made from now on take its statements from one store."""
    registry.register("sqlite", __name__, SharedSqlite.__name__)
    registry.register("postgresql.psycopg", __name__, SharedPsycopg.__name__)
