"""« equipes importer », « equipes proposer » and « equipes confirmer », as scripts use them."""

from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from agence_desktop.teams.model import Commitment
from cli.conftest import Ran, Run

WEEK = {"mon": 7, "tue": 7, "wed": 3.5, "thu": 7, "fri": 7}
CONTENT: dict[str, Any] = {
    "members": [
        {
            "key": "M1",
            "name": "Louise Arsenault",
            "team": "ADM",
            "home": "Lévis",
            "skills": {"secretariat": {"level": 3, "validated": "2026-06-02"}},
            "languages": ["fr"],
            "pattern": WEEK,
            "factor": 1.0,
            "absences": [["2026-12-07", "2026-12-12"]],
            "contract": ["2026-01-01", None],
            "max_km": 80,
            "remote": True,
            "day_rate": "310.00",
            "past_clients": ["MSP"],
        },
        {
            "key": "M2",
            "name": "Karine Bélanger",
            "team": "ADM",
            "home": "Québec",
            "skills": {"secretariat": {"level": 2, "validated": "2026-06-02"}},
            "pattern": {**WEEK, "wed": 7},
            "contract": ["2026-01-01", None],
        },
    ],
    "requests": [
        {
            "key": "D1",
            "client": "MSP",
            "site": "Québec",
            "family": "ADM",
            "priority": 2,
            "seats": [
                {
                    "skills": {"secretariat": 2},
                    "language": "fr",
                    "effort": 0.5,
                    "days": None,
                    "from": "2026-12-01",
                    "to": "2027-03-01",
                    "mode": "on_site",
                    "remote_days": 0,
                }
            ],
        }
    ],
    "firm": [{"member": "M1", "effort": 0.5, "from": "2026-12-01", "to": "2026-12-20"}],
}


@pytest.fixture
def agence(run: Run, base: str) -> Run:
    """Run agence-admin on the office, on Friday 20 November 2026."""
    return lambda *arguments: run("--base", base, "--maintenant", "2026-11-20T08:00", *arguments)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, CONTENT)


def written(folder: Path, content: Any) -> Path:
    path = folder / "equipes.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


def changed(folder: Path, kind: str, **fields: Any) -> Path:
    """The file with other fields of its first object of a kind."""
    content = deepcopy(CONTENT)
    content[kind][0].update(fields)
    return written(folder, content)


def outcomes(ran: Ran) -> list[str]:
    return [row["outcome"] for row in ran.results]


def test_that_a_file_is_imported_once_and_told_one_by_one(agence: Run, file: Path) -> None:
    first = agence("equipes", "importer", str(file), "--json")
    assert first.code == 0, first.err
    assert [(row["kind"], row["key"], row["outcome"]) for row in first.results] == [
        ("member", "M1", "created"),
        ("member", "M2", "created"),
        ("request", "D1", "created"),
        ("firm", "M1", "created"),
    ]
    assert outcomes(agence("equipes", "importer", str(file), "--json")) == ["unchanged"] * 4
    assert agence("base", "verifier").code == 0


def test_that_a_trial_changes_nothing(agence: Run, file: Path) -> None:
    assert agence("equipes", "importer", str(file), "--essai").code == 0
    assert outcomes(agence("equipes", "importer", str(file), "--json")) == ["created"] * 4


def test_that_a_key_that_exists_is_updated(agence: Run, file: Path, tmp_path: Path) -> None:
    agence("equipes", "importer", str(file))
    again = changed(tmp_path, "members", max_km=120.5, absences=[], name="Louise Arsenault-Roy")
    assert outcomes(agence("equipes", "importer", str(again), "--json")) == [
        *("updated", "unchanged", "unchanged", "unchanged"),
    ]


SEAT: dict[str, Any] = CONTENT["requests"][0]["seats"][0]
FAULTS = {
    "no client": ("requests", {"client": "XYZ"}, "unknown_client"),
    "no place": ("requests", {"site": "Nulle-Part"}, "unknown_place"),
    "nobody": ("firm", {"member": "M9"}, "unknown_member"),
    "dates that contradict": ("requests", {"seats": [{**SEAT, "to": "2026-11-02"}]}, "bad_period"),
    "negative effort": ("requests", {"seats": [{**SEAT, "effort": -0.5}]}, "bad_effort"),
    "firm dates that contradict": ("firm", {"to": "2026-11-30"}, "bad_period"),
    "negative firm effort": ("firm", {"effort": -0.5}, "bad_effort"),
}
SENTENCES = {
    "dates that contradict": "La fin 2026-11-02 ne suit pas le début 2026-12-01",
    "negative effort": "L’effort −0,5 doit être plus grand que 0",
    "firm dates that contradict": "Corrigez une des deux dates.",
    "negative firm effort": "L’effort −0,5 doit être plus grand que 0",
}


@pytest.mark.parametrize("what", FAULTS)
def test_that_one_fault_takes_the_whole_file_back(agence: Run, file: Path, tmp_path: Path, what: str) -> None:
    kind, fields, code = FAULTS[what]
    ran = agence("equipes", "importer", str(changed(tmp_path, kind, **fields)), "--json")
    assert ran.code == 1
    assert [row["reasons"] for row in ran.results if row["outcome"] == "refused"] == [[code]]
    assert set(outcomes(ran)) == {"refused", "rolled_back"}
    # The number of the request was given back.
    agence("equipes", "importer", str(written(tmp_path, CONTENT)))
    assert agence("equipes", "proposer", "--forcer", "D-2026-0001/1=M2").code == 0
    assert file


@pytest.mark.parametrize("what", SENTENCES)
def test_that_bad_input_is_told_in_french_and_the_file_is_kept_out(
    agence: Run, tmp_path: Path, what: str
) -> None:
    kind, fields, _code = FAULTS[what]
    ran = agence("equipes", "importer", str(changed(tmp_path, kind, **fields)))
    assert ran.code == 1
    assert SENTENCES[what] in " ".join((ran.out + ran.err).split())
    assert agence("equipes", "proposer").out.count("M1") == 0


def test_that_a_skill_nobody_has_is_told_at_import_and_in_the_proposal(agence: Run, tmp_path: Path) -> None:
    asked = [{**SEAT, "skills": {"notariat": 2}}]
    ran = agence("equipes", "importer", str(changed(tmp_path, "requests", seats=asked)))
    assert ran.code == 0
    assert "Personne n’a la compétence «\u00a0notariat\u00a0»" in ran.out + ran.err
    (seat, total) = agence("equipes", "proposer", "--json").results
    assert seat["member"] is None
    assert {one["reason"] for one in seat["rejected"]} == {"skill"}
    assert total["weight"] == 0
    assert "Personne ne convient" in agence("equipes", "proposer").out


def test_that_two_firm_deployments_alike_are_two(agence: Run, tmp_path: Path) -> None:
    content = deepcopy(CONTENT)
    content["members"][0]["pattern"] = {**WEEK, "wed": 7}
    content["firm"] *= 2
    path = str(written(tmp_path, content))
    assert outcomes(agence("equipes", "importer", path, "--json"))[3:] == ["created", "created"]
    assert outcomes(agence("equipes", "importer", path, "--json"))[3:] == ["unchanged", "unchanged"]
    content["firm"] += [content["firm"][0]]
    ran = agence("equipes", "importer", str(written(tmp_path, content)), "--json")
    assert ran.results[-1]["reasons"] == ["over_capacity"]


def test_that_firm_work_above_capacity_is_refused(agence: Run, tmp_path: Path) -> None:
    content = deepcopy(CONTENT)
    content["firm"] += [{"member": "M1", "effort": 0.51, "from": "2026-12-03", "to": "2026-12-05"}]
    ran = agence("equipes", "importer", str(written(tmp_path, content)), "--json")
    assert ran.code == 1
    assert ran.results[-1]["reasons"] == ["over_capacity"]


def test_that_proposals_say_who_and_why_not_and_are_the_same_again(agence: Run, file: Path) -> None:
    agence("equipes", "importer", str(file))
    ran = agence("equipes", "proposer", "--json")
    assert ran.code == 0, ran.err
    seat, total = ran.results
    assert (seat["request"], seat["seat"], seat["member"], seat["cost"]) == ("D1", 1, "M2", 0.0)
    assert seat["rejected"] == [{"member": "M1", "reason": "capacity"}]
    assert list(seat) == ["request", "seat", "member", "cost", "why", "rejected"]
    assert (total["weight"], total["optimal"]) == (4, True)
    again = agence("equipes", "proposer", "--json").results
    assert again[0] == seat


def test_that_an_earlier_stay_counts_whatever_the_capitals_of_the_client(agence: Run, tmp_path: Path) -> None:
    content = deepcopy(CONTENT)
    content["requests"][0]["client"] = "msp"
    content["members"][1]["past_clients"] = ["Msp", "ailleurs"]
    agence("equipes", "importer", str(written(tmp_path, content)))
    seat = agence("equipes", "proposer", "--json").results[0]
    assert (seat["member"], seat["cost"]) == ("M2", -20.0)
    again = agence("equipes", "importer", str(written(tmp_path, content)), "--json")
    assert outcomes(again) == ["unchanged"] * 4


def test_that_a_forced_member_who_does_not_fit_is_refused_with_the_reason(agence: Run, file: Path) -> None:
    agence("equipes", "importer", str(file))
    ran = agence("equipes", "proposer", "--forcer", "D1/1=M1", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "50\u00a0%" in ran.err


def test_that_weights_are_an_option(agence: Run, file: Path) -> None:
    agence("equipes", "importer", str(file))
    assert agence("equipes", "proposer", "--poids", "1,9,1,1", "--json").results[-1]["weight"] == 9
    assert agence("equipes", "proposer", "--poids", "1,9").code == 2
    assert agence("equipes", "proposer", "--forcer", "M1").code == 2


def test_that_nothing_is_confirmed_before_the_client_has_signed(agence: Run, file: Path) -> None:
    agence("equipes", "importer", str(file))
    agence("equipes", "proposer")
    refused = agence("equipes", "confirmer", "D1")
    assert refused.code == 1
    assert "engagement" in refused.err
    ran = agence("equipes", "confirmer", "D1/1", "--signataire", "H. Vachon", "--plafond", "9000", "--json")
    assert ran.code == 0, ran.err
    assert ran.results == [
        {"request": "D1", "number": "D-2026-0001", "seat": 1, "member": "M2", "outcome": "confirmed"}
    ]
    assert agence("equipes", "confirmer", "D1").code == 1
    assert agence("equipes", "proposer", "--json").results[0]["weight"] == 0
    assert agence("base", "verifier").code == 0


def test_that_a_commitment_on_paper_bears_the_estimate_of_who_is_proposed(
    agence: Run, tmp_path: Path, base: str
) -> None:
    content = deepcopy(CONTENT)
    content["members"][1]["day_rate"] = "300.00"
    content["requests"][0]["seats"][0] |= {"mode": "remote", "to": "2026-12-12"}
    content["members"][1]["remote"] = True
    agence("equipes", "importer", str(written(tmp_path, content)))
    agence("equipes", "proposer")
    assert agence("equipes", "confirmer", "D1", "--signataire", "H. Vachon", "--plafond", "9000").code == 0
    database = Database(open_engine(parse_location(base)))
    (lines,) = database.read(lambda session: session.scalars(select(Commitment.lines)).all())
    database.close()
    # Nine working days from 1 to 11 December, half of each, at 300 $.
    assert [Decimal(one["amount"]) for one in json.loads(lines)] == [Decimal("1350.00")]


def test_that_a_missing_rate_and_a_low_ceiling_are_told_when_a_signature_on_paper_is_noted(
    agence: Run, tmp_path: Path
) -> None:
    content = deepcopy(CONTENT)
    content["requests"][0]["seats"][0] |= {"mode": "remote", "to": "2026-12-12"}
    content["members"][1] |= {"remote": True, "day_rate": None}
    agence("equipes", "importer", str(written(tmp_path, content)))
    agence("equipes", "proposer")
    ran = agence("equipes", "confirmer", "D1", "--signataire", "H. Vachon", "--plafond", "9000")
    assert ran.code == 0
    assert "taux" in ran.err
    assert "décembre 2026" in ran.err


def test_that_a_ceiling_below_the_estimate_is_told(agence: Run, tmp_path: Path) -> None:
    content = deepcopy(CONTENT)
    content["members"][1] |= {"remote": True, "day_rate": "300.00"}
    content["requests"][0]["seats"][0] |= {"mode": "remote", "to": "2026-12-12"}
    agence("equipes", "importer", str(written(tmp_path, content)))
    agence("equipes", "proposer")
    ran = agence("equipes", "confirmer", "D1", "--signataire", "H. Vachon", "--plafond", "1000")
    assert ran.code == 0
    assert "1\u00a0000,00\u00a0$" in ran.err
    assert "1\u00a0350,00\u00a0$" in ran.err


def test_that_usage_is_told_in_french(agence: Run, tmp_path: Path) -> None:
    assert agence("equipes", "importer", str(tmp_path / "absent.json")).code == 2
    broken = tmp_path / "cassé.json"
    broken.write_text("{", "utf-8")
    assert agence("equipes", "importer", str(broken)).code == 2
    assert agence("equipes", "confirmer", "D9").code == 1


@pytest.mark.parametrize(
    "words", ['{"members": [], "members": []}', "[" * 100_000, '{"firm": ' + "9" * 5_000 + "}"]
)
def test_that_a_file_that_json_alone_would_take_or_break_on_is_refused(
    agence: Run, tmp_path: Path, words: str
) -> None:
    strange = tmp_path / "étrange.json"
    strange.write_text(words, "utf-8")
    assert agence("equipes", "importer", str(strange)).code == 2
