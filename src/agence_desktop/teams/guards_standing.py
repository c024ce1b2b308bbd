"""What stands once it is written, on both databases: steps, signed commitments, issued statements, records.

Written once as conditions on OLD and NEW that mean the same in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from agence_desktop.teams.guards_postgresql import refuse
from agence_desktop.teams.guards_sqlite import FIRM_STATES
from agence_desktop.teams.states import DEPLOYMENT_STEPS, FIRST_STATES, REQUEST_STEPS


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"


def _step(steps: Iterable[tuple[StrEnum, StrEnum]]) -> str:
    legal = " OR ".join(f"(OLD.state = '{was}' AND NEW.state = '{becomes}')" for was, becomes in steps)
    return f"OLD.state <> NEW.state AND NOT ({legal})"


_SIGNED: Final = (
    "EXISTS (SELECT 1 FROM cost_commitment c WHERE c.request_id = NEW.request_id AND c.state = 'signed')"
)
_BEGINS: Final = ", ".join(sorted(repr(str(state)) for state in FIRST_STATES))

_RULES: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    ("team_request_step", "UPDATE", "team_request", _step(REQUEST_STEPS), "request_step"),
    (
        "team_request_number",
        "UPDATE",
        "team_request",
        _changed("id", "number", "received_at", "received_by"),
        "record_stands",
    ),
    ("team_request_kept", "DELETE", "team_request", "", "record_stands"),
    ("deployment_begins", "INSERT", "deployment", f"NEW.state NOT IN ({_BEGINS})", "deployment_step"),
    (
        "deployment_step",
        "UPDATE",
        "deployment",
        f"{_step(DEPLOYMENT_STEPS)} OR {_changed('id', 'request_id', 'seat_id')}",
        "deployment_step",
    ),
    (
        "deployment_committed",
        "INSERT",
        "deployment",
        f"NEW.request_id IS NOT NULL AND NEW.state IN ({FIRM_STATES}) AND NOT {_SIGNED}",
        "commitment_missing",
    ),
    (
        "deployment_still_committed",
        "UPDATE",
        "deployment",
        f"NEW.request_id IS NOT NULL AND NEW.state IN ({FIRM_STATES})"
        f" AND OLD.state NOT IN ({FIRM_STATES}) AND NOT {_SIGNED}",
        "commitment_missing",
    ),
    ("deployment_kept", "DELETE", "deployment", "", "record_stands"),
    (
        "cost_commitment_begins",
        "INSERT",
        "cost_commitment",
        "NEW.state <> 'draft'",
        "commitment_stands",
    ),
    (
        "cost_commitment_stands",
        "UPDATE",
        "cost_commitment",
        f"{_changed('id', 'request_id', 'number')} OR OLD.state <> 'draft' AND ("
        + _changed("lines", "ceiling", "reason", "signed_at", "signed_by", "signed_name", "paper_on")
        + " OR NEW.state <> 'replaced')",
        "commitment_stands",
    ),
    ("cost_commitment_kept", "DELETE", "cost_commitment", "", "commitment_stands"),
    ("team_statement_begins", "INSERT", "team_statement", "NEW.state <> 'draft'", "statement_stands"),
    ("team_statement_stands", "UPDATE", "team_statement", "OLD.state = 'issued'", "statement_stands"),
    ("team_statement_kept", "DELETE", "team_statement", "OLD.state = 'issued'", "statement_stands"),
    (
        "stated_entry_begins",
        "INSERT",
        "stated_entry",
        "EXISTS (SELECT 1 FROM team_statement s WHERE s.id = NEW.statement_id AND s.state = 'issued')",
        "statement_stands",
    ),
    ("actual_entry_kept", "DELETE", "actual_entry", "", "record_stands"),
    (
        "actual_entry_place",
        "UPDATE",
        "actual_entry",
        _changed("id", "deployment_id", "kind"),
        "record_stands",
    ),
    *(
        (f"{table}_no_{event.lower()}", event, table, "", "record_stands")
        for table in ("team_proposal", "overrun", "stated_entry")
        for event in ("UPDATE", "DELETE")
    ),
)
"""Name, event, table, condition (empty: always), refusal."""


def _sqlite(name: str, event: str, table: str, condition: str, code: str) -> str:
    # SQLite says IS NOT for what the standard calls IS DISTINCT FROM; older ones know no other word.
    told = condition.replace("IS DISTINCT FROM", "IS NOT")
    when = f" WHEN {told}" if told else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{code}'); END"


def _function(name: str, event: str, condition: str, code: str) -> str:
    back = "OLD" if event == "DELETE" else "NEW"
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF {condition or "true"} THEN {refuse(code)}; END IF;
    RETURN {back};
END $$"""


SQLITE_STANDING: Final[Mapping[str, str]] = {rule[0]: _sqlite(*rule) for rule in _RULES}
POSTGRESQL_STANDING: Final[Mapping[str, str]] = {
    name: _function(name, event, condition, code) for name, event, _, condition, code in _RULES
}
POSTGRESQL_STANDING_TRIGGERS: Final[Mapping[str, tuple[str, str]]] = {
    name: (
        table,
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
    for name, event, table, _, _ in _RULES
}
