"""Rights of unique positions asked by PostgreSQL itself: who may write which sheet, sign it and judge it.

A holder writes the sheet of their own position, clerks and managers those of their organisation; only
managers approve, and only they and administrators read the attrition factor, by a function that gives their
rows alone.
"""

from __future__ import annotations

from typing import Final

from agence_desktop.core.roles import Role
from agence_desktop.storage.grants import register_privileges

_FIXED = "SECURITY DEFINER SET search_path = public, pg_temp"

RIGHT_FUNCTIONS: Final[dict[str, str]] = {
    "agence_person": f"""
CREATE OR REPLACE FUNCTION agence_person() RETURNS integer LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT person_id FROM account WHERE login = session_user AND NOT suspended
$$""",
    "agence_manages": f"""
CREATE OR REPLACE FUNCTION agence_manages(place integer) RETURNS boolean LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT agence_administers()
        OR EXISTS (SELECT FROM position p
                    WHERE p.id = place AND agence_may('{Role.MANAGER}', p.organisation_id))
$$""",
    "agence_writes_sheet": f"""
CREATE OR REPLACE FUNCTION agence_writes_sheet(place integer) RETURNS boolean
LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT agence_manages(place)
        OR EXISTS (SELECT FROM position p
                    WHERE p.id = place
                      AND (agence_may('{Role.CLERK}', p.organisation_id)
                           OR p.holder_id = agence_person()
                              AND agence_may('{Role.HOLDER}', p.organisation_id)))
$$""",
    "agence_attrition": f"""
CREATE OR REPLACE FUNCTION agence_attrition() RETURNS SETOF position_attrition
LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT a.* FROM position_attrition a WHERE agence_manages(a.position_id)
$$""",
    "agence_set_attrition": f"""
CREATE OR REPLACE FUNCTION agence_set_attrition(place integer, given integer) RETURNS void
LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT agence_manages(place) THEN PERFORM agence_refuse('position_attrition'); END IF;
    INSERT INTO position_attrition (position_id, factor, version) VALUES (place, given, 1)
    ON CONFLICT (position_id) DO UPDATE
       SET factor = excluded.factor, version = position_attrition.version + 1;
END $$""",
    "position_right": f"""
CREATE OR REPLACE FUNCTION position_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT (agence_administers() OR agence_may('{Role.MANAGER}', NEW.organisation_id)
            AND (TG_OP = 'INSERT' OR agence_may('{Role.MANAGER}', OLD.organisation_id))) THEN
        PERFORM agence_refuse('position');
    END IF;
    RETURN NEW;
END $$""",
    "attrition_right": f"""
CREATE OR REPLACE FUNCTION attrition_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT agence_manages(NEW.position_id)
       OR TG_OP = 'UPDATE' AND OLD.position_id <> NEW.position_id THEN
        PERFORM agence_refuse('position_attrition');
    END IF;
    RETURN NEW;
END $$""",
    # The last substitute who signs makes a version « prise de connaissance complète », nothing else.
    "sheet_version_right": f"""
CREATE OR REPLACE FUNCTION sheet_version_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    free text[] := ARRAY['state', 'version'];
BEGIN
    IF agence_manages(NEW.position_id) THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND (OLD.state, NEW.state) = ('approved', 'acknowledged')
       AND to_jsonb(OLD) - free = to_jsonb(NEW) - free
       AND EXISTS (SELECT FROM sheet_signature s
                    WHERE s.sheet_id = NEW.id AND s.person_id = agence_person()) THEN
        RETURN NEW;
    END IF;
    IF NOT agence_writes_sheet(NEW.position_id) OR NEW.state NOT IN ('draft', 'returned', 'submitted')
       OR TG_OP = 'UPDATE' AND OLD.state = 'submitted' THEN
        PERFORM agence_refuse('sheet_version');
    END IF;
    RETURN NEW;
END $$""",
    "sheet_task_right": f"""
CREATE OR REPLACE FUNCTION sheet_task_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    one integer;
BEGIN
    FOREACH one IN ARRAY array_remove(ARRAY[OLD.sheet_id, NEW.sheet_id], NULL) LOOP
        IF NOT agence_writes_sheet((SELECT position_id FROM sheet_version WHERE id = one)) THEN
            PERFORM agence_refuse('sheet_task');
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$""",
    "competence_right": f"""
CREATE OR REPLACE FUNCTION competence_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT agence_writes_sheet(NEW.position_id)
       OR TG_OP = 'UPDATE' AND OLD.position_id <> NEW.position_id THEN
        PERFORM agence_refuse('task_competence');
    END IF;
    RETURN NEW;
END $$""",
    "signature_right": f"""
CREATE OR REPLACE FUNCTION signature_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    place "position";
BEGIN
    IF agence_owns() THEN RETURN NEW; END IF;
    SELECT p.* INTO place FROM position p JOIN sheet_version v ON v.position_id = p.id
     WHERE v.id = NEW.sheet_id;
    IF NEW.login <> session_user OR NEW.person_id IS DISTINCT FROM agence_person()
       OR NEW.signer = '{Role.MANAGER}' AND NOT agence_manages(place.id)
       OR NEW.signer = '{Role.HOLDER}' AND place.holder_id IS DISTINCT FROM NEW.person_id THEN
        PERFORM agence_refuse('sheet_signature');
    END IF;
    RETURN NEW;
END $$""",
    "comment_right": f"""
CREATE OR REPLACE FUNCTION comment_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT agence_writes_sheet(NEW.position_id)
       OR TG_OP = 'INSERT' AND NEW.login <> session_user AND NOT agence_owns()
       OR TG_OP = 'UPDATE' AND (OLD.position_id, OLD.path, OLD.login, OLD.at, OLD.text)
                               <> (NEW.position_id, NEW.path, NEW.login, NEW.at, NEW.text) THEN
        PERFORM agence_refuse('sheet_comment');
    END IF;
    RETURN NEW;
END $$""",
    "override_right": f"""
CREATE OR REPLACE FUNCTION override_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF NOT agence_writes_sheet(NEW.position_id) OR NEW.login <> session_user AND NOT agence_owns() THEN
        PERFORM agence_refuse('secrecy_override');
    END IF;
    RETURN NEW;
END $$""",
    "absence_right": f"""
CREATE OR REPLACE FUNCTION absence_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    one integer;
    place integer;
BEGIN
    FOREACH one IN ARRAY array_remove(ARRAY[OLD.person_id, NEW.person_id], NULL) LOOP
        SELECT organisation_id INTO place FROM person WHERE id = one;
        IF NOT (agence_administers() OR agence_may('{Role.MANAGER}', place)
                OR agence_may('{Role.CLERK}', place)
                OR one = agence_person() AND agence_may('{Role.HOLDER}', place)) THEN
            PERFORM agence_refuse('absence');
        END IF;
    END LOOP;
    RETURN NEW;
END $$""",
    # Whoever is asked says yes or no, and changes nothing else.
    "assignment_right": f"""
CREATE OR REPLACE FUNCTION assignment_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    free text[] := ARRAY['state', 'answered_at', 'note', 'version'];
BEGIN
    IF agence_manages(NEW.position_id)
       OR EXISTS (SELECT FROM position p
                   WHERE p.id = NEW.position_id AND agence_may('{Role.CLERK}', p.organisation_id)) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.person_id = agence_person() AND NEW.state IN ('accepted', 'refused')
       AND to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN
        RETURN NEW;
    END IF;
    PERFORM agence_refuse('relief_assignment');
    RETURN NULL;
END $$""",
}

_RIGHTS: Final = {
    "unit": ("position_right", "INSERT OR UPDATE"),
    "position": ("position_right", "INSERT OR UPDATE"),
    "position_attrition": ("attrition_right", "INSERT OR UPDATE"),
    "sheet_version": ("sheet_version_right", "INSERT OR UPDATE"),
    "sheet_task": ("sheet_task_right", "INSERT OR UPDATE OR DELETE"),
    "task_competence": ("competence_right", "INSERT"),
    "relief_drill": ("competence_right", "INSERT OR UPDATE"),
    "sheet_signature": ("signature_right", "INSERT"),
    "sheet_comment": ("comment_right", "INSERT OR UPDATE"),
    "secrecy_override": ("override_right", "INSERT"),
    "absence": ("absence_right", "INSERT OR UPDATE"),
    "relief_assignment": ("assignment_right", "INSERT OR UPDATE"),
}

RIGHT_TRIGGERS: Final[dict[str, tuple[str, str]]] = {
    f"{table}_right": (
        table,
        f"CREATE TRIGGER {table}_right BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    )
    for table, (function, events) in _RIGHTS.items()
}

_WRITE = "INSERT, UPDATE"
_WRITERS = (Role.CLERK, Role.HOLDER, Role.MANAGER)


def _given(words: str, *roles: Role) -> dict[Role, str]:
    return dict.fromkeys(roles, words)


register_privileges(
    {
        **{table: _given(_WRITE, Role.MANAGER, Role.ADMINISTRATOR) for table in ("unit", "position")},
        "position_attrition": {Role.ADMINISTRATOR: f"SELECT, {_WRITE}"},
        "sheet_task": _given("INSERT, UPDATE, DELETE", *_WRITERS),
        **{
            table: _given(_WRITE, *_WRITERS)
            for table in (
                "sheet_version",
                "relief_drill",
                "sheet_comment",
                "absence",
                "relief_assignment",
            )
        },
        **{
            table: _given("INSERT", *_WRITERS)
            for table in ("task_competence", "sheet_signature", "secrecy_override")
        },
    },
    {"agence_attrition": Role.READER, "agence_set_attrition": Role.READER},
    hidden=("position_attrition",),
)
