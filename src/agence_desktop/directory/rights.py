"""Rights that PostgreSQL itself asks of a login, row by row, and the server roles of the accounts.

Functions run with their owner's rights and a fixed search path. ``session_user`` is who logged in, whatever
role that session took since. A refusal is SQLSTATE 42501, as for a privilege that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from agence_desktop.core.roles import Role
from agence_desktop.storage.grants import GROUPS, INHERITS, OWNER, register_privileges
from agence_desktop.storage.guards import Guard, postgresql_guards, register

_FIXED = "SECURITY DEFINER SET search_path = public, pg_temp"
_OURS = ", ".join(f"'{group}'" for group in GROUPS.values())

_FUNCTIONS: Final[dict[str, str]] = {
    # The owner migrates, restores and answers for everything; anybody else is what their account says.
    "agence_owns": f"""
CREATE OR REPLACE FUNCTION agence_owns() RETURNS boolean LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT pg_has_role(session_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'account'::regclass
$$""",
    "agence_may": f"""
CREATE OR REPLACE FUNCTION agence_may(wanted text, organisation integer) RETURNS boolean
LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT EXISTS (SELECT FROM account a JOIN account_grant g ON g.account_id = a.id
                    WHERE a.login = session_user AND NOT a.suspended AND g.role = wanted
                      AND (g.organisation_id IS NULL OR g.organisation_id = organisation))
$$""",
    "agence_administers": f"""
CREATE OR REPLACE FUNCTION agence_administers() RETURNS boolean LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT agence_owns() OR agence_may('{Role.ADMINISTRATOR}', NULL)
$$""",
    "agence_refuse": """
CREATE OR REPLACE FUNCTION agence_refuse(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'right missing: ' || what;
END $$""",
    "counter_rise": f"""
CREATE OR REPLACE FUNCTION counter_rise() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF agence_administers() THEN RETURN NEW; END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.last = 1 THEN RETURN NEW; END IF;
    ELSIF (NEW.kind, NEW.year, NEW.last) = (OLD.kind, OLD.year, OLD.last + 1) THEN
        RETURN NEW;
    END IF;
    PERFORM agence_refuse('counter');
    RETURN NULL;
END $$""",
    "command_answer_once": f"""
CREATE OR REPLACE FUNCTION command_answer_once() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF agence_owns() OR (OLD.answer IS NULL
                         AND (NEW.key, NEW.fingerprint, NEW.at) = (OLD.key, OLD.fingerprint, OLD.at)) THEN
        RETURN NEW;
    END IF;
    PERFORM agence_refuse('command_answer');
    RETURN NULL;
END $$""",
    "person_right": f"""
CREATE OR REPLACE FUNCTION person_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT (agence_administers() OR (agence_may('{Role.CLERK}', NEW.organisation_id)
            AND (TG_OP = 'INSERT' OR agence_may('{Role.CLERK}', OLD.organisation_id)))) THEN
        PERFORM agence_refuse('person');
    END IF;
    RETURN NEW;
END $$""",
    # Makes the server's role of a login where there is none, and gives it the groups of its account alone.
    "agence_admit": f"""
CREATE OR REPLACE FUNCTION agence_admit(who text, groups text[]) RETURNS void LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    one text;
BEGIN
    IF NOT agence_administers() OR NOT groups <@ ARRAY[{_OURS}] THEN PERFORM agence_refuse('account'); END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = who) THEN
        EXECUTE 'CREATE ROLE ' || quote_ident(who);
    END IF;
    FOR one IN SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
                WHERE m.member = (SELECT oid FROM pg_roles WHERE rolname = who)
                  AND r.rolname IN ({_OURS}) AND r.rolname <> ALL (groups)
    LOOP
        EXECUTE 'REVOKE ' || quote_ident(one) || ' FROM ' || quote_ident(who);
    END LOOP;
    FOREACH one IN ARRAY groups LOOP
        EXECUTE 'GRANT ' || quote_ident(one) || ' TO ' || quote_ident(who);
    END LOOP;
    IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = who) THEN
        EXECUTE 'ALTER ROLE ' || quote_ident(who) || ' LOGIN';
    END IF;
END $$""",
    "agence_dismiss": f"""
CREATE OR REPLACE FUNCTION agence_dismiss(who text) RETURNS void LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT agence_administers()
       OR EXISTS (SELECT FROM pg_roles WHERE rolname = who AND (rolsuper OR rolcreaterole)) THEN
        PERFORM agence_refuse('account');
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = who AND rolcanlogin) THEN
        EXECUTE 'ALTER ROLE ' || quote_ident(who) || ' NOLOGIN';
    END IF;
END $$""",
    # A role that may not log in any more keeps the connections it has: they are ended.
    "agence_end_sessions": f"""
CREATE OR REPLACE FUNCTION agence_end_sessions(who text) RETURNS bigint LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    ended bigint;
BEGIN
    IF NOT agence_administers()
       OR NOT EXISTS (SELECT FROM account WHERE login = who AND suspended) THEN
        PERFORM agence_refuse('account');
    END IF;
    SELECT count(*) INTO ended
      FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE usename = who AND datname = current_database() AND pid <> pg_backend_pid()) gone;
    RETURN ended;
END $$""",
}

_TRIGGERS: Final[dict[str, tuple[str, str]]] = {
    "counter_rise": (
        "counter",
        "CREATE TRIGGER counter_rise BEFORE INSERT OR UPDATE ON counter"
        " FOR EACH ROW EXECUTE FUNCTION counter_rise()",
    ),
    "command_answer_once": (
        "command_answer",
        "CREATE TRIGGER command_answer_once BEFORE UPDATE ON command_answer"
        " FOR EACH ROW EXECUTE FUNCTION command_answer_once()",
    ),
    "person_right": (
        "person",
        "CREATE TRIGGER person_right BEFORE INSERT OR UPDATE ON person"
        " FOR EACH ROW EXECUTE FUNCTION person_right()",
    ),
}

_WRITE = "INSERT, UPDATE"
_ALL = "INSERT, UPDATE, DELETE"

register_privileges(
    {
        **{
            table: {Role.ADMINISTRATOR: _WRITE}
            for table in (
                *("region", "municipality", "organisation", "organisation_name", "site"),
                *("skill", "account"),
            )
        },
        "holiday": {Role.ADMINISTRATOR: _ALL},
        "account_grant": {Role.ADMINISTRATOR: _ALL},
        "person": {Role.CLERK: _WRITE},
    },
    {
        **dict.fromkeys(("agence_owns", "agence_may", "agence_administers"), Role.READER),
        **dict.fromkeys(("agence_admit", "agence_dismiss", "agence_end_sessions"), Role.ADMINISTRATOR),
    },
)


@register
def rights_guards() -> Iterator[Guard]:
    """Guards of PostgreSQL; a file belongs to whoever can write it."""
    yield from postgresql_guards(_FUNCTIONS, _TRIGGERS)


def preparation(database: str) -> tuple[list[str], list[str]]:
    """The SQL that makes roles and database: what to run first, then what to run in the new database."""
    groups = list(GROUPS.values())
    reader = GROUPS[Role.READER]
    first = [
        *(_role(group, "NOLOGIN") for group in groups),
        _role(OWNER, "LOGIN CREATEROLE"),
        *(f"GRANT {GROUPS[given]} TO {GROUPS[role]}" for role, given in INHERITS.items()),
        f"GRANT {', '.join(groups)} TO {OWNER} WITH ADMIN OPTION",
        f"GRANT pg_signal_backend TO {OWNER}",
        f"CREATE DATABASE {_quoted(database)} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0",
    ]
    inside = [
        f"REVOKE ALL ON DATABASE {_quoted(database)} FROM PUBLIC",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {_quoted(database)} TO {reader}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"ALTER SCHEMA public OWNER TO {OWNER}",
    ]
    return first, inside


def _role(name: str, attributes: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}')"
        f" THEN CREATE ROLE {name} {attributes}; END IF; END $$"
    )


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
