"""SQLite triggers of room booking: the last word on double booking and on stock."""

from __future__ import annotations

from agence_desktop.spaces.rows import HOLDING

_HOLDING = ", ".join(sorted(repr(str(state)) for state in HOLDING))


def _until(row: str, column: str) -> str:
    """The SQL of until when a row holds what it asks up to ``column``; NULL when it holds nothing."""
    return (
        f"(CASE WHEN {row}.state IN ({_HOLDING}) THEN {row}.{column}"
        f" WHEN {row}.state = 'no_show'"
        f" THEN min({row}.{column}, coalesce({row}.release_at, {row}.{column})) END)"
    )


_BUSY_END, _SLOT_END = _until("NEW", "busy_until"), _until("NEW", "ends")

_HOLD_SPACE = f"""
    SELECT RAISE(ABORT, 'space_without_parts')
     WHERE {_BUSY_END} > NEW.busy_from
       AND NOT EXISTS (SELECT 1 FROM space_part WHERE space_id = NEW.space_id);
    INSERT INTO space_hold (occurrence_id, part_id, busy_from, busy_until)
    SELECT NEW.id, part_id, NEW.busy_from, {_BUSY_END}
      FROM space_part WHERE space_id = NEW.space_id AND {_BUSY_END} > NEW.busy_from;
"""

_HOLD_EQUIPMENT = f"""
    INSERT INTO equipment_hold (occurrence_id, equipment_id, starts, ends, quantity)
    SELECT NEW.id, equipment_id, NEW.starts, {_SLOT_END}, quantity
      FROM booking_equipment WHERE booking_id = NEW.booking_id AND {_SLOT_END} > NEW.starts"""

# Quantities are those the hold began with: lines edited since, for the dates to come, do not reach the past.
_GOES_ON = (
    "(OLD.id = NEW.id AND OLD.booking_id = NEW.booking_id"
    f" AND {_until('OLD', 'ends')} > OLD.starts AND {_SLOT_END} > NEW.starts)"
)

# Holds of one part never overlap, so only the one that starts last before the new end can collide: one index
# seek, however many years of bookings there are.
_TAKEN = """
    SELECT RAISE(ABORT, 'space_taken')
     WHERE (SELECT busy_until FROM space_hold
             WHERE part_id = NEW.part_id AND busy_from < NEW.busy_until AND occurrence_id <> NEW.occurrence_id
             ORDER BY busy_from DESC LIMIT 1) > NEW.busy_from;
"""

# The quantity held can only rise where a hold starts: look at those instants and at the new start.
_STOCK = """
    SELECT RAISE(ABORT, 'equipment_stock')
     WHERE NEW.quantity + (
        SELECT max((SELECT coalesce(sum(h.quantity), 0) FROM equipment_hold h
                     WHERE h.equipment_id = NEW.equipment_id AND h.starts <= p.at AND h.ends > p.at
                       AND h.occurrence_id <> NEW.occurrence_id))
          FROM (SELECT NEW.starts AS at
                UNION SELECT starts FROM equipment_hold
                       WHERE equipment_id = NEW.equipment_id AND ends > NEW.starts
                         AND starts > NEW.starts AND starts < NEW.ends) p)
        > (SELECT quantity FROM equipment WHERE id = NEW.equipment_id);
"""

_LOWERED = """
    SELECT RAISE(ABORT, 'equipment_stock')
     WHERE EXISTS (SELECT 1 FROM equipment_hold p
                    WHERE p.equipment_id = NEW.id AND p.ends > agence_now()
                      AND (SELECT sum(h.quantity) FROM equipment_hold h
                            WHERE h.equipment_id = NEW.id AND h.starts <= p.starts AND h.ends > p.starts)
                          > NEW.quantity);
"""

SQLITE_TRIGGERS: dict[str, str] = {
    "occurrence_hold_insert": f"""
CREATE TRIGGER occurrence_hold_insert AFTER INSERT ON occurrence
BEGIN{_HOLD_SPACE}{_HOLD_EQUIPMENT};
END""",
    "occurrence_hold_update": f"""
CREATE TRIGGER occurrence_hold_update
AFTER UPDATE OF id, booking_id, space_id, starts, ends, busy_from, busy_until, state, release_at
ON occurrence BEGIN
    DELETE FROM space_hold WHERE occurrence_id IN (OLD.id, NEW.id);
    DELETE FROM equipment_hold WHERE occurrence_id IN (OLD.id, NEW.id) AND {_GOES_ON} IS NOT TRUE;
{_HOLD_SPACE}
    UPDATE equipment_hold SET starts = NEW.starts, ends = {_SLOT_END}
     WHERE occurrence_id = NEW.id AND (starts <> NEW.starts OR ends <> {_SLOT_END});
{_HOLD_EQUIPMENT} AND {_GOES_ON} IS NOT TRUE;
END""",
    "space_hold_insert": f"""
CREATE TRIGGER space_hold_insert BEFORE INSERT ON space_hold
BEGIN{_TAKEN}END""",
    "space_hold_update": f"""
CREATE TRIGGER space_hold_update BEFORE UPDATE ON space_hold
BEGIN{_TAKEN}END""",
    "equipment_hold_insert": f"""
CREATE TRIGGER equipment_hold_insert BEFORE INSERT ON equipment_hold
BEGIN{_STOCK}END""",
    "equipment_hold_update": f"""
CREATE TRIGGER equipment_hold_update BEFORE UPDATE ON equipment_hold
BEGIN{_STOCK}END""",
    "equipment_stock_lowered": f"""
CREATE TRIGGER equipment_stock_lowered BEFORE UPDATE OF quantity ON equipment
WHEN NEW.quantity < OLD.quantity
BEGIN{_LOWERED}END""",
}
"""Name → statement of every trigger; each also fires on rows written behind the program's back."""
