"""Rights of room booking asked by PostgreSQL itself: a login writes only what its organisations allow.

A clerk books for their organisation, a host on the rooms of theirs; administrators maintain. What time alone
brings (a no-show released, an offer expired, an end) is written by whoever passes: it is allowed to anybody
who may write bookings, for exactly what the clock of the server says.
"""

from __future__ import annotations

from typing import Final

from agence_desktop.core.roles import Role
from agence_desktop.storage.grants import register_privileges

_FIXED = "SECURITY DEFINER SET search_path = public, pg_temp"

RIGHT_FUNCTIONS: Final[dict[str, str]] = {
    "agence_host_of": f"""
CREATE OR REPLACE FUNCTION agence_host_of(space integer) RETURNS integer LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT t.organisation_id FROM space s JOIN site t ON t.id = s.site_id WHERE s.id = space
$$""",
    "agence_may_book": f"""
CREATE OR REPLACE FUNCTION agence_may_book(organisation integer, space integer) RETURNS boolean
LANGUAGE sql STABLE {_FIXED} AS $$
    SELECT agence_may('{Role.CLERK}', organisation) OR agence_may('{Role.HOST}', agence_host_of(space))
        OR agence_administers()
$$""",
    # Five minutes for a computer whose clock is ahead; a base for replaying cases has a clock of its own.
    "occurrence_due": f"""
CREATE OR REPLACE FUNCTION occurrence_due(was occurrence, becomes occurrence) RETURNS boolean
LANGUAGE plpgsql STABLE {_FIXED} AS $$
DECLARE
    moment timestamptz := clock_timestamp() + interval '5 minutes';
    free text[] := ARRAY['state', 'offered_from', 'offered_until', 'version'];
BEGIN
    IF EXISTS (SELECT FROM agence_meta WHERE key = 'replay' AND value = 'yes') THEN
        moment := 'infinity';
    END IF;
    IF to_jsonb(was) - free <> to_jsonb(becomes) - free OR becomes.version <> was.version + 1
       OR becomes.offered_from IS NOT NULL OR becomes.offered_until IS NOT NULL THEN
        RETURN false;
    END IF;
    IF becomes.state = 'no_show' THEN
        RETURN coalesce(was.state = 'confirmed' AND was.release_at <= moment, false);
    ELSIF becomes.state = 'ended' THEN
        RETURN was.ends <= moment
               AND (was.state = 'present' OR was.state = 'confirmed' AND was.release_at IS NULL);
    END IF;
    RETURN coalesce(was.state = 'offered' AND was.offered_until <= moment
                    AND becomes.state = coalesce(was.offered_from, 'waitlisted'), false);
END $$""",
    "booking_right": f"""
CREATE OR REPLACE FUNCTION booking_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF agence_owns() THEN RETURN NEW; END IF;
    IF NOT agence_may_book(NEW.organisation_id, NEW.space_id)
       OR TG_OP = 'UPDATE' AND NOT agence_may_book(OLD.organisation_id, OLD.space_id)
       OR TG_OP = 'UPDATE' AND (NEW.id, NEW.number, NEW.uid, NEW.created_at, NEW.created_by)
                               <> (OLD.id, OLD.number, OLD.uid, OLD.created_at, OLD.created_by)
       OR EXISTS (SELECT FROM occurrence WHERE booking_id = NEW.id
                                           AND organisation_id <> NEW.organisation_id) THEN
        PERFORM agence_refuse('booking');
    END IF;
    RETURN NEW;
END $$""",
    "occurrence_right": f"""
CREATE OR REPLACE FUNCTION occurrence_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
BEGIN
    IF agence_owns() THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
        IF occurrence_due(OLD, NEW) THEN RETURN NEW; END IF;
        IF NOT agence_may_book(OLD.organisation_id, OLD.space_id)
           OR (NEW.id, NEW.booking_id) <> (OLD.id, OLD.booking_id) THEN
            PERFORM agence_refuse('occurrence');
        END IF;
    END IF;
    IF NOT agence_may_book(NEW.organisation_id, NEW.space_id)
       OR NEW.host_id <> agence_host_of(NEW.space_id)
       OR EXISTS (SELECT FROM booking WHERE id = NEW.booking_id
                                        AND organisation_id <> NEW.organisation_id) THEN
        PERFORM agence_refuse('occurrence');
    END IF;
    RETURN NEW;
END $$""",
    # Lines and history come before their booking, whose number is taken last: it is asked for its own right.
    "of_booking_right": f"""
CREATE OR REPLACE FUNCTION of_booking_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    one integer;
BEGIN
    FOREACH one IN ARRAY array_remove(ARRAY[OLD.booking_id, NEW.booking_id], NULL) LOOP
        IF EXISTS (SELECT FROM booking b
                    WHERE b.id = one AND NOT agence_may_book(b.organisation_id, b.space_id)) THEN
            PERFORM agence_refuse('booking');
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$""",
    "host_right": f"""
CREATE OR REPLACE FUNCTION host_right() RETURNS trigger LANGUAGE plpgsql {_FIXED} AS $$
DECLARE
    given jsonb;
BEGIN
    FOREACH given IN ARRAY array_remove(ARRAY[to_jsonb(OLD), to_jsonb(NEW)], NULL) LOOP
        IF NOT (agence_administers() OR agence_may('{Role.HOST}', coalesce(
                (given ->> 'organisation_id')::integer,
                (SELECT organisation_id FROM site WHERE id = (given ->> 'site_id')::integer),
                agence_host_of((given ->> 'space_id')::integer)))) THEN
            PERFORM agence_refuse('host');
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$""",
}

_HOSTED = ("host_terms", "rate", "host_closure")
_OF_BOOKING = ("booking_equipment", "booking_event")


def _trigger(name: str, table: str, events: str, function: str) -> tuple[str, str]:
    return (
        table,
        f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    )


RIGHT_TRIGGERS: Final[dict[str, tuple[str, str]]] = {
    "booking_right": _trigger("booking_right", "booking", "INSERT OR UPDATE", "booking_right"),
    "occurrence_right": _trigger("occurrence_right", "occurrence", "INSERT OR UPDATE", "occurrence_right"),
    **{
        f"{table}_right": _trigger(f"{table}_right", table, "INSERT OR UPDATE OR DELETE", "of_booking_right")
        for table in _OF_BOOKING
    },
    **{
        f"{table}_right": _trigger(f"{table}_right", table, "INSERT OR UPDATE OR DELETE", "host_right")
        for table in _HOSTED
    },
}
"""Name → (table, statement)."""

_WRITE = "INSERT, UPDATE"
_ALL = "INSERT, UPDATE, DELETE"

register_privileges(
    {
        "booking": {Role.CLERK: _WRITE},
        "occurrence": {Role.CLERK: _WRITE},
        "booking_equipment": {Role.CLERK: _ALL},
        "booking_event": {Role.CLERK: "INSERT"},
        "unmet_demand": {Role.CLERK: "INSERT"},
        **{table: {Role.HOST: _ALL} for table in _HOSTED},
        **{table: {Role.ADMINISTRATOR: _WRITE} for table in ("space", "equipment")},
        **{
            table: {Role.ADMINISTRATOR: _ALL}
            for table in ("vocabulary", "space_layout", "space_equipment", "space_part")
        },
    },
    {
        "agence_enter": Role.CLERK,
        "agence_lock_spaces": Role.CLERK,
        "agence_lock_equipment": Role.CLERK,
    },
)
