"""SQLite triggers of flying teams: the ledger of days is kept, and refuses what is above capacity.

Refusals are raised aloud, so that ``UPDATE OR IGNORE`` passes over none of them.
"""

from __future__ import annotations

from typing import Final

from agence_desktop.teams.rows import FIRM

FIRM_STATES: Final = ", ".join(sorted(repr(str(state)) for state in FIRM))
SHAPE: Final = ("id", "member_id", "state", "first_day", "end_day", "actual_end", "effort_bp", "weekdays")
"""Columns of a deployment that decide which days it takes."""
FULL_DAY: Final = "coalesce((SELECT full_day FROM team_setting WHERE id = 1), 25200)"
"""Seconds of a full day."""

_WEEKDAY: Final = "((CAST(strftime('%w', {day}) AS INTEGER) + 6) % 7)"
"""Monday is 0."""


def capacity(member: str, day: str) -> str:
    """The SQL of what a member can give on a day: factor × seconds, at most a full day; 0 when away."""
    hours = (
        f"CASE strftime('%w', {day}) WHEN '1' THEN p.monday WHEN '2' THEN p.tuesday WHEN '3' THEN p.wednesday"
        " WHEN '4' THEN p.thursday WHEN '5' THEN p.friday ELSE 0 END"
    )
    return f"""(CASE
        WHEN EXISTS (SELECT 1 FROM holiday WHERE observed = {day}) THEN 0
        WHEN EXISTS (SELECT 1 FROM member_absence a WHERE a.member_id = {member} AND NOT a.cancelled
                        AND a.first_day <= {day} AND a.end_day > {day}) THEN 0
        WHEN NOT EXISTS (SELECT 1 FROM team_member c WHERE c.id = {member} AND c.contract_from <= {day}
                            AND (c.contract_end IS NULL OR c.contract_end > {day})) THEN 0
        ELSE coalesce((SELECT min(10000 * {FULL_DAY}, p.factor_bp * {hours}) FROM member_pattern p
                        WHERE p.member_id = {member} AND p.since <= {day}
                        ORDER BY p.since DESC LIMIT 1), 0) END)"""


def _weekdays(first: str, end: str) -> str:
    """The SQL of how many days from Monday to Friday lie in ``[first, end)``."""
    total = f"CAST(julianday({end}) - julianday({first}) AS INTEGER)"
    start = _WEEKDAY.format(day=first)
    reach = f"({start} + {total} % 7)"
    return f"({total} / 7 * 5 + max(0, min(5, {reach}) - min(5, {start})) + max(0, {reach} - 7))"


def serves(deployment: str, ledger: str) -> str:
    """The SQL condition that a deployment takes this day of the ledger of its member."""
    mask = f"(coalesce({deployment}.weekdays, 31) >> {_WEEKDAY.format(day=f'{ledger}.day')}) & 1"
    return f"""({deployment}.state IN ({FIRM_STATES}) AND {ledger}.member_id = {deployment}.member_id
        AND {ledger}.day >= {deployment}.first_day
        AND {ledger}.day < coalesce({deployment}.actual_end, {deployment}.end_day)
        AND {mask} = 1 AND {ledger}.capacity >= {deployment}.effort_bp * {FULL_DAY})"""


_END: Final = "coalesce(NEW.actual_end, NEW.end_day)"
_OPENED: Final = f"""
    SELECT RAISE(ABORT, 'ledger_absent')
     WHERE NEW.state IN ({FIRM_STATES})
       AND (SELECT count(*) FROM member_day d WHERE d.member_id = NEW.member_id
               AND d.day >= NEW.first_day AND d.day < {_END})
           < {_weekdays("NEW.first_day", _END)};
"""
_TAKE_DAYS: Final = f"""
    INSERT INTO deployment_day (deployment_id, day, member_id, effort)
    SELECT NEW.id, d.day, d.member_id, NEW.effort_bp * {FULL_DAY} FROM member_day d
     WHERE d.member_id = NEW.member_id AND {serves("NEW", "d")}
       AND NOT EXISTS (SELECT 1 FROM deployment_day t WHERE t.deployment_id = NEW.id AND t.day = d.day)
     ORDER BY d.day;
"""
_LEAVE_DAYS: Final = f"""
    DELETE FROM deployment_day WHERE deployment_id IN (OLD.id, NEW.id)
       AND (NEW.member_id <> member_id OR NEW.id <> deployment_id OR effort <> NEW.effort_bp * {FULL_DAY}
            OR NOT EXISTS (SELECT 1 FROM member_day d WHERE d.member_id = deployment_day.member_id
                              AND d.day = deployment_day.day AND {serves("NEW", "d")}));
"""


def _recount(member: str, first: str | None = None, end: str | None = None) -> str:
    """Count the capacity of a member's days anew; only what differs is written."""
    derived = capacity("member_day.member_id", "member_day.day")
    bounds = (f" AND day >= {first}" if first else "") + (
        f" AND ({end} IS NULL OR day < {end})" if end else ""
    )
    return f"""
    UPDATE member_day SET capacity = {derived}
     WHERE member_id = {member}{bounds} AND capacity <> {derived};
"""


def _free(member: str, first: str, end: str | None, when: str) -> str:
    """Give up, on explicit choice, the firm days that no longer fit."""
    bound = f" AND day < {end}" if end else ""
    return f"""
    DELETE FROM deployment_day WHERE {when} AND member_id = {member} AND day >= {first}{bound}
       AND effort > {capacity("deployment_day.member_id", "deployment_day.day")};
"""


def _trigger(name: str, event: str, table: str, body: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} {event} ON {table}{condition} BEGIN{body}END"


def _refusal(name: str, event: str, table: str, when: str, code: str) -> str:
    return _trigger(name, event, table, f" SELECT RAISE(ABORT, '{code}'); ", when)


_HOLIDAY: Final = f"""
    DELETE FROM deployment_day WHERE day IN ({{days}})
       AND effort > {capacity("deployment_day.member_id", "deployment_day.day")};
    UPDATE member_day SET capacity = {capacity("member_day.member_id", "member_day.day")}
     WHERE day IN ({{days}});
"""

LEDGER_TRIGGERS: Final[dict[str, str]] = {
    "member_day_open": _trigger(
        "member_day_open",
        "AFTER INSERT",
        "member_day",
        f"""
    SELECT RAISE(ABORT, 'ledger') WHERE NEW.used <> 0 OR NEW.overrun <> 0
        OR {_WEEKDAY.format(day="NEW.day")} > 4;
    UPDATE member_day SET capacity = {capacity("NEW.member_id", "NEW.day")}
     WHERE member_id = NEW.member_id AND day = NEW.day;
""",
    ),
    "member_day_capacity": _trigger(
        "member_day_capacity",
        "BEFORE UPDATE OF capacity",
        "member_day",
        f"""
    SELECT RAISE(ABORT, 'ledger') WHERE NEW.capacity <> {capacity("NEW.member_id", "NEW.day")};
    SELECT RAISE(ABORT, 'day_committed')
     WHERE NEW.used > NEW.capacity + NEW.overrun
        OR EXISTS (SELECT 1 FROM deployment_day t WHERE t.member_id = NEW.member_id AND t.day = NEW.day
                      AND t.effort > NEW.capacity);
""",
    ),
    "member_day_capacity_kept": _trigger(
        "member_day_capacity_kept",
        "AFTER UPDATE OF capacity",
        "member_day",
        f"""
    UPDATE member_day SET overrun = max(0, used - capacity)
     WHERE member_id = NEW.member_id AND day = NEW.day AND overrun > max(0, used - capacity);
    INSERT INTO deployment_day (deployment_id, day, member_id, effort)
    SELECT p.id, NEW.day, NEW.member_id, p.effort_bp * {FULL_DAY} FROM deployment p
     WHERE p.member_id = NEW.member_id AND {serves("p", "NEW")}
       AND NOT EXISTS (SELECT 1 FROM deployment_day t WHERE t.deployment_id = p.id AND t.day = NEW.day)
     ORDER BY p.id;
""",
    ),
    "deployment_day_fits": _refusal(
        "deployment_day_fits",
        "BEFORE INSERT",
        "deployment_day",
        "(SELECT used + NEW.effort > capacity + overrun OR NEW.effort > capacity FROM member_day"
        " WHERE member_id = NEW.member_id AND day = NEW.day) IS NOT 0",
        "over_capacity",
    ),
    "deployment_day_taken": _trigger(
        "deployment_day_taken",
        "AFTER INSERT",
        "deployment_day",
        """
    UPDATE member_day SET used = used + NEW.effort WHERE member_id = NEW.member_id AND day = NEW.day;
""",
    ),
    "deployment_day_left": _trigger(
        "deployment_day_left",
        "AFTER DELETE",
        "deployment_day",
        """
    UPDATE member_day SET used = used - OLD.effort,
           overrun = min(overrun, max(0, used - OLD.effort - capacity))
     WHERE member_id = OLD.member_id AND day = OLD.day;
""",
    ),
    "deployment_day_kept": _refusal("deployment_day_kept", "BEFORE UPDATE", "deployment_day", "", "ledger"),
    "deployment_opens": _trigger("deployment_opens", "AFTER INSERT", "deployment", _OPENED + _TAKE_DAYS),
    "deployment_moves": _trigger(
        "deployment_moves",
        f"AFTER UPDATE OF {', '.join(SHAPE)}",
        "deployment",
        _LEAVE_DAYS + _OPENED + _TAKE_DAYS,
    ),
    "overrun_raises": _trigger(
        "overrun_raises",
        "AFTER INSERT",
        "overrun",
        """
    UPDATE member_day SET overrun = overrun + NEW.amount
     WHERE member_id = NEW.member_id AND day >= NEW.first_day AND day < NEW.end_day;
""",
    ),
    "member_pattern_insert": _trigger(
        "member_pattern_insert",
        "AFTER INSERT",
        "member_pattern",
        _free("NEW.member_id", "NEW.since", None, "NEW.frees") + _recount("NEW.member_id", "NEW.since"),
    ),
    "member_pattern_update": _trigger(
        "member_pattern_update",
        "AFTER UPDATE",
        "member_pattern",
        _free("NEW.member_id", "min(OLD.since, NEW.since)", None, "NEW.frees")
        + _recount("OLD.member_id", "min(OLD.since, NEW.since)")
        + _recount("NEW.member_id", "min(OLD.since, NEW.since)"),
    ),
    "member_pattern_delete": _trigger(
        "member_pattern_delete", "AFTER DELETE", "member_pattern", _recount("OLD.member_id", "OLD.since")
    ),
    "member_absence_insert": _trigger(
        "member_absence_insert",
        "AFTER INSERT",
        "member_absence",
        _free("NEW.member_id", "NEW.first_day", "NEW.end_day", "NEW.frees AND NOT NEW.cancelled")
        + _recount("NEW.member_id", "NEW.first_day", "NEW.end_day"),
    ),
    "member_absence_update": _trigger(
        "member_absence_update",
        "AFTER UPDATE",
        "member_absence",
        _free("NEW.member_id", "NEW.first_day", "NEW.end_day", "NEW.frees AND NOT NEW.cancelled")
        + _recount("OLD.member_id", "OLD.first_day", "OLD.end_day")
        + _recount("NEW.member_id", "NEW.first_day", "NEW.end_day"),
    ),
    "member_absence_delete": _trigger(
        "member_absence_delete",
        "AFTER DELETE",
        "member_absence",
        _recount("OLD.member_id", "OLD.first_day", "OLD.end_day"),
    ),
    "team_member_contract": _trigger(
        "team_member_contract",
        "AFTER UPDATE OF contract_from, contract_end",
        "team_member",
        _recount("NEW.id"),
    ),
    "holiday_ledger_insert": _trigger(
        "holiday_ledger_insert", "AFTER INSERT", "holiday", _HOLIDAY.format(days="NEW.observed")
    ),
    "holiday_ledger_update": _trigger(
        "holiday_ledger_update",
        "AFTER UPDATE OF observed",
        "holiday",
        _HOLIDAY.format(days="OLD.observed, NEW.observed"),
    ),
    "holiday_ledger_delete": _trigger(
        "holiday_ledger_delete", "AFTER DELETE", "holiday", _HOLIDAY.format(days="OLD.observed")
    ),
    **{
        f"team_setting_{event.lower()}": _refusal(
            f"team_setting_{event.lower()}",
            f"AFTER {event}",
            "team_setting",
            f"EXISTS (SELECT 1 FROM member_day) AND {condition}",
            "full_day_fixed",
        )
        for event, condition in (
            ("INSERT", "NEW.full_day <> 25200"),
            ("UPDATE", "NEW.full_day <> OLD.full_day"),
            ("DELETE", "OLD.full_day <> 25200"),
        )
    },
}
"""Name → statement; each also fires on rows written behind the program's back."""
