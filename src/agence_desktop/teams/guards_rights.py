"""Rights of flying teams asked by PostgreSQL itself: who lends, who asks, and whose days they are.

A team belongs to an organisation: managers of that organisation answer for its members and confirm. Clerks
of the client, and clerks and managers of lenders, handle requests; clients sign and evaluate; members write
their own absences, days and expenses. What the calendar alone brings is allowed to whoever passes.
"""

from __future__ import annotations

from typing import Final

from agence_desktop.core.roles import Role
from agence_desktop.storage.grants import register_privileges
from agence_desktop.teams.guards_postgresql import trigger
from agence_desktop.teams.guards_sqlite import FIRM_STATES

_FIXED: Final = "SECURITY DEFINER SET search_path = public, pg_temp"


def _asked(name: str, parameters: str, body: str) -> str:
    """A function that answers yes or no."""
    return f"""
CREATE OR REPLACE FUNCTION {name}({parameters}) RETURNS boolean LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT {body}
$$"""


def _each(name: str, allowed: str, what: str) -> str:
    """A trigger function that asks the same of the row as it was and as it becomes, each as ``given``."""
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    given jsonb;
BEGIN
    FOREACH given IN ARRAY array_remove(ARRAY[to_jsonb(OLD), to_jsonb(NEW)], NULL) LOOP
        IF NOT coalesce({allowed}, false) THEN PERFORM agence_refuse('{what}'); END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$"""


_CLIENT_OF: Final = "(SELECT client_id FROM team_request WHERE id = {})"
_GIVEN_MEMBER: Final = "(given ->> 'member_id')::integer"
_GIVEN_REQUEST: Final = _CLIENT_OF.format("(given ->> 'request_id')::integer")

RIGHT_FUNCTIONS: Final[dict[str, str]] = {
    "agence_own_member": f"""
CREATE OR REPLACE FUNCTION agence_own_member() RETURNS integer LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT m.id FROM account a JOIN team_member m ON m.person_id = a.person_id
     WHERE a.login = session_user AND NOT a.suspended
$$""",
    "agence_lends": _asked(
        "agence_lends",
        "wanted text",
        "agence_administers() OR agence_may(wanted, NULL)"
        " OR EXISTS (SELECT FROM team t WHERE agence_may(wanted, t.organisation_id))",
    ),
    "agence_lends_member": _asked(
        "agence_lends_member",
        "wanted text, one integer",
        "agence_administers() OR EXISTS (SELECT FROM team_member m JOIN team t ON t.id = m.team_id"
        " WHERE m.id = one AND agence_may(wanted, t.organisation_id))",
    ),
    "agence_handles": _asked(
        "agence_handles",
        "client integer",
        f"agence_may('{Role.CLERK}', client) OR agence_lends('{Role.CLERK}')"
        f" OR agence_lends('{Role.MANAGER}')",
    ),
    "agence_is_client": _asked("agence_is_client", "client integer", f"agence_may('{Role.CLIENT}', client)"),
    # What time alone brings, as the server's clock says; a base for replaying cases has its own clock.
    "agence_deployment_due": f"""
CREATE OR REPLACE FUNCTION agence_deployment_due(was deployment, becomes deployment) RETURNS boolean
LANGUAGE plpgsql STABLE {_FIXED} AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE 'America/Toronto' + interval '5 minutes')::date;
    free text[] := ARRAY['state', 'version'];
BEGIN
    IF EXISTS (SELECT FROM agence_meta WHERE key = 'replay' AND value = 'yes') THEN
        today := 'infinity';
    END IF;
    RETURN to_jsonb(was) - free = to_jsonb(becomes) - free
       AND (becomes.state = 'running' AND was.state = 'confirmed' AND was.first_day <= today
            OR becomes.state = 'ended' AND coalesce(was.actual_end, was.end_day) <= today
               AND was.state IN ('confirmed', 'running', 'extension_asked', 'ended_early'));
END $$""",
    "team_right": _each(
        "team_right",
        f"agence_administers() OR agence_may('{Role.MANAGER}', (given ->> 'organisation_id')::integer)",
        "team",
    ),
    "team_member_right": _each(
        "team_member_right",
        f"agence_administers() OR agence_may('{Role.MANAGER}',"
        " (SELECT organisation_id FROM team WHERE id = (given ->> 'team_id')::integer))",
        "team_member",
    ),
    "of_member_right": _each(
        "of_member_right", f"agence_lends_member('{Role.MANAGER}', {_GIVEN_MEMBER})", "team_member"
    ),
    "member_absence_right": _each(
        "member_absence_right",
        f"agence_lends_member('{Role.MANAGER}', {_GIVEN_MEMBER})"
        f" OR agence_lends_member('{Role.CLERK}', {_GIVEN_MEMBER})"
        f" OR {_GIVEN_MEMBER} = agence_own_member() AND NOT (given ->> 'frees')::boolean",
        "member_absence",
    ),
    "cost_rate_right": _each(
        "cost_rate_right",
        f"CASE WHEN given ->> 'member_id' IS NULL THEN agence_lends('{Role.MANAGER}')"
        f" ELSE agence_lends_member('{Role.MANAGER}', {_GIVEN_MEMBER}) END",
        "cost_rate",
    ),
    "team_proposal_right": _each(
        "team_proposal_right", f"agence_lends('{Role.CLERK}') OR agence_lends('{Role.MANAGER}')", "proposal"
    ),
    "team_seat_right": _each("team_seat_right", f"agence_handles({_GIVEN_REQUEST})", "team_request"),
    "seat_skill_right": _each(
        "seat_skill_right",
        "agence_handles((SELECT r.client_id FROM team_seat s JOIN team_request r ON r.id = s.request_id"
        " WHERE s.id = (given ->> 'seat_id')::integer))",
        "team_request",
    ),
    "team_statement_right": _each(
        "team_statement_right",
        f"agence_administers() OR agence_may('{Role.MANAGER}', (given ->> 'lender_id')::integer)"
        f" OR agence_may('{Role.CLERK}', (given ->> 'lender_id')::integer)",
        "team_statement",
    ),
    "stated_entry_right": _each(
        "stated_entry_right",
        f"agence_administers() OR EXISTS (SELECT FROM team_statement s"
        f" WHERE s.id = (given ->> 'statement_id')::integer"
        f" AND (agence_may('{Role.MANAGER}', s.lender_id) OR agence_may('{Role.CLERK}', s.lender_id)))",
        "team_statement",
    ),
    "actual_entry_right": _each(
        "actual_entry_right",
        "EXISTS (SELECT FROM deployment d WHERE d.id = (given ->> 'deployment_id')::integer"
        f" AND (d.member_id = agence_own_member() OR agence_lends_member('{Role.CLERK}', d.member_id)"
        f" OR agence_lends_member('{Role.MANAGER}', d.member_id)))",
        "actual_entry",
    ),
    "team_evaluation_right": _each(
        "team_evaluation_right",
        "EXISTS (SELECT FROM deployment d LEFT JOIN team_request r ON r.id = d.request_id"
        " WHERE d.id = (given ->> 'deployment_id')::integer AND (agence_handles(r.client_id)"
        " OR given ->> 'side' = 'client' AND agence_is_client(r.client_id)"
        " OR given ->> 'side' = 'member' AND d.member_id = agence_own_member()))",
        "team_evaluation",
    ),
    "team_event_right": f"""
CREATE OR REPLACE FUNCTION team_event_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NEW.login <> session_user AND NOT agence_owns() THEN PERFORM agence_refuse('team_event'); END IF;
    RETURN NEW;
END $$""",
    "overrun_right": f"""
CREATE OR REPLACE FUNCTION overrun_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT agence_lends_member('{Role.MANAGER}', NEW.member_id)
       OR NEW.login <> session_user AND NOT agence_owns() THEN
        PERFORM agence_refuse('overrun');
    END IF;
    RETURN NEW;
END $$""",
    # A client signs or withdraws, and changes nothing else.
    "team_request_right": f"""
CREATE OR REPLACE FUNCTION team_request_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    free text[] := ARRAY['state', 'version', 'rank'];
BEGIN
    IF agence_handles(NEW.client_id) AND (TG_OP = 'INSERT' OR agence_handles(OLD.client_id)) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND agence_is_client(OLD.client_id) AND NEW.state IN ('committed', 'cancelled')
       AND to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN
        RETURN NEW;
    END IF;
    PERFORM agence_refuse('team_request');
    RETURN NULL;
END $$""",
    "cost_commitment_right": f"""
CREATE OR REPLACE FUNCTION cost_commitment_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    client integer := {_CLIENT_OF.format("NEW.request_id")};
    free text[] := ARRAY['state', 'version', 'signed_at', 'signed_by', 'signed_name'];
BEGIN
    IF agence_handles(client)
       OR TG_OP = 'UPDATE' AND agence_is_client(client) AND to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN
        RETURN NEW;
    END IF;
    PERFORM agence_refuse('cost_commitment');
    RETURN NULL;
END $$""",
    "deployment_right": f"""
CREATE OR REPLACE FUNCTION deployment_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    client integer := {_CLIENT_OF.format("NEW.request_id")};
    changed text[];
BEGIN
    IF agence_administers() THEN RETURN NEW; END IF;
    IF agence_lends_member('{Role.MANAGER}', NEW.member_id)
       AND (TG_OP = 'INSERT' OR agence_lends_member('{Role.MANAGER}', OLD.member_id)) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state NOT IN ({FIRM_STATES}) AND agence_handles(client) THEN RETURN NEW; END IF;
        PERFORM agence_refuse('deployment');
    END IF;
    IF agence_deployment_due(OLD, NEW) THEN RETURN NEW; END IF;
    IF OLD.state NOT IN ({FIRM_STATES}) AND NEW.state NOT IN ({FIRM_STATES}) AND agence_handles(client) THEN
        RETURN NEW;
    END IF;
    SELECT array_agg(n.key) INTO changed FROM jsonb_each(to_jsonb(NEW)) n
     WHERE n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key AND n.key <> 'version';
    IF (NEW.state IN ('committed', 'cancelled') AND OLD.state NOT IN ({FIRM_STATES})
        AND changed <@ ARRAY['state'] AND agence_is_client(client))
       OR (NEW.state = 'extension_asked' AND changed <@ ARRAY['state', 'asked_end', 'reason']
           AND (agence_handles(client) OR agence_is_client(client)))
       OR (NEW.state = 'ended_early' AND changed <@ ARRAY['state', 'actual_end', 'asked_end', 'reason']
           AND agence_lends_member('{Role.CLERK}', NEW.member_id))
       OR (NEW.state = 'evaluated' AND changed <@ ARRAY['state']
           AND (agence_handles(client) OR agence_is_client(client) OR NEW.member_id = agence_own_member()))
       OR (NEW.state IN ('stated', 'closed') AND changed <@ ARRAY['state']
           AND agence_lends_member('{Role.CLERK}', NEW.member_id)) THEN
        RETURN NEW;
    END IF;
    PERFORM agence_refuse('deployment');
    RETURN NULL;
END $$""",
}

_RIGHTS: Final = {
    "team": "team_right",
    "team_member": "team_member_right",
    "member_pattern": "of_member_right",
    "member_skill": "of_member_right",
    "member_absence": "member_absence_right",
    "day_rate": "cost_rate_right",
    "cost_rate": "cost_rate_right",
    "team_proposal": "team_proposal_right",
    "team_request": "team_request_right",
    "team_seat": "team_seat_right",
    "seat_skill": "seat_skill_right",
    "deployment": "deployment_right",
    "overrun": "overrun_right",
    "team_event": "team_event_right",
    "cost_commitment": "cost_commitment_right",
    "team_statement": "team_statement_right",
    "stated_entry": "stated_entry_right",
    "actual_entry": "actual_entry_right",
    "team_evaluation": "team_evaluation_right",
}
_DELETED: Final = frozenset(
    {"member_pattern", "member_skill", "day_rate", "cost_rate", "team_seat", "seat_skill", "team_statement"}
)

RIGHT_TRIGGERS: Final[dict[str, tuple[str, str]]] = {
    f"{table}_right": trigger(
        f"{table}_right",
        "BEFORE INSERT OR UPDATE" + (" OR DELETE" if table in _DELETED else ""),
        table,
        function,
    )
    for table, function in _RIGHTS.items()
}

_WRITE: Final = "INSERT, UPDATE"
_ALL: Final = "INSERT, UPDATE, DELETE"


def _given(words: str, *roles: Role) -> dict[Role, str]:
    return dict.fromkeys(roles, words)


_BOSSES: Final = (Role.MANAGER, Role.ADMINISTRATOR)
_OFFICE: Final = (Role.CLERK, Role.MANAGER)

register_privileges(
    {
        "team_setting": _given(_WRITE, Role.ADMINISTRATOR),
        **{table: _given(_WRITE, *_BOSSES) for table in ("team", "team_member")},
        **{
            table: _given(_ALL, *_BOSSES)
            for table in ("member_pattern", "member_skill", "day_rate", "cost_rate")
        },
        **{table: _given(_WRITE, *_OFFICE, Role.MEMBER) for table in ("member_absence", "actual_entry")},
        **{table: _given(_ALL, *_OFFICE) for table in ("team_seat", "seat_skill", "team_statement")},
        "team_request": {**_given(_WRITE, *_OFFICE), Role.CLIENT: "UPDATE"},
        "cost_commitment": {**_given(_WRITE, *_OFFICE), Role.CLIENT: "UPDATE"},
        "deployment": {**_given(_WRITE, *_OFFICE), **_given("UPDATE", Role.CLIENT, Role.MEMBER)},
        **{table: _given("INSERT", *_OFFICE) for table in ("stated_entry", "team_proposal")},
        "overrun": _given("INSERT", *_BOSSES),
        "team_event": _given("INSERT", *_OFFICE, Role.CLIENT, Role.MEMBER),
        "team_evaluation": _given(_WRITE, *_OFFICE, Role.CLIENT, Role.MEMBER),
    },
    {"agence_open_days": Role.READER},
)
