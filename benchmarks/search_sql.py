"""The search for a free room written by hand as two SQL statements, for the same answer as the program's.

The first gives for every room its rank keys, its price and all reasons against it, as bits; the second, for
those that fail on time alone, the first slot of each kind that passes. Terms are taken field by field from
room, site and organisation; hours, closures, holidays, notice, horizon, length, grid, eligibility, quota,
rates and what is held of the room and of its relatives, with buffers, are all looked at.

What SQL cannot do is given to it ready made and is not in its time: the slots as instants of each time zone,
and which of the texts of bookable hours hold which slot. It tells neither who holds a room, nor distances.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from agence_desktop.spaces.finding import Need
from agence_desktop.spaces.rows import SOFT, FindFault, Reason
from benchmarks.search_slots import POSTGRESQL, SLOT_COLUMNS, SQLITE, Asking, Dialect, Slots

Rows = tuple[list[Any], list[Any]]
KINDS = ("other_time", "other_day", "shorter")
BITS = {reason: 1 << at for at, reason in enumerate((FindFault.EQUIPMENT_MISSING, *Reason))}
_SOFT = sum(BITS[reason] for reason in SOFT)
_NOT_TIME = sum(
    BITS[reason]
    for reason in (
        FindFault.EQUIPMENT_MISSING,
        Reason.NOT_SHAREABLE,
        Reason.NOT_ELIGIBLE,
        Reason.CAPACITY,
    )
)
_TERMS = (
    *("hours", "notice_minutes", "horizon_days", "min_minutes", "max_minutes", "grid_minutes"),
    *("buffer_before", "buffer_after", "whole_days", "eligibility", "quota_hours", "approval"),
    "holidays_open",
)


def _given(*scopes: str) -> str:
    """Terms field by field, the nearest scope first."""
    return ", ".join(f"coalesce({', '.join(f'{one}.{name}' for one in scopes)}) AS {name}" for name in _TERMS)


def _rates(*scopes: str) -> str:
    """The three rates together, from the nearest scope that gives any; those of a house are found before."""
    found = []
    for name in ("hour", "half_day", "day"):
        given = [f"{one}.{name}_rate" if one == "g" else f"{one}.{name}" for one in scopes]
        cases = (
            f"WHEN coalesce({one}.hour, {one}.half_day, {one}.day) IS NOT NULL THEN {value}"
            for one, value in zip(scopes[:-1], given, strict=False)
        )
        found.append(f"CASE {' '.join(cases)} ELSE {given[-1]} END AS {name}_rate")
    return ", ".join(found)


def _rate(alias: str, column: str, key: str, day: str) -> str:
    """The rates in force of one scope."""
    return (
        f"LEFT JOIN rate {alias} ON {alias}.{column} = {key} AND {alias}.since ="
        f" (SELECT max(x.since) FROM rate x WHERE x.{column} = {key} AND x.since <= {day})"
    )


_FLOOR = """coalesce((SELECT max(e.busy_from) FROM space_hold e
                         WHERE e.part_id = p.part_id AND e.busy_from <= {start}), {start})"""

_SEEK = "h.part_id = p.part_id AND h.busy_from >= {floor} AND h.busy_from < {end} AND h.busy_until > {start}"

_HOLDS = """{sought}
                       JOIN occurrence o ON o.id = h.occurrence_id
                            AND (o.offered_until IS NULL OR o.offered_until > {now} OR o.state <> 'offered')
                            AND (o.release_at IS NULL OR o.release_at > {now} OR o.release_at > {start}
                                 OR o.state <> 'confirmed')"""

_USED = """coalesce((SELECT sum({elapsed}) FROM occurrence o
                     WHERE o.organisation_id = {organisation} AND o.host_id = {host} AND o.month = {month}
                       AND (o.state IN ('confirmed', 'present', 'ended', 'offered', 'requested')
                            OR o.state = 'no_show' AND o.release_at IS NULL)), 0)"""

_ASKED = """
WITH slot ({slot_columns}) AS (VALUES {slots}),
open_hours (hours, n) AS (VALUES {open_hours}),
house AS {materialized} (
  SELECT i.id AS site_id, i.organisation_id AS host_id, r.code AS region, z.*, {house_terms}, {house_rates},
         CASE WHEN EXISTS (SELECT 1 FROM holiday y WHERE y.observed BETWEEN z.day AND z.last_day)
              THEN 1 ELSE 0 END AS holiday,
         CASE WHEN EXISTS (SELECT 1 FROM host_closure c WHERE c.site_id = i.id
                              AND c.starts < z.wall_end AND c.ends > z.wall_start)
                OR EXISTS (SELECT 1 FROM host_closure c WHERE c.organisation_id = i.organisation_id
                              AND c.starts < z.wall_end AND c.ends > z.wall_start)
              THEN 1 ELSE 0 END AS closed,
         {used} AS used
    FROM site i
    JOIN municipality m ON m.id = i.municipality_id
    JOIN region r ON r.id = m.region_id
    JOIN slot z ON z.zone = coalesce(i.zone, m.zone)
    LEFT JOIN host_terms ti ON ti.site_id = i.id
    LEFT JOIN host_terms tg ON tg.organisation_id = i.organisation_id
    {site_rate} {organisation_rate}
   WHERE {in_force_site}),
closed_space AS (
  SELECT DISTINCT p.space_id
    FROM host_closure c
    JOIN space_part q ON q.space_id = c.space_id
    JOIN space_part p ON p.part_id = q.part_id
    JOIN space s ON s.id = p.space_id
    JOIN house z ON z.site_id = s.site_id
   WHERE c.starts < z.wall_end AND c.ends > z.wall_start),
room AS (
  SELECT s.id, s.sort_key, s.code, s.capacity - {participants} AS unused, s.shareable,
         g.host_id, g.region, g.n, g.start_at, g.end_at, g.minute, g.whole, g.minutes, g.days, g.ahead,
         g.holiday, g.used,
         CASE WHEN g.closed = 1 OR s.id IN (SELECT space_id FROM closed_space) THEN 1 ELSE 0 END AS closed,
         {room_terms}, {room_rates}
    FROM space s
    JOIN house g ON g.site_id = s.site_id
    LEFT JOIN host_terms ts ON ts.space_id = s.id
    {space_rate}
   WHERE {in_force_space}),
judged AS {materialized} (
  SELECT k.id, k.unused, k.approval, k.sort_key, k.code, {price} AS price,
         {bits}
         + coalesce((SELECT sum(DISTINCT CASE WHEN o.space_id = k.id THEN {overlap} ELSE {related} END)
                       FROM space_part p {holds} WHERE p.space_id = k.id), 0) AS reasons
    FROM room k),
answered AS (
  SELECT k.*, (k.reasons = 0 OR (k.approval = 'hors_modalites' AND k.reasons & {hard} = 0)) AS fits
    FROM judged k)
SELECT k.id, k.unused, k.reasons, k.reasons <> 0 OR coalesce(k.approval, '') = 'hote' AS requested,
       CASE WHEN k.fits THEN k.price END AS price
  FROM answered k
 ORDER BY NOT k.fits, CASE WHEN k.fits THEN k.unused END, CASE WHEN k.fits THEN k.price END,
       k.sort_key, k.code
"""

_NEAR = """
WITH slot ({slot_columns}) AS {materialized} (VALUES {slots}),
open_hours (hours, n) AS (VALUES {open_hours}),
wanting AS {materialized} (
  SELECT s.id, s.site_id, i.organisation_id AS host_id, coalesce(i.zone, m.zone) AS zone, {wanting_terms},
         CASE WHEN EXISTS (SELECT 1 FROM space_part q JOIN space_part p ON p.part_id = q.part_id
                                    JOIN host_closure c ON c.space_id = p.space_id
                            WHERE q.space_id = s.id) THEN 1 ELSE 0 END AS closing
    FROM space s
    JOIN site i ON i.id = s.site_id
    JOIN municipality m ON m.id = i.municipality_id
    LEFT JOIN host_terms ts ON ts.space_id = s.id
    LEFT JOIN host_terms ti ON ti.site_id = i.id
    LEFT JOIN host_terms tg ON tg.organisation_id = i.organisation_id
   WHERE s.id IN ({these})),
held AS {materialized} (
  SELECT DISTINCT k.id, h.busy_from, h.busy_until
    FROM (SELECT w.*, {first_start} AS start_at, {last_end} AS end_at FROM wanting w) k
    JOIN space_part p ON p.space_id = k.id
    {holds}),
free AS (
  SELECT k.id, k.site_id, k.host_id, k.kind, k.start_at, k.end_at, k.day, k.minutes, k.days, k.place
    FROM (SELECT w.*, z.n, z.kind, z.place, z.start_at, z.end_at, z.wall_start, z.wall_end,
                 z.day, z.last_day, z.month, z.minute, z.whole, z.minutes, z.ahead, z.days, {used} AS used
            FROM wanting w JOIN slot z ON z.zone = w.zone AND z.step = coalesce(w.grid_minutes, 15)) k
   WHERE k.start_at >= {now}
     AND (k.whole = 1 OR coalesce(k.whole_days, {false}) = {false})
     AND (k.approval = 'hors_modalites' OR {soft} = 0)
     AND (coalesce(k.holidays_open, {false}) = {true}
          OR NOT EXISTS (SELECT 1 FROM holiday y WHERE y.observed BETWEEN k.day AND k.last_day))
     AND NOT EXISTS (SELECT 1 FROM host_closure c WHERE c.site_id = k.site_id
                        AND c.starts < k.wall_end AND c.ends > k.wall_start)
     AND NOT EXISTS (SELECT 1 FROM host_closure c WHERE c.organisation_id = k.host_id
                        AND c.starts < k.wall_end AND c.ends > k.wall_start)
     AND (k.closing = 0 OR NOT EXISTS (
          SELECT 1 FROM space_part q JOIN space_part p ON p.part_id = q.part_id
                   JOIN host_closure c ON c.space_id = p.space_id
           WHERE q.space_id = k.id AND c.starts < k.wall_end AND c.ends > k.wall_start))
     AND NOT EXISTS (SELECT 1 FROM held v
                      WHERE v.id = k.id AND v.busy_from < {end} AND v.busy_until > {start})),
picked AS ({picked})
SELECT k.id, k.kind, k.start_at, k.end_at, {price} AS price
  FROM (SELECT k.*, {rates} FROM picked k {space_rate} {site_rate} {organisation_rate}) k
"""


def _statements(kind: str, need: Need, slots: Slots, asking: Asking) -> tuple[str, str]:
    """The two statements; a question mark (``%s``) of the second stands for the rooms."""
    dialect = SQLITE if kind == "sqlite" else POSTGRESQL
    now = dialect.instant(asking.now)
    common = {
        "slot_columns": SLOT_COLUMNS,
        "materialized": "MATERIALIZED",
        "now": now,
        "true": dialect.true,
        "false": dialect.false,
        "these": dialect.these,
        "soft": _bits(dialect, asking, SOFT),
        "price": _price(dialect),
        "holds": _holds(dialect, now),
    }
    first, second = _of_first(dialect, need, slots, asking), _of_second(dialect, slots, asking)
    return _ASKED.format(**common, **first), _NEAR.format(**common, **second, picked=_PICKED[kind])


def _of_first(dialect: Dialect, need: Need, slots: Slots, asking: Asking) -> dict[str, Any]:
    step = slots.steps[:1]
    return {
        "slots": slots.values(dialect, (0,), step),
        "open_hours": slots.open_hours((0,), step),
        "house_terms": _given("ti", "tg"),
        "house_rates": _rates("ri", "ro"),
        "site_rate": _rate("ri", "site_id", "i.id", "z.day"),
        "organisation_rate": _rate("ro", "organisation_id", "i.organisation_id", "z.day"),
        "space_rate": _rate("rs", "space_id", "s.id", "g.day"),
        "used": _used(dialect, asking, "i.organisation_id", "z.month"),
        "in_force_site": _in_force(dialect, "i", asking.now.date()),
        "in_force_space": _in_force(dialect, "s", asking.now.date()),
        "participants": need.participants,
        "room_terms": _given("ts", "g"),
        "room_rates": _rates("rs", "g"),
        "bits": _bits(dialect, asking, (*need.equipment, *Reason)),
        "overlap": BITS[Reason.OVERLAP],
        "related": BITS[Reason.RELATED_SPACE],
        "hard": ~_SOFT & 0xFFFFFF,
    }


def _of_second(dialect: Dialect, slots: Slots, asking: Asking) -> dict[str, Any]:
    around, (start, end) = (1, 2, 3), _busy(dialect)
    used = _used(dialect, asking, "w.host_id", "z.month")
    return {
        "slots": slots.values(dialect, around, slots.steps),
        "open_hours": slots.open_hours(around, slots.steps),
        "wanting_terms": _given("ts", "ti", "tg"),
        "used": f"CASE WHEN w.quota_hours IS NOT NULL THEN {used} ELSE 0 END",
        "start": start,
        "end": end,
        "first_start": dialect.instant(min(row[4].start for row in slots.rows)),
        "last_end": dialect.instant(max(row[4].end for row in slots.rows)),
        "rates": _rates("rs", "ri", "ro"),
        "space_rate": _rate("rs", "space_id", "k.id", "k.day"),
        "site_rate": _rate("ri", "site_id", "k.site_id", "k.day"),
        "organisation_rate": _rate("ro", "organisation_id", "k.host_id", "k.day"),
    }


_PICKED = {
    # SQLite takes the other columns from the row that has the least place.
    "sqlite": "SELECT f.*, min(f.place) AS least FROM free f GROUP BY f.id, f.kind",
    "postgresql": "SELECT DISTINCT ON (f.id, f.kind) f.* FROM free f ORDER BY f.id, f.kind, f.place",
}


def _holds(dialect: Dialect, now: str) -> str:
    """What is held of the part ``p`` of a room ``k`` over its slot with its own buffers."""
    start, end = _busy(dialect)
    seek = _SEEK.format(floor=_FLOOR.format(start=start), start=start, end=end)
    return _HOLDS.format(sought=dialect.sought.format(seek), start=start, now=now)


def _busy(dialect: Dialect) -> tuple[str, str]:
    return (
        f"k.start_at - {dialect.minutes.format('coalesce(k.buffer_before, 0)')}",
        f"k.end_at + {dialect.minutes.format('coalesce(k.buffer_after, 0)')}",
    )


def _used(dialect: Dialect, asking: Asking, host: str, month: str) -> str:
    return _USED.format(elapsed=dialect.elapsed, organisation=asking.organisation, host=host, month=month)


def _in_force(dialect: Dialect, alias: str, today: date) -> str:
    day = dialect.day(today)
    return (
        f"({alias}.active_from IS NULL OR {alias}.active_from <= {day})"
        f" AND ({alias}.active_until IS NULL OR {day} <= {alias}.active_until)"
    )


def _price(dialect: Dialect) -> str:
    """The lowest over the rates given, to the cent."""
    hourly = dialect.hour_price.format("k.hour_rate", "k.minutes")
    half_days = "k.half_day_rate * ((k.minutes + 239) / 240)"
    return f"coalesce({dialect.least.format(hourly, half_days, 'k.day_rate * k.days')}, 0)"


def _bits(dialect: Dialect, asking: Asking, wanted: Iterable[str]) -> str:
    """The bits of those of these reasons, and pieces of equipment, that stand against a room ``k``."""
    now, notice = dialect.instant(asking.now), dialect.minutes.format("k.notice_minutes")
    host = f"k.host_id = {asking.organisation}"
    regions = ", ".join(f"'{code}'" for code in sorted(asking.regions)) or "''"
    listed = dialect.contains.format("'+' || k.eligibility || '+'", f"'+{asking.acronym}+'")
    conditions = {
        Reason.PAST: f"k.start_at < {now}",
        Reason.NOT_SHAREABLE: f"NOT k.shareable AND NOT {host}",
        Reason.NOT_ELIGIBLE: f"NOT {host} AND NOT CASE coalesce(k.eligibility, 'tous') WHEN 'tous' THEN 1=1"
        f" WHEN 'region' THEN k.region IN ({regions}) ELSE {listed} END",
        Reason.CAPACITY: "k.unused < 0",
        Reason.CLOSED: "k.closed = 1",
        Reason.HOLIDAY: f"k.holiday = 1 AND NOT coalesce(k.holidays_open, {dialect.false})",
        Reason.WHOLE_DAYS: f"k.whole = 0 AND coalesce(k.whole_days, {dialect.false})",
        Reason.NOTICE: f"k.start_at < {now} + {notice}",
        Reason.HORIZON: "k.ahead > k.horizon_days",
        Reason.OUTSIDE_HOURS: "k.hours IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM open_hours v WHERE v.hours = k.hours AND v.n = k.n)",
        Reason.TOO_SHORT: "k.minutes < k.min_minutes",
        Reason.TOO_LONG: "k.minutes > k.max_minutes",
        Reason.GRID: f"{dialect.remainder} <> 0",
        Reason.QUOTA: f"NOT {host} AND k.used + k.minutes > 60 * k.quota_hours",
    }
    pieces = [
        f"CASE WHEN {conditions[one]} THEN {BITS[one]} ELSE 0 END"
        for one in Reason
        if one in wanted and one in conditions
    ]
    missing = [
        "CASE WHEN EXISTS (SELECT 1 FROM space_equipment u"
        f" WHERE u.space_id = k.id AND u.equipment = '{code}')"
        f" THEN 0 ELSE {BITS[FindFault.EQUIPMENT_MISSING]} END"
        for code in wanted
        if code not in BITS
    ]
    return " + ".join(f"({piece})" for piece in (*missing, *pieces))


def written_by_hand(connection: Any, need: Need, asking: Asking) -> Callable[[], Rows]:
    """The search: the rows of both statements, of the second for the rooms that time alone refuses."""
    kind = "sqlite" if isinstance(connection, sqlite3.Connection) else "postgresql"

    def column(query: str) -> list[Any]:
        return [row[0] for row in connection.execute(query).fetchall()]

    zones = column(
        "SELECT DISTINCT coalesce(i.zone, m.zone) FROM site i JOIN municipality m ON m.id = i.municipality_id"
    )
    steps = column("SELECT DISTINCT grid_minutes FROM host_terms WHERE grid_minutes IS NOT NULL")
    texts = column("SELECT DISTINCT hours FROM host_terms WHERE hours IS NOT NULL")
    observed = {date.fromisoformat(str(day)) for day in column("SELECT observed FROM holiday")}
    slots = Slots(need, asking.now, zones, sorted({15, *steps}), texts, observed)
    first, second = _statements(kind, need, slots, asking)

    def search() -> Rows:
        ranked = connection.execute(first).fetchall()
        failing = [row[0] for row in ranked if row[4] is None and not row[2] & _NOT_TIME]
        if not failing:
            return ranked, []
        given = json.dumps(failing) if kind == "sqlite" else failing
        return ranked, connection.execute(second, (given,)).fetchall()

    return search


def answers_by_hand(
    rows: Rows,
) -> tuple[list[Any], dict[int, set[str]], dict[Any, Any]]:
    """As the program says it: what fits in order, all reasons of every room, and near fits."""
    ranked, near = rows
    fitting = [
        (space, unused, "requested" if requested else "confirmed", _dollars(price))
        for space, unused, reasons, requested, price in ranked
        if price is not None and not reasons & _NOT_TIME
    ]
    why = {row[0]: {str(reason) for reason, bit in BITS.items() if row[2] & bit} for row in ranked}
    found = {
        (space, KINDS[kind - 1]): (_instant(start), _instant(end), _dollars(price))
        for space, kind, start, end, price in near
    }
    return fitting, why, found


def _dollars(price: Any) -> Decimal:
    return price if isinstance(price, Decimal) else Decimal(price).scaleb(-2)


def _instant(moment: Any) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.fromtimestamp(moment, UTC)
