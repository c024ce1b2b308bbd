"""The structure of a database, told by the database itself, to compare two of them."""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

_DEFAULT = re.compile(r"DEFAULT \((\w+)\)")
_POSTGRESQL = {
    "column": """
        SELECT c.relname || '.' || a.attname,
               format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' '
               || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || coalesce(k.collname, '')
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
          JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          LEFT JOIN pg_collation k ON k.oid = a.attcollation
         WHERE a.attnum > 0 AND NOT a.attisdropped""",
    "constraint": """
        SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
         WHERE connamespace = current_schema()::regnamespace AND contype <> 'n' AND conrelid <> 0""",
    "index": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    "trigger": """
        SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) || ' ' || tgenabled::text
          FROM pg_trigger
         WHERE NOT tgisinternal""",
    "function": """
        SELECT proname, pg_get_functiondef(oid) FROM pg_proc
         WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'""",
}


def structure(connection: Connection) -> dict[str, str]:
    """Kind and name of everything → its definition; the table of Alembic left out."""
    found: dict[str, str] = {}
    if connection.dialect.name == "postgresql":
        for kind, statement in _POSTGRESQL.items():
            found |= {
                f"{kind} {name}": definition for name, definition in connection.execute(text(statement))
            }
    else:
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        for kind, name, sql in rows:
            # Columns and constraints may come in another order: one line each, sorted. Alembic puts a
            # default in brackets, and SQLite the name of a table made again in quotes.
            lines = sorted(_DEFAULT.sub(r"DEFAULT \1", line.strip().rstrip(",")) for line in sql.splitlines())
            lines = [line.replace(f'TABLE "{name}" (', f"TABLE {name} (") for line in lines]
            found[f"{kind} {name}"] = " ".join("\n".join(lines if kind == "table" else [sql]).split())
    return {name: definition for name, definition in found.items() if "alembic_version" not in name}
