"""PostgreSQL constraint, functions and triggers of room booking: the last word on double booking.

The exclusion compares ``int4range(part, part)`` with ``&&`` so that no extension is needed. Functions run
with their owner's rights and a fixed search path: a client holds no right on the tables of holds.
"""

from __future__ import annotations

from agence_desktop.spaces.rows import HOLDING

_HOLDING = ", ".join(sorted(repr(str(state)) for state in HOLDING))

EXCLUSION_NAME = "ex_space_hold_taken"
EXCLUSION = f"""
ALTER TABLE space_hold ADD CONSTRAINT {EXCLUSION_NAME}
EXCLUDE USING gist (int4range(part_id, part_id, '[]') WITH &&, tstzrange(busy_from, busy_until) WITH &&)"""

_DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

DIVISION_LOCK = 0x4449564953
"""« DIVIS »: whoever locks rooms shares it, whoever divides them holds it alone.

No room changes trees while another writer waits, so that nobody takes a top room out of order.
"""

POSTGRESQL_FUNCTIONS: dict[str, str] = {
    # Whoever writes bookings locks the top rooms in id order first; without it one hot slot deadlocks.
    # A room may have got another top while its old one was waited for; one that is new has none yet.
    "agence_lock_spaces": f"""
CREATE OR REPLACE FUNCTION agence_lock_spaces(ids integer[]) RETURNS void LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    tops integer[];
    locked integer[] := '{{}}';
BEGIN
    PERFORM pg_advisory_xact_lock_shared({DIVISION_LOCK});
    LOOP
        SELECT array_agg(top_id) INTO tops FROM space WHERE id = ANY (ids) AND top_id IS NOT NULL;
        EXIT WHEN tops IS NULL OR tops <@ locked;
        PERFORM 1 FROM space WHERE id = ANY (tops) ORDER BY id FOR NO KEY UPDATE;
        locked := locked || tops;
    END LOOP;
END $$""",
    # What a booking is placed by is read after the locks: a building may have changed clocks meanwhile.
    "agence_enter": f"""
CREATE OR REPLACE FUNCTION agence_enter(ids integer[]) RETURNS bigint LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    PERFORM agence_lock_spaces(ids);
    RETURN (SELECT value FROM reference_version WHERE id = 1);
END $$""",
    "agence_lock_equipment": f"""
CREATE OR REPLACE FUNCTION agence_lock_equipment(ids integer[]) RETURNS void LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    PERFORM 1 FROM equipment WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
END $$""",
    "agence_held_until": f"""
CREATE OR REPLACE FUNCTION agence_held_until(state text, release_at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN state IN ({_HOLDING}) THEN 'infinity'
                WHEN state = 'no_show' THEN coalesce(release_at, 'infinity')
                ELSE '-infinity' END
$$""",
    # Under a stricter isolation a client would see rooms and stock as they were before it waited.
    # Quantities are those the hold began with: lines edited for the dates to come do not reach the past.
    "occurrence_hold": f"""
CREATE OR REPLACE FUNCTION occurrence_hold() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    released timestamptz := agence_held_until(NEW.state, NEW.release_at);
    goes_on boolean := false;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'write_isolation' USING ERRCODE = '23514', CONSTRAINT = 'write_isolation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        goes_on := OLD.id = NEW.id AND OLD.booking_id = NEW.booking_id AND released > NEW.starts
                   AND agence_held_until(OLD.state, OLD.release_at) > OLD.starts;
        DELETE FROM space_hold WHERE occurrence_id = OLD.id;
        IF NOT goes_on THEN
            DELETE FROM equipment_hold WHERE occurrence_id = OLD.id;
        END IF;
    END IF;
    IF released = '-infinity' THEN
        RETURN NULL;
    END IF;
    PERFORM agence_lock_spaces(ARRAY[NEW.space_id]);
    IF released > NEW.busy_from THEN
        INSERT INTO space_hold (occurrence_id, part_id, busy_from, busy_until)
        SELECT NEW.id, part_id, NEW.busy_from, least(NEW.busy_until, released)
          FROM space_part WHERE space_id = NEW.space_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'space_without_parts' USING ERRCODE = '23514', CONSTRAINT = 'space_without_parts';
        END IF;
    END IF;
    IF goes_on THEN
        UPDATE equipment_hold SET starts = NEW.starts, ends = least(NEW.ends, released)
         WHERE occurrence_id = NEW.id AND (starts, ends) <> (NEW.starts, least(NEW.ends, released));
    ELSIF released > NEW.starts THEN
        INSERT INTO equipment_hold (occurrence_id, equipment_id, starts, ends, quantity)
        SELECT NEW.id, equipment_id, NEW.starts, least(NEW.ends, released), quantity
          FROM booking_equipment WHERE booking_id = NEW.booking_id ORDER BY equipment_id;
    END IF;
    RETURN NULL;
END $$""",
    "equipment_hold_stock": f"""
CREATE OR REPLACE FUNCTION equipment_hold_stock() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    stock integer;
    peak bigint;
BEGIN
    SELECT quantity INTO stock FROM equipment WHERE id = NEW.equipment_id FOR NO KEY UPDATE;
    SELECT max((SELECT coalesce(sum(h.quantity), 0) FROM equipment_hold h
                 WHERE h.equipment_id = NEW.equipment_id AND h.starts <= p.at AND h.ends > p.at
                   AND h.occurrence_id <> NEW.occurrence_id))
      INTO peak
      FROM (SELECT NEW.starts AS at
            UNION SELECT starts FROM equipment_hold
                   WHERE equipment_id = NEW.equipment_id AND ends > NEW.starts
                     AND starts > NEW.starts AND starts < NEW.ends) p;
    IF peak + NEW.quantity > stock THEN
        RAISE EXCEPTION 'equipment_stock' USING ERRCODE = '23514', CONSTRAINT = 'equipment_stock';
    END IF;
    RETURN NEW;
END $$""",
    "equipment_stock_lowered": f"""
CREATE OR REPLACE FUNCTION equipment_stock_lowered() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    IF NEW.quantity < OLD.quantity AND EXISTS (
        SELECT 1 FROM equipment_hold p
         WHERE p.equipment_id = NEW.id AND p.ends > clock_timestamp()
           AND (SELECT sum(h.quantity) FROM equipment_hold h
                 WHERE h.equipment_id = NEW.id AND h.starts <= p.starts AND h.ends > p.starts) > NEW.quantity)
    THEN
        RAISE EXCEPTION 'equipment_stock' USING ERRCODE = '23514', CONSTRAINT = 'equipment_stock';
    END IF;
    RETURN NEW;
END $$""",
}

POSTGRESQL_TRIGGERS: dict[str, tuple[str, str]] = {
    "occurrence_hold_write": (
        "occurrence",
        """
CREATE TRIGGER occurrence_hold_write
AFTER INSERT OR UPDATE OF id, booking_id, space_id, starts, ends, busy_from, busy_until, state, release_at
ON occurrence FOR EACH ROW EXECUTE FUNCTION occurrence_hold()""",
    ),
    "equipment_hold_stock": (
        "equipment_hold",
        """
CREATE TRIGGER equipment_hold_stock BEFORE INSERT OR UPDATE ON equipment_hold
FOR EACH ROW EXECUTE FUNCTION equipment_hold_stock()""",
    ),
    "equipment_stock_lowered": (
        "equipment",
        """
CREATE TRIGGER equipment_stock_lowered BEFORE UPDATE OF quantity ON equipment
FOR EACH ROW EXECUTE FUNCTION equipment_stock_lowered()""",
    ),
}
"""Name → (table, statement)."""
