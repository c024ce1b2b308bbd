"""Who may touch which table on PostgreSQL: group roles for the roles of the program, and their privileges.

The role that owns the tables makes and upgrades them; people log in by roles of their own, members of groups.
What depends on the row (whose organisation?) is refused by triggers, which the slices register as guards:
they say no aloud, where row-level security lets an UPDATE match nothing in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Role
from agence_desktop.storage import sentences
from agence_desktop.storage.base import Base
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.findings import Finding
from agence_desktop.storage.guards import GuardKind, registered_guards

OWNER: Final = "agence_proprietaire"
"""The role that owns the tables."""

GROUPS: Final[Mapping[Role, str]] = {
    Role.READER: "agence_lecteur",
    Role.CLERK: "agence_commis",
    Role.HOST: "agence_hote",
    Role.HOLDER: "agence_titulaire",
    Role.MANAGER: "agence_gestionnaire",
    Role.TECHNICIAN: "agence_technicien",
    Role.MEMBER: "agence_membre",
    Role.CLIENT: "agence_client",
    Role.ADMINISTRATOR: "agence_administrateur",
}

INHERITS: Final[Mapping[Role, Role]] = {
    **{role: Role.READER for role in Role if role is not Role.READER},
    Role.HOST: Role.CLERK,
    Role.ADMINISTRATOR: Role.HOST,
}
"""Whose privileges on tables each group also has; which rows remains a matter of the rights of an account."""

_HIDDEN: Final = {"audit", "audit_seal", "command_answer", "counter"}
"""Tables that not every reader may read."""

_WRITERS: Final = (Role.CLERK, Role.HOLDER, Role.MANAGER, Role.MEMBER, Role.CLIENT)
"""Roles that run commands; which rows they may write is asked of each."""

Privileges = Mapping[Role, str]
"""Role → what its group may do beyond what it inherits, as in ``INSERT, UPDATE``."""

_TABLES: Final[dict[str, Privileges]] = {}
_FUNCTIONS: Final[dict[str, Role]] = {}


def register_privileges(
    tables: Mapping[str, Privileges],
    functions: Mapping[str, Role] | None = None,
    hidden: Iterable[str] = (),
) -> None:
    """Say who may write tables and call functions; readers read every table that is not ``hidden``."""
    _TABLES.update(tables)
    _FUNCTIONS.update(functions or {})
    _HIDDEN.update(hidden)


register_privileges(
    {
        "audit": {Role.ADMINISTRATOR: "SELECT"},
        "audit_seal": {Role.ADMINISTRATOR: "SELECT"},
        "change": {
            **dict.fromkeys(_WRITERS, "INSERT"),
            Role.ADMINISTRATOR: "DELETE",
        },
        "command_answer": dict.fromkeys(_WRITERS, "SELECT, INSERT, UPDATE"),
        "counter": dict.fromkeys((Role.CLERK, Role.MANAGER), "SELECT, INSERT, UPDATE"),
    },
    {"agence_record_event": Role.READER},
)


def expected_privileges() -> dict[tuple[str, str], frozenset[str]]:
    """(table, group) → privileges."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for table in Base.metadata.tables:
        given = {role: _TABLES.get(table, {}).get(role, "") for role in Role}
        if table not in _HIDDEN:
            given[Role.READER] = "SELECT"
        for role, words in given.items():
            if words:
                found[table, GROUPS[role]] = frozenset(word.strip() for word in words.split(","))
    return found


def apply_grants(connection: Connection) -> bool:
    """Give the groups their privileges, and nobody else any, within the owner's transaction.

    False where there is nothing to do: an SQLite file, or a server whose groups were not prepared.
    """
    if connection.dialect.name != "postgresql" or not groups_exist(connection):
        return False
    for statement in _grant_statements(connection):
        connection.exec_driver_sql(statement)
    return True


def groups_exist(connection: Connection) -> bool:
    """Whether the server was prepared (``base preparer``)."""
    names = list(GROUPS.values())
    count = text("SELECT count(*) FROM pg_roles WHERE rolname = ANY (CAST(:names AS text[]))")
    return bool(connection.execute(count, {"names": names}).scalar_one() == len(names))


def is_unprepared(session: Session) -> bool:
    """Whether the base stands on a server that lacks the groups: its administrator then makes logins."""
    return not is_sqlite(session) and not groups_exist(session.connection())


def _grant_statements(connection: Connection) -> Iterator[str]:
    everybody = ", ".join(("PUBLIC", *GROUPS.values()))
    for table in Base.metadata.tables:
        yield f'REVOKE ALL ON TABLE "{table}" FROM {everybody}'
    for (table, group), privileges in expected_privileges().items():
        yield f'GRANT {", ".join(sorted(privileges))} ON TABLE "{table}" TO {group}'
    yield f"GRANT SELECT ON TABLE alembic_version TO {GROUPS[Role.READER]}"
    for table, sequence in connection.execute(_SEQUENCES).tuples().all():
        yield f"REVOKE ALL ON SEQUENCE {sequence} FROM {everybody}"
        for role, words in _TABLES.get(table, {}).items():
            if "INSERT" in words:
                yield f"GRANT USAGE ON SEQUENCE {sequence} TO {GROUPS[role]}"
    for guard in registered_guards("postgresql"):
        if guard.kind is GuardKind.FUNCTION:
            yield f"REVOKE ALL ON FUNCTION {guard.name} FROM {everybody}"
    for function, role in _FUNCTIONS.items():
        yield f"GRANT EXECUTE ON FUNCTION {function} TO {GROUPS[role]}"


_SEQUENCES = text(
    """
    SELECT t.relname, s.oid::regclass::text
      FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
      JOIN pg_class t ON t.oid = d.refobjid
     WHERE s.relkind = 'S' AND t.relnamespace = current_schema()::regnamespace
    """
)

_GIVEN = text(
    """
    SELECT c.relname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type
      FROM pg_class c CROSS JOIN aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.grantee <> c.relowner
    UNION ALL
    SELECT c.relname || '.' || t.attname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type
      FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid CROSS JOIN aclexplode(t.attacl) a
      LEFT JOIN pg_roles r ON r.oid = a.grantee
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.grantee <> c.relowner
    """
)


def grant_findings(session: Session) -> Iterator[Finding]:
    """Privileges on tables that somebody was given or lost without this program."""
    if not is_sqlite(session):
        expected, given = _compared(session.connection())
        yield from _findings("absent", expected - given)
        yield from _findings("unknown", given - expected)


def mend_grants(connection: Connection) -> None:
    """Apply the privileges again, within the owner's transaction, where they are not as they should be."""
    if connection.dialect.name == "postgresql" and groups_exist(connection):
        expected, given = _compared(connection)
        if expected != given:
            apply_grants(connection)


def _compared(connection: Connection) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """Privileges that there should be and those that there are: table (or table.column), group, privilege."""
    expected = {
        (table, group, privilege)
        for (table, group), privileges in (expected_privileges() if groups_exist(connection) else {}).items()
        for privilege in privileges
    }
    names = Base.metadata.tables.keys()
    given = {
        (table, group, privilege)
        for table, group, privilege in connection.execute(_GIVEN).tuples()
        if table.partition(".")[0] in names
    }
    return expected, given


def _findings(code: str, privileges: Iterable[tuple[str, str, str]]) -> Iterator[Finding]:
    for table, group, privilege in sorted(privileges):
        sentence = sentences.GRANTS[code].format(table=table, group=group, privilege=privilege)
        yield Finding(f"grant_{code}", f"{privilege} {table} {group}", sentence)
