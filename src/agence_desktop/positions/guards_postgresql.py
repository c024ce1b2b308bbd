"""PostgreSQL triggers of unique positions: what was submitted stands, whoever writes."""

from __future__ import annotations

from typing import Final

from agence_desktop.positions.guards_sqlite import FROZEN_COLUMNS, STEPS

_STEPS = ", ".join(f"('{was}', '{becomes}')" for was, becomes in STEPS)
_OLD = ", ".join(f"OLD.{column}" for column in FROZEN_COLUMNS)
_NEW = ", ".join(f"NEW.{column}" for column in FROZEN_COLUMNS)


def _raise(name: str) -> str:
    return f"RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = '{name}', MESSAGE = '{name}'"


POSTGRESQL_FUNCTIONS: Final[dict[str, str]] = {
    "sheet_version_stands": f"""
CREATE OR REPLACE FUNCTION sheet_version_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN {_raise("sheet_frozen")}; END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN {_raise("sheet_step")}; END IF;
        RETURN NEW;
    END IF;
    IF (OLD.position_id, OLD.number) <> (NEW.position_id, NEW.number)
       OR OLD.state NOT IN ('draft', 'returned') AND ({_OLD}) IS DISTINCT FROM ({_NEW})
       OR OLD.state NOT IN ('draft', 'returned', 'submitted')
          AND (OLD.approved_at IS DISTINCT FROM NEW.approved_at
               OR OLD.next_review IS DISTINCT FROM NEW.next_review
                  AND (NEW.next_review IS NULL OR NEW.next_review > OLD.next_review)) THEN
        {_raise("sheet_frozen")};
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({_STEPS}) THEN
        {_raise("sheet_step")};
    END IF;
    RETURN NEW;
END $$""",
    "sheet_task_stands": f"""
CREATE OR REPLACE FUNCTION sheet_task_stands() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one integer;
BEGIN
    FOREACH one IN ARRAY array_remove(ARRAY[OLD.sheet_id, NEW.sheet_id], NULL) LOOP
        IF (SELECT state FROM sheet_version WHERE id = one) NOT IN ('draft', 'returned') THEN
            {_raise("sheet_frozen")};
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$""",
    "signature_stands": f"""
CREATE OR REPLACE FUNCTION signature_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {_raise("signature_stands")};
END $$""",
}


def _trigger(name: str, table: str, events: str, function: str) -> tuple[str, str]:
    return (
        table,
        f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    )


POSTGRESQL_TRIGGERS: Final[dict[str, tuple[str, str]]] = {
    "sheet_version_stands": _trigger(
        "sheet_version_stands", "sheet_version", "INSERT OR UPDATE OR DELETE", "sheet_version_stands"
    ),
    "sheet_task_stands": _trigger(
        "sheet_task_stands", "sheet_task", "INSERT OR UPDATE OR DELETE", "sheet_task_stands"
    ),
    "sheet_signature_stands": _trigger(
        "sheet_signature_stands", "sheet_signature", "UPDATE OR DELETE", "signature_stands"
    ),
    "secrecy_override_stands": _trigger(
        "secrecy_override_stands", "secrecy_override", "UPDATE OR DELETE", "signature_stands"
    ),
}
