"""Changing a database as somebody does who owns it and knows no rule: triggers silent, then back in place."""

from __future__ import annotations

from sqlalchemy import text

from agence_desktop.storage.engine import WRITES
from agence_desktop.storage.work import Database


def tamper(database: Database, *statements: str) -> None:
    """Run statements while no trigger and no foreign key answers."""
    engine = database.engine.execution_options(**{WRITES: True, "keep_foreign_keys": False})
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                connection.exec_driver_sql(statement)
            return
        kept = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for name, _ in kept:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        for _, sql in kept:
            connection.exec_driver_sql(sql)
