"""The JSON of ``equipes importer``: what it gives, and every fault of bad input in French."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode, Pattern, Skilled
from agence_desktop.teams.reading import Content, Known, read_content
from agence_desktop.teams.solving.proposing import propose, study
from support.allocation import HOLIDAYS, PLACES

SHOWN: dict[str, Any] = json.loads(
    """{"members": [{"key": "M1", "name": "Thomas Nguyen", "team": "ADM", "home": "Lévis",
   "skills": {"secretariat": {"level": 3, "validated": "2026-06-02"}}, "languages": ["fr"],
   "pattern": {"mon": 7, "tue": 7, "wed": 3.5, "thu": 7, "fri": 7},
   "factor": 1.0, "absences": [["2026-12-07", "2026-12-12"]], "contract": ["2026-01-01", null], "max_km": 80,
   "remote": true, "day_rate": "310.00", "past_clients": ["MSP"]}],
 "requests": [{"key": "D1", "client": "MSP", "site": "Québec", "family": "ADM", "priority": 2, "seats": [
   {"skills": {"secretariat": 2}, "language": "fr", "effort": 0.5, "days": null, "from": "2026-12-01",
    "to": "2027-03-01", "mode": "on_site", "remote_days": 0}]}],
 "firm": [{"member": "M1", "effort": 0.5, "from": "2026-12-01", "to": "2026-12-20"}]}"""
)
KNOWN = Known(PLACES, HOLIDAYS, clients={"MSP"}, skills={"secretariat"})


def changed(path: str, value: Any) -> dict[str, Any]:
    """The example with one field changed, added or (None of a list) made null."""
    content = deepcopy(SHOWN)
    *steps, last = path.split("/")
    place: Any = content
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return content


def told(content: Content) -> list[tuple[str, str]]:
    return [(fault.code, fault.path) for fault in content.faults]


def test_that_the_example_of_the_interface_is_read_as_it_says() -> None:
    content = read_content(SHOWN, KNOWN)
    assert (content.faults, content.remarks) == ((), ())
    one, need, firm = content.members[0].value, content.requests[0].value, content.firm[0].value
    assert one
    assert need
    assert firm
    assert (one.home, one.home_name, one.name) == (PLACES["Lévis"], "Lévis", "Thomas Nguyen")
    assert one.skills == {"secretariat": Skilled(3, date(2026, 6, 2))}
    seven, half = Fraction(7), Fraction(7, 2)
    assert one.patterns == (Pattern(None, (seven, seven, half, seven, seven)),)
    assert one.absences == (Days(date(2026, 12, 7), date(2026, 12, 12)),)
    assert one.contract == Days(date(2026, 1, 1), None)
    assert (one.max_km, one.remote, one.day_rate) == (80, True, Decimal("310.00"))
    assert (need.site, need.priority, need.client) == (PLACES["Québec"], 2, "MSP")
    (wanted,) = need.seats
    assert (wanted.number, wanted.effort, wanted.days, wanted.mode) == (1, Fraction(1, 2), None, Mode.ON_SITE)
    assert wanted.period == Days(date(2026, 12, 1), date(2027, 3, 1))
    assert (firm.effort, firm.member) == (Fraction(1, 2), "M1")


def test_that_a_file_is_a_problem_that_can_be_solved() -> None:
    proposal = propose(study(read_content(SHOWN, KNOWN).problem(HOLIDAYS)))
    assert proposal.members == {}
    content = changed("members/0/pattern", {"mon": 7, "tue": 7, "wed": 7, "thu": 7, "fri": 7})
    proposal = propose(study(read_content(content, KNOWN).problem(HOLIDAYS)))
    assert proposal.members == {("D1", 1): "M1"}


def test_that_decimals_are_read_as_they_are_written() -> None:
    content = read_content(changed("requests/0/seats/0/effort", 0.1), KNOWN)
    assert content.requests[0].value
    assert content.requests[0].value.seats[0].effort == Fraction(1, 10)


def test_that_patterns_may_follow_each_other() -> None:
    later = [{"mon": 7}, {"since": "2026-11-02", "tue": 3.5}]
    content = read_content(changed("members/0/pattern", later), KNOWN)
    assert content.members[0].value
    assert [one.since for one in content.members[0].value.patterns] == [None, date(2026, 11, 2)]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("members/0/colour", "red", "unknown_field"),
        ("members/0/key", None, "missing"),
        ("members/0/key", 7, "bad_value"),
        ("members/0/key", "M" * 61, "text_too_long"),
        ("members/0/home", "Nullepart", "unknown_place"),
        ("members/0/skills", {"secretariat": {"level": 5, "validated": "2026-06-02"}}, "bad_number"),
        ("members/0/skills", {"secretariat": {"level": 3}}, "missing"),
        ("members/0/skills", {"secretariat": {"level": 3, "validated": "2 juin"}}, "bad_date"),
        ("members/0/skills", {"secretariat": 3}, "bad_value"),
        (
            "members/0/skills",
            {"secretariat": {"level": 3, "validated": "2026-06-02", "by": "x"}},
            "unknown_field",
        ),
        ("members/0/languages", "fr", "bad_value"),
        ("members/0/pattern", {"sat": 7}, "unknown_field"),
        ("members/0/pattern", {"mon": 25}, "bad_number"),
        ("members/0/pattern", {"mon": -1}, "bad_number"),
        ("members/0/pattern", {"mon": 3.33333}, "too_fine"),
        ("members/0/pattern", [{"mon": 7}, {"tue": 7}], "twice"),
        ("members/0/factor", 1.5, "bad_number"),
        ("members/0/factor", 0.12345, "too_fine"),
        ("members/0/absences", [["2026-12-12", "2026-12-07"]], "bad_period"),
        ("members/0/absences", [["2026-12-12"]], "bad_period"),
        ("members/0/contract", ["2026-01-01", "2025-01-01"], "bad_period"),
        ("members/0/contract", None, "missing"),
        ("members/0/max_km", -5, "bad_number"),
        ("members/0/max_km", float("nan"), "bad_number"),
        ("members/0/remote", "oui", "bad_value"),
        ("members/0/day_rate", "310.005", "bad_amount"),
        ("members/0/day_rate", "-310", "bad_amount"),
        ("members/0/past_clients", [4], "bad_value"),
        ("requests/0/client", "INCONNU", "unknown_client"),
        ("requests/0/site", "Nullepart", "unknown_place"),
        ("requests/0/site", None, "missing"),
        ("requests/0/priority", 5, "bad_number"),
        ("requests/0/priority", True, "bad_number"),
        ("requests/0/seats", [], "no_seats"),
        ("requests/0/seats", None, "missing"),
        ("requests/0/seats", ["x"], "bad_value"),
        ("requests/0/seats/0/effort", -0.5, "bad_effort"),
        ("requests/0/seats/0/effort", 0, "bad_effort"),
        ("requests/0/seats/0/effort", 1.0001, "bad_effort"),
        ("requests/0/seats/0/effort", "0.5", "bad_effort"),
        ("requests/0/seats/0/effort", None, "missing"),
        ("requests/0/seats/0/effort", 0.33333, "too_fine"),
        ("requests/0/seats/0/days", ["lun"], "bad_choice"),
        ("requests/0/seats/0/days", [], "bad_value"),
        ("requests/0/seats/0/to", "2026-12-01", "bad_period"),
        ("requests/0/seats/0/to", "2026-11-30", "bad_period"),
        ("requests/0/seats/0/to", "2999-01-01", "too_long"),
        ("requests/0/seats/0/from", "2026-13-01", "bad_date"),
        ("requests/0/seats/0/mode", "bureau", "bad_choice"),
        ("requests/0/seats/0/remote_days", 6, "bad_number"),
        ("requests/0/seats/0/skills", {"secretariat": -1}, "bad_number"),
        ("requests/0/seats/0/note", "x", "unknown_field"),
        ("firm/0/member", "M9", "unknown_member"),
        ("firm/0/effort", 2, "bad_effort"),
        ("firm/0/to", None, "missing"),
    ],
)
def test_that_bad_input_is_told_by_code_and_field_in_french(path: str, value: Any, code: str) -> None:
    content = read_content(changed(path, value), KNOWN)
    codes = [fault.code for fault in content.faults]
    assert code in codes
    objects = (*content.members, *content.requests, *content.firm)
    assert any(one.faults and one.value is None for one in objects)
    for fault in content.faults:
        assert fault.sentence[0].isupper() or fault.sentence.startswith("«")
        assert fault.sentence.endswith(".")
        assert "{" not in fault.sentence
        assert f" {NBSP}" not in fault.sentence


def test_that_an_effort_that_is_no_number_is_told_as_such() -> None:
    (fault,) = read_content(changed("requests/0/seats/0/effort", "0.5"), KNOWN).faults
    assert "sans guillemets" in fault.sentence
    (fault,) = read_content(changed("requests/0/seats/0/effort", -0.5), KNOWN).faults
    assert fault.sentence.startswith("L’effort −0,5 ")


def test_that_all_faults_of_all_objects_are_told_at_once() -> None:
    content = changed("members/0/max_km", "loin")
    content["members"][0] |= {"home": "Nullepart", "age": 40}
    content["requests"][0]["seats"][0] |= {"effort": 3, "mode": "x"}
    content["firm"][0]["from"] = "hier"
    assert told(read_content(content, KNOWN)) == [
        ("unknown_place", "home"),
        ("bad_number", "max_km"),
        ("unknown_field", "age"),
        ("bad_effort", "seats/1/effort"),
        ("bad_choice", "seats/1/mode"),
        ("bad_date", "from"),
    ]


@pytest.mark.parametrize(
    ("seat", "fits"),
    [
        ({"from": "2026-12-05", "to": "2026-12-07"}, False),
        ({"from": "2026-12-24", "to": "2026-12-27"}, False),
        ({"from": "2026-12-01", "to": "2026-12-04", "days": ["mon", "fri"]}, False),
        ({"from": "2026-12-01", "to": "2026-12-05", "days": ["mon", "fri"]}, True),
    ],
    ids=["a weekend", "Christmas", "not on these days", "on a Friday"],
)
def test_that_a_seat_has_a_working_day(seat: dict[str, Any], fits: bool) -> None:
    content = deepcopy(SHOWN)
    content["requests"][0]["seats"][0] |= seat
    codes = [code for code, _ in told(read_content(content, KNOWN))]
    assert codes == ([] if fits else ["no_working_days"])


def test_that_a_key_is_given_once() -> None:
    content = deepcopy(SHOWN)
    content["members"] *= 2
    content["requests"] *= 2
    assert told(read_content(content, KNOWN)) == [("twice", "key"), ("twice", "key")]


def test_that_a_skill_nobody_has_is_remarked_and_not_refused() -> None:
    content = read_content(changed("requests/0/seats/0/skills", {"astrologie": 1}), KNOWN)
    assert content.faults == ()
    (remark,) = content.remarks
    assert remark.code == "unknown_skill"
    assert "astrologie" in remark.sentence


def test_that_a_remote_request_needs_no_place() -> None:
    content = changed("requests/0/site", None)
    content["requests"][0]["seats"][0]["mode"] = "remote"
    assert read_content(content, KNOWN).faults == ()


def test_that_what_is_not_asked_for_has_usual_values() -> None:
    content = read_content(
        {
            "members": [{"key": "M1", "pattern": {"mon": 7}, "contract": ["2026-01-01", None]}],
            "requests": [
                {
                    "key": "D1",
                    "client": "MSP",
                    "seats": [{"effort": 1, "from": "2026-12-01", "to": "2026-12-02", "mode": "remote"}],
                }
            ],
        },
        KNOWN,
    )
    assert content.faults == ()
    one, need = content.members[0].value, content.requests[0].value
    assert one
    assert need
    assert (one.name, one.factor, one.languages, one.max_km) == ("M1", 1, frozenset({"fr"}), None)
    assert (need.priority, need.seats[0].language) == (3, None)


@pytest.mark.parametrize("content", [[], "x", None, {"membres": []}, {"members": {}}, {"firm": 3}])
def test_that_a_file_of_another_shape_is_refused_as_a_whole(content: Any) -> None:
    with pytest.raises(InputError) as fault:
        read_content(content, KNOWN)
    assert fault.value.code == "bad_file"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("2026-12-01"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
PATHS = [
    *(f"members/0/{name}" for name in SHOWN["members"][0]),
    *(f"requests/0/{name}" for name in SHOWN["requests"][0]),
    *(f"requests/0/seats/0/{name}" for name in SHOWN["requests"][0]["seats"][0]),
    *(f"firm/0/{name}" for name in SHOWN["firm"][0]),
]


@settings(max_examples=400, deadline=None)
@given(path=st.sampled_from(PATHS), value=json_values)
def test_that_no_value_breaks_the_reading(path: str, value: Any) -> None:
    content = read_content(changed(path, value), KNOWN)
    for one in (*content.members, *content.requests, *content.firm):
        assert (one.value is None) is bool(one.faults)
