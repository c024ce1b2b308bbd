"""PostgreSQL functions and triggers of flying teams: the ledger of days, and what is above capacity refused.

Functions run with their owner's rights and a fixed search path: a client holds no right on the ledger. Every
one that touches it first locks the member, so that whoever comes second sees what the first has taken.
"""

from __future__ import annotations

from typing import Final

from agence_desktop.teams.guards_sqlite import FIRM_STATES, SHAPE

_DEFINER: Final = "SECURITY DEFINER SET search_path = public, pg_temp"
_ISOLATED: Final = """
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'write_isolation' USING ERRCODE = '23514', CONSTRAINT = 'write_isolation';
    END IF;"""


def refuse(name: str) -> str:
    """The statement that refuses by a name that ``guards`` tells in French."""
    return f"RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = '{name}', MESSAGE = '{name}'"


LEDGER_FUNCTIONS: Final[dict[str, str]] = {
    "agence_full_day": f"""
CREATE OR REPLACE FUNCTION agence_full_day() RETURNS bigint LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT coalesce((SELECT full_day FROM team_setting WHERE id = 1), 25200)::bigint
$$""",
    # What a member can give on a day: factor × seconds, at most a full day; 0 when away.
    "agence_capacity": f"""
CREATE OR REPLACE FUNCTION agence_capacity(who integer, at_day date) RETURNS bigint
LANGUAGE plpgsql STABLE {_DEFINER} AS $$
BEGIN
    IF EXISTS (SELECT FROM holiday WHERE observed = at_day)
       OR EXISTS (SELECT FROM member_absence a WHERE a.member_id = who AND NOT a.cancelled
                     AND a.first_day <= at_day AND a.end_day > at_day)
       OR NOT EXISTS (SELECT FROM team_member c WHERE c.id = who AND c.contract_from <= at_day
                         AND (c.contract_end IS NULL OR c.contract_end > at_day)) THEN
        RETURN 0;
    END IF;
    RETURN coalesce((
        SELECT least(10000 * agence_full_day(), p.factor_bp::bigint * CASE extract(isodow FROM at_day)
                   WHEN 1 THEN p.monday WHEN 2 THEN p.tuesday WHEN 3 THEN p.wednesday
                   WHEN 4 THEN p.thursday WHEN 5 THEN p.friday ELSE 0 END)
          FROM member_pattern p WHERE p.member_id = who AND p.since <= at_day
         ORDER BY p.since DESC LIMIT 1), 0);
END $$""",
    "agence_lock_members": f"""
CREATE OR REPLACE FUNCTION agence_lock_members(ids integer[]) RETURNS void LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    PERFORM 1 FROM team_member WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
END $$""",
    # Locks the members, then opens their ledger for the weekdays of a period.
    "agence_open_days": f"""
CREATE OR REPLACE FUNCTION agence_open_days(ids integer[], since date, until date) RETURNS void
LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    IF NOT (agence_lends('clerk') OR agence_lends('manager')) THEN
        PERFORM agence_refuse('member_day');
    END IF;
    PERFORM agence_lock_members(ids);
    INSERT INTO member_day (member_id, day, capacity)
    SELECT m.id, d.day::date, 0
      FROM team_member m, generate_series(since::timestamp, until - interval '1 day', '1 day') AS d(day)
     WHERE m.id = ANY (ids) AND extract(isodow FROM d.day) < 6
     ORDER BY m.id, d.day
        ON CONFLICT DO NOTHING;
END $$""",
    "agence_serves": f"""
CREATE OR REPLACE FUNCTION agence_serves(one deployment, ledger member_day) RETURNS boolean
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT one.state IN ({FIRM_STATES}) AND ledger.member_id = one.member_id
       AND ledger.day >= one.first_day AND ledger.day < coalesce(one.actual_end, one.end_day)
       AND (coalesce(one.weekdays, 31) >> (extract(isodow FROM ledger.day)::integer - 1)) & 1 = 1
       AND ledger.capacity >= one.effort_bp * agence_full_day()
$$""",
    "member_day_open": f"""
CREATE OR REPLACE FUNCTION member_day_open() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    IF NEW.used <> 0 OR NEW.overrun <> 0 OR extract(isodow FROM NEW.day) > 5 THEN {refuse("ledger")}; END IF;
    NEW.capacity := agence_capacity(NEW.member_id, NEW.day);
    RETURN NEW;
END $$""",
    "member_day_capacity": f"""
CREATE OR REPLACE FUNCTION member_day_capacity() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    IF NEW.capacity <> agence_capacity(NEW.member_id, NEW.day) THEN {refuse("ledger")}; END IF;
    IF NEW.used > NEW.capacity + NEW.overrun
       OR EXISTS (SELECT FROM deployment_day t WHERE t.member_id = NEW.member_id AND t.day = NEW.day
                     AND t.effort > NEW.capacity) THEN
        {refuse("day_committed")};
    END IF;
    NEW.overrun := least(NEW.overrun, greatest(0, NEW.used - NEW.capacity));
    RETURN NEW;
END $$""",
    "member_day_capacity_kept": f"""
CREATE OR REPLACE FUNCTION member_day_capacity_kept() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    INSERT INTO deployment_day (deployment_id, day, member_id, effort)
    SELECT p.id, NEW.day, NEW.member_id, p.effort_bp * agence_full_day() FROM deployment p
     WHERE p.member_id = NEW.member_id AND agence_serves(p, NEW)
       AND NOT EXISTS (SELECT FROM deployment_day t WHERE t.deployment_id = p.id AND t.day = NEW.day)
     ORDER BY p.id;
    RETURN NULL;
END $$""",
    "deployment_day_fits": f"""
CREATE OR REPLACE FUNCTION deployment_day_fits() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    ledger member_day;
BEGIN
    IF TG_OP = 'UPDATE' THEN {refuse("ledger")}; END IF;
    SELECT * INTO ledger FROM member_day WHERE member_id = NEW.member_id AND day = NEW.day FOR UPDATE;
    IF NOT FOUND OR ledger.used + NEW.effort > ledger.capacity + ledger.overrun
       OR NEW.effort > ledger.capacity THEN
        {refuse("over_capacity")};
    END IF;
    UPDATE member_day SET used = used + NEW.effort WHERE member_id = NEW.member_id AND day = NEW.day;
    RETURN NEW;
END $$""",
    "deployment_day_left": f"""
CREATE OR REPLACE FUNCTION deployment_day_left() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    UPDATE member_day SET used = used - OLD.effort,
           overrun = least(overrun, greatest(0, used - OLD.effort - capacity))
     WHERE member_id = OLD.member_id AND day = OLD.day;
    RETURN NULL;
END $$""",
    "deployment_days": f"""
CREATE OR REPLACE FUNCTION deployment_days() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    until date := coalesce(NEW.actual_end, NEW.end_day);
BEGIN
    IF NEW.state NOT IN ({FIRM_STATES}) THEN
        IF TG_OP = 'INSERT' THEN RETURN NULL; END IF;
        IF OLD.state NOT IN ({FIRM_STATES}) THEN RETURN NULL; END IF;
    END IF;{_ISOLATED}
    IF TG_OP = 'UPDATE' THEN
        PERFORM agence_lock_members(ARRAY[OLD.member_id, NEW.member_id]);
        DELETE FROM deployment_day t WHERE t.deployment_id IN (OLD.id, NEW.id)
           AND (t.member_id <> NEW.member_id OR t.deployment_id <> NEW.id
                OR t.effort <> NEW.effort_bp * agence_full_day()
                OR NOT EXISTS (SELECT FROM member_day d WHERE d.member_id = t.member_id AND d.day = t.day
                                  AND agence_serves(NEW, d)));
    ELSE
        PERFORM agence_lock_members(ARRAY[NEW.member_id]);
    END IF;
    IF NEW.state NOT IN ({FIRM_STATES}) THEN RETURN NULL; END IF;
    IF (SELECT count(*) FROM member_day d
         WHERE d.member_id = NEW.member_id AND d.day >= NEW.first_day AND d.day < until)
       < (SELECT count(*) FROM generate_series(NEW.first_day::timestamp, until - interval '1 day', '1 day') g
           WHERE extract(isodow FROM g) < 6) THEN
        {refuse("ledger_absent")};
    END IF;
    INSERT INTO deployment_day (deployment_id, day, member_id, effort)
    SELECT NEW.id, d.day, d.member_id, NEW.effort_bp * agence_full_day() FROM member_day d
     WHERE d.member_id = NEW.member_id AND d.day >= NEW.first_day AND d.day < until AND agence_serves(NEW, d)
       AND NOT EXISTS (SELECT FROM deployment_day t WHERE t.deployment_id = NEW.id AND t.day = d.day)
     ORDER BY d.day;
    RETURN NULL;
END $$""",
    "overrun_raises": f"""
CREATE OR REPLACE FUNCTION overrun_raises() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    PERFORM agence_lock_members(ARRAY[NEW.member_id]);
    UPDATE member_day SET overrun = overrun + NEW.amount
     WHERE member_id = NEW.member_id AND day >= NEW.first_day AND day < NEW.end_day;
    RETURN NULL;
END $$""",
    "agence_recount": f"""
CREATE OR REPLACE FUNCTION agence_recount(who integer, since date, until date, frees boolean) RETURNS void
LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    PERFORM agence_lock_members(ARRAY[who]);
    IF frees THEN
        DELETE FROM deployment_day t WHERE t.member_id = who AND t.day >= since
           AND (until IS NULL OR t.day < until) AND t.effort > agence_capacity(who, t.day);
    END IF;
    UPDATE member_day d SET capacity = agence_capacity(who, d.day)
     WHERE d.member_id = who AND d.day >= since AND (until IS NULL OR d.day < until)
       AND d.capacity <> agence_capacity(who, d.day);
END $$""",
    "member_pattern_counts": f"""
CREATE OR REPLACE FUNCTION member_pattern_counts() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN{_ISOLATED}
    IF TG_OP <> 'INSERT' THEN
        PERFORM agence_recount(OLD.member_id, CASE TG_OP WHEN 'DELETE' THEN OLD.since
                               ELSE least(OLD.since, NEW.since) END, NULL,
                               TG_OP = 'UPDATE' AND NEW.frees AND NEW.member_id = OLD.member_id);
    END IF;
    IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND NEW.member_id <> OLD.member_id THEN
        PERFORM agence_recount(NEW.member_id, NEW.since, NULL, NEW.frees);
    END IF;
    RETURN NULL;
END $$""",
    "member_absence_counts": f"""
CREATE OR REPLACE FUNCTION member_absence_counts() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN{_ISOLATED}
    IF TG_OP <> 'INSERT' THEN
        PERFORM agence_recount(OLD.member_id, OLD.first_day, OLD.end_day,
                               TG_OP = 'UPDATE' AND NEW.frees AND NOT NEW.cancelled);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM agence_recount(NEW.member_id, NEW.first_day, NEW.end_day, NEW.frees AND NOT NEW.cancelled);
    END IF;
    RETURN NULL;
END $$""",
    "team_member_contract": f"""
CREATE OR REPLACE FUNCTION team_member_contract() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN{_ISOLATED}
    PERFORM agence_recount(NEW.id, '-infinity', NULL, false);
    RETURN NULL;
END $$""",
    # Nobody works on a holiday: the days are given up without more ado, and come back with the working day.
    "holiday_ledger": f"""
CREATE OR REPLACE FUNCTION holiday_ledger() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    days date[] := array_remove(ARRAY[OLD.observed, NEW.observed], NULL);
BEGIN
    PERFORM agence_lock_members(ARRAY(SELECT DISTINCT member_id FROM member_day WHERE day = ANY (days)));
    DELETE FROM deployment_day t WHERE t.day = ANY (days) AND t.effort > agence_capacity(t.member_id, t.day);
    UPDATE member_day d SET capacity = agence_capacity(d.member_id, d.day)
     WHERE d.day = ANY (days) AND d.capacity <> agence_capacity(d.member_id, d.day);
    RETURN NULL;
END $$""",
    "team_setting_fixed": f"""
CREATE OR REPLACE FUNCTION team_setting_fixed() RETURNS trigger LANGUAGE plpgsql {_DEFINER} AS $$
BEGIN
    IF coalesce((to_jsonb(NEW) ->> 'full_day')::integer, 25200)
       <> coalesce((to_jsonb(OLD) ->> 'full_day')::integer, 25200)
       AND EXISTS (SELECT FROM member_day) THEN
        {refuse("full_day_fixed")};
    END IF;
    RETURN NULL;
END $$""",
}


def trigger(name: str, event: str, table: str, function: str) -> tuple[str, str]:
    """A trigger for each row: its table and its statement."""
    return (
        table,
        f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    )


_ANY: Final = "AFTER INSERT OR UPDATE OR DELETE"

LEDGER_TRIGGERS: Final[dict[str, tuple[str, str]]] = {
    name: trigger(name, event, table, function)
    for name, event, table, function in (
        ("member_day_open", "BEFORE INSERT", "member_day", "member_day_open"),
        ("member_day_capacity", "BEFORE UPDATE OF capacity", "member_day", "member_day_capacity"),
        ("member_day_capacity_kept", "AFTER UPDATE OF capacity", "member_day", "member_day_capacity_kept"),
        ("deployment_day_fits", "BEFORE INSERT OR UPDATE", "deployment_day", "deployment_day_fits"),
        ("deployment_day_left", "AFTER DELETE", "deployment_day", "deployment_day_left"),
        ("deployment_opens", "AFTER INSERT", "deployment", "deployment_days"),
        ("deployment_moves", f"AFTER UPDATE OF {', '.join(SHAPE)}", "deployment", "deployment_days"),
        ("overrun_raises", "AFTER INSERT", "overrun", "overrun_raises"),
        ("member_pattern_counts", _ANY, "member_pattern", "member_pattern_counts"),
        ("member_absence_counts", _ANY, "member_absence", "member_absence_counts"),
        (
            "team_member_contract",
            "AFTER UPDATE OF contract_from, contract_end",
            "team_member",
            "team_member_contract",
        ),
        ("holiday_ledger", _ANY, "holiday", "holiday_ledger"),
        ("team_setting_fixed", _ANY, "team_setting", "team_setting_fixed"),
    )
}
"""Name → (table, statement)."""
