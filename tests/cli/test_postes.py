"""« postes importer », « postes couverture » and « postes absence », as scripts use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agence_desktop.cli.main import main

CONTENT: dict[str, Any] = {
    "positions": [
        {
            "number": "P-001",
            "title": "Paie des occasionnels",
            "unit": "DSGI-03",
            "organisation": "SQ-SC",
            "holder": "a@exemple.quebec",
            "manager": "b@exemple.quebec",
            "unique": True,
            "impact": 4,
            "attrition": 2,
            "sheet": {
                "mission": "Payer à temps.",
                "tasks": [
                    {
                        "key": "T1",
                        "title": "Payer",
                        "criticality": 4,
                        "max_interruption_days": 2,
                        "recovery_days": 1,
                        "required_level": 3,
                        "wanted": 2,
                        "procedure_date": "2026-05-01",
                        "rule": "FREQ=WEEKLY;BYDAY=MO",
                    }
                ],
                "contacts": [],
                "accesses": [],
            },
        },
        {"number": "P-002", "title": "Registraire", "unit": "DSGI-03", "organisation": "SQ-SC"},
    ],
    "competences": [
        {
            "person": "c@exemple.quebec",
            "position": "P-001",
            "task": "T1",
            "level": 3,
            "validated": "2026-09-01",
            "access": True,
            "in_training": False,
        }
    ],
}


@pytest.fixture
def base(tmp_path: Path) -> str:
    path = str(tmp_path / "base.sqlite")
    assert main(["--base", path, "base", "creer"]) == 0
    return path


def written(tmp_path: Path, content: Any) -> str:
    path = tmp_path / "postes.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def imported(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: Any = CONTENT) -> int:
    capsys.readouterr()
    return main(["--base", base, "postes", "importer", written(tmp_path, content), "--json"])


def test_that_measures_are_those_of_the_interface(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(base, tmp_path, capsys) == 0
    capsys.readouterr()
    assert main(["--base", base, "postes", "couverture", "--au", "2026-11-20", "--json"]) == 0
    assert rows(capsys) == [
        {
            "position": "P-001",
            "sheet": True,
            "coverage": 0.5,
            "uncovered_share": 0.0,
            "documentation_deficit": 0.0,
            "vulnerability": 21,
            "band": "moderate",
            "tasks": [{"task": "T1", "covering": 1, "wanted": 2, "colour": "yellow"}],
        },
        {
            "position": "P-002",
            "sheet": False,
            "coverage": 0.0,
            "uncovered_share": 1.0,
            "documentation_deficit": 1.0,
            "vulnerability": 56,
            "band": "high",
            "tasks": [],
        },
        {"unit": "DSGI-03", "bus_factor": 2},
    ]


def test_that_an_absence_tells_its_tasks_then_its_breach(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = {**CONTENT, "competences": []}
    assert imported(base, tmp_path, capsys, content) == 0
    capsys.readouterr()
    asked = ["postes", "absence", "--poste", "P-001", "--du", "2026-11-30", "--au", "2026-12-04", "--json"]
    assert main(["--base", base, *asked]) == 0
    assert rows(capsys) == [
        {"task": "T1", "due": ["2026-11-30"], "covering": [], "breach": "2026-12-02"},
        {"first_breach": "2026-12-02", "sole": []},
    ]


def test_that_a_second_import_changes_nothing(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(base, tmp_path, capsys) == 0
    assert [row["outcome"] for row in rows(capsys)] == ["created"] * 3
    assert imported(base, tmp_path, capsys) == 0
    assert [row["outcome"] for row in rows(capsys)] == ["unchanged"] * 3


def test_that_people_who_join_the_directory_are_told(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(base, tmp_path, capsys) == 0
    told = [row["added_people"] for row in rows(capsys)]
    assert told == [["b@exemple.quebec", "a@exemple.quebec"], [], ["c@exemple.quebec"]]


def test_that_one_refused_object_undoes_all(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {**CONTENT["positions"][1], "number": "P-003", "colour": "red"}
    content = {"positions": [CONTENT["positions"][0], wrong], "competences": []}
    assert imported(base, tmp_path, capsys, content) == 1
    found = rows(capsys)
    assert [(row["outcome"], row["reasons"]) for row in found] == [
        ("rolled_back", []),
        ("refused", ["unknown_field"]),
    ]
    assert "colour" in found[1]["messages"][0]
    assert main(["--base", base, "postes", "couverture", "--json"]) == 0
    assert rows(capsys) == []


def test_that_a_trial_changes_nothing(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, CONTENT)
    assert main(["--base", base, "postes", "importer", path, "--essai"]) == 0
    capsys.readouterr()
    assert main(["--base", base, "postes", "couverture", "--json"]) == 0
    assert rows(capsys) == []


def test_that_unknown_fields_of_a_sheet_are_refused_by_name(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = {"mission": "Payer", "salaire": 3}
    content = {"positions": [{**CONTENT["positions"][0], "sheet": sheet}]}
    assert imported(base, tmp_path, capsys, content) == 1
    assert "salaire" in " ".join(rows(capsys)[0]["messages"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", 2),
        ("[]", 2),
        ('{"positions": {}}', 2),
        ('{"autre": []}', 2),
        ("[" * 200_000, 2),
        ('{"positions": [{"impact": ' + "9" * 5_000 + "}]}", 2),
        ('{"positions": [], "positions": []}', 2),
    ],
)
def test_that_an_unreadable_file_is_told(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int
) -> None:
    path = tmp_path / "postes.json"
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["--base", base, "postes", "importer", str(path)]) == code
    told = capsys.readouterr().err
    assert told.strip()
    assert "imprévue" not in told


def test_that_a_file_of_another_encoding_is_told(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "postes.json"
    path.write_text(json.dumps(CONTENT), encoding="utf-16")
    assert main(["--base", base, "postes", "importer", str(path)]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_that_a_fault_in_a_sheet_tells_where_it_is(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    task = CONTENT["positions"][0]["sheet"]["tasks"][0]
    for wrong, place in (
        ({"tasks": [{**task, "criticality": 7}]}, "tasks/T1/criticality"),
        ({"tasks": [task], "mission": "Mot de passe : Abc123!"}, "mission"),
    ):
        content = {**CONTENT, "positions": [{**CONTENT["positions"][0], "sheet": wrong}]}
        assert imported(base, tmp_path, capsys, content) == 1
        found = rows(capsys)
        assert found[0]["messages"][0].startswith(f"{place}\u00a0: ")
        assert found[1]["reasons"] == ["refused_position"]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("number", "P" * 41, "too_long"),
        ("title", "x" * 301, "too_long"),
        ("unit", "U" * 61, "too_long"),
        ("class", "x" * 101, "too_long"),
        ("holder", "a" * 200 + "@exemple.quebec", "too_long"),
        ("title", "a\x00b", "bad_value"),
        ("number", "\ud800", "bad_value"),
    ],
)
def test_that_what_no_database_keeps_is_refused(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], field: str, value: str, reason: str
) -> None:
    content = {"positions": [{**CONTENT["positions"][0], field: value}]}
    assert imported(base, tmp_path, capsys, content) == 1
    assert rows(capsys)[0]["reasons"] == [reason]


def test_that_unknown_positions_and_units_are_told(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["postes", "absence", "--poste", "P-9", "--du", "2026-11-30", "--au", "2026-12-04"]
    assert main(["--base", base, *asked]) == 1
    assert "P-9" in capsys.readouterr().err
    assert main(["--base", base, "postes", "couverture", "--unite", "U-9"]) == 1
    assert "U-9" in capsys.readouterr().err
