"""Sheets as files hold them: nothing is lost, nothing unknown is taken, and every fault has its place."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from agence_desktop.core.errors import ExitCode
from agence_desktop.positions.codec import SheetError, read_rule, read_sheet, write_rule, write_sheet
from agence_desktop.positions.content import (
    AbsenceLength,
    Contact,
    DueRule,
    Relief,
    Roll,
    Sheet,
    Task,
    WorkdayOf,
)

from .strategies import rules, sheets


def faults(mapping: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(SheetError) as caught:
        read_sheet(mapping)
    assert caught.value.exit_code is ExitCode.UNREADABLE
    return {fault.path: fault.sentence for fault in caught.value.faults}


def task(**fields: Any) -> Task:
    return read_sheet({"tasks": [{"key": "T1", **fields}]}).tasks[0]


def test_that_a_sheet_is_read_with_the_keys_of_the_interface() -> None:
    sheet = read_sheet(
        {
            "mission": "Verser les prestations.",
            "tasks": [
                {
                    "key": "T1",
                    "title": "Traiter les demandes",
                    "criticality": 4,
                    "max_interruption_days": 2,
                    "recovery_days": 1,
                    "required_level": 3,
                    "wanted": 2,
                    "procedure_date": "2026-05-01",
                    "rule": "FREQ=WEEKLY;BYDAY=MO",
                }
            ],
            "contacts": [{"function": "Pilotage", "organisation": "SQ-SC", "phone": "418 555-0151"}],
            "accesses": [{"system": "Paiements", "delay_days": 5}],
        }
    )
    assert sheet.tasks[0] == Task(
        "T1",
        "Traiter les demandes",
        due=DueRule("FREQ=WEEKLY;BYDAY=MO"),
        criticality=4,
        max_interruption_days=Fraction(2),
        recovery_days=Fraction(1),
        procedure_date=date(2026, 5, 1),
        required_level=3,
        wanted=2,
    )
    assert sheet.contacts == (Contact("Pilotage", "SQ-SC", phone="418 555-0151"),)
    assert sheet.accesses[0].delay_days == 5


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sheets())
def test_that_what_is_written_is_read_back(sheet: Sheet) -> None:
    assert read_sheet(json.loads(json.dumps(write_sheet(sheet)))) == sheet


@given(rules)
def test_that_a_rule_is_read_back(rule: DueRule) -> None:
    assert read_rule(json.loads(json.dumps(write_rule(rule)))) == rule


def test_that_an_empty_sheet_writes_nothing() -> None:
    assert write_sheet(Sheet()) == {}
    assert read_sheet({}) == Sheet()


def test_that_null_is_empty() -> None:
    assert read_sheet({"mission": None, "tasks": None}) == Sheet()
    assert task(title=None, rule=None, start=None, wanted=None) == Task("T1")


def test_that_unknown_fields_are_refused_by_name() -> None:
    found = faults({"password": "x", "tasks": [{"key": "T4", "pin": 1, "rule": {"workday": 3, "week": 1}}]})
    assert list(found) == ["password", "tasks/T4/pin", "tasks/T4/rule/week"]
    assert found["tasks/T4/pin"] == "Le champ «\u00a0pin\u00a0» n’existe pas."


@pytest.mark.parametrize(
    ("given", "days"),
    [(2, "2"), (0.125, "1/8"), ("1/24", "1/24"), ("0,5", "1/2"), (Decimal("0.1"), "1/10"), (0, "0")],
)
def test_that_durations_are_exact(given: object, days: str) -> None:
    assert task(recovery_days=given).recovery_days == Fraction(days)


@pytest.mark.parametrize(
    "given",
    [
        -1,
        "deux",
        "1/0",
        True,
        float("nan"),
        float("inf"),
        [],
        "9" * 50,
        1e300,
        "1e999999999",
        "-1",
        Decimal("NaN"),
    ],
)
def test_that_what_is_no_duration_is_refused(given: object) -> None:
    assert list(faults({"tasks": [{"key": "T1", "recovery_days": given}]})) == ["tasks/T1/recovery_days"]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("criticality", 5),
        ("criticality", 0),
        ("required_level", "3"),
        ("wanted", 1.5),
        ("impacts", [1, 2, 3]),
        ("impacts", [1, 2, 3, 4, 5, 6]),
        ("peak_months", [13]),
        ("procedure_date", "2026-02-30"),
        ("hours", 200),
        ("hours", "1/3"),
        ("title", 12),
        ("title", "\ud800"),
        ("rule", "FREQ=HOURLY"),
        ("rule", 5),
        ("roll", "nearest"),
    ],
)
def test_that_a_bad_value_has_its_path_and_a_sentence(field: str, given: object) -> None:
    found = faults({"tasks": [{"key": "T9", "rule": "FREQ=DAILY", **{field: given}}]})
    assert list(found) == [f"tasks/T9/{field}"]
    assert found[f"tasks/T9/{field}"].endswith((".", "?"))


def test_that_all_faults_are_told_at_once() -> None:
    found = faults({"tasks": [{"key": "T1", "wanted": -1}, {"title": "x"}, {"key": "T1"}, 5], "contacts": {}})
    assert list(found) == ["tasks/T1/wanted", "tasks/2/key", "tasks/3/key", "tasks/4", "contacts"]


def test_that_a_rule_is_kept_in_one_spelling() -> None:
    assert task(rule="byday=we,mo;freq=weekly").due == DueRule("FREQ=WEEKLY;BYDAY=MO,WE")


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "FREQ=DAILY;COUNT=3"])
def test_that_a_rule_that_counts_from_somewhere_needs_a_start(rule: str) -> None:
    assert list(faults({"tasks": [{"key": "T1", "rule": rule}]})) == ["tasks/T1/start"]
    assert task(rule=rule, start="2026-12-02").due == DueRule(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE" if "WEEKLY" in rule else "FREQ=DAILY;COUNT=3", date(2026, 12, 2)
    )


def test_that_a_working_day_is_a_rule() -> None:
    due = task(rule={"workday": 10, "of": "quarter"}, roll="next", before="16:00").due
    assert due == DueRule(workday=10, of=WorkdayOf.QUARTER, roll=Roll.NEXT, before=time(16))
    assert task(rule={"workday": 3}).due == DueRule(workday=3)
    assert list(faults({"tasks": [{"key": "T1", "rule": {"workday": 40}}]})) == ["tasks/T1/rule/workday"]
    assert list(faults({"tasks": [{"key": "T1", "rule": {"of": "month"}}]})) == ["tasks/T1/rule/workday"]


@pytest.mark.parametrize("rule", [None, "", "none"])
def test_that_no_rule_is_on_demand(rule: str | None) -> None:
    assert task(rule=rule, due_text="sous 2 jours", roll="next").due is None
    assert task(rule=rule, due_text="sous 2 jours").due_text == "sous 2 jours"


def test_that_the_relief_plan_always_has_its_three_lengths() -> None:
    sheet = read_sheet({"relief": [{"length": "long", "who": "Équipe volante"}]})
    assert [line.length for line in sheet.relief] == list(AbsenceLength)
    assert sheet.relief[2] == Relief(AbsenceLength.LONG, "Équipe volante")
    assert list(faults({"relief": [{"who": "x"}]})) == ["relief/1/length"]
    assert list(faults({"team": [{"family": "ADM"}, {"family": "LEAN"}]})) == ["team"]


def test_that_what_cannot_be_read_and_where_remarks_stand_come_back() -> None:
    sheet = Sheet(
        mission="Payer",
        tasks=(Task("T1"),),
        unread=(("tasks/T1/procedure_date", "au printemps"), ("written_on", "hier soir")),
        anchors=((7, "contacts/3/phone"), (12, "contacts")),
    )
    read = read_sheet(json.loads(json.dumps(write_sheet(sheet))))
    assert read == sheet
    assert read.anchors == sheet.anchors


def test_that_texts_for_fields_that_no_sheet_has_are_refused() -> None:
    assert "salaire" in faults({"unread": {"salaire": "beaucoup"}})["unread"]
    assert "unread" in faults({"unread": ["mission"]})
    assert "anchors" in faults({"anchors": {"premier": "contacts/1"}})
