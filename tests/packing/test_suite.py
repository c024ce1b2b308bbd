"""The product's tests under the interpreter of Windows: their parts, the exceptions, what a run tells."""

from __future__ import annotations

import ast
import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def suite(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "windows"))
    return importlib.import_module("parts")


@pytest.fixture
def exceptions(suite: ModuleType) -> dict[str, str]:
    """Test → reason, as the project has them."""
    path = ROOT / "packaging" / "windows" / "wine" / "exceptions.txt"
    found: dict[str, str] = suite.read_exceptions(path.read_text(encoding="utf-8"))
    return found


def test_that_every_test_file_is_in_one_part(suite: ModuleType) -> None:
    parts = suite.parts(ROOT)
    files = [file for part in parts for file in part.files]
    assert sorted(files) == sorted(
        path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/test_*.py")
    )
    assert len({part.name for part in parts}) == len(parts)
    assert all(len(part.files) <= suite.LARGEST for part in parts)


def test_that_files_and_folders_may_be_chosen_and_must_hold_tests(suite: ModuleType) -> None:
    here = "tests/packing/test_suite.py"
    assert [part.files for part in suite.parts(ROOT, [here, here])] == [(here,)]
    with pytest.raises(ValueError, match="aucun essai"):
        suite.parts(ROOT, ["tests/support"])


def test_that_each_exception_names_a_test_and_says_why(exceptions: dict[str, str]) -> None:
    for test, reason in exceptions.items():
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name.partition("[")[0] in names, test
        assert reason.endswith("."), test


@pytest.mark.parametrize(
    "text", ["    tests/a.py::b\n", "Why.\n    tests/a.py::b\nAnd.\n    tests/a.py::b\n"]
)
def test_that_an_exception_has_one_reason(suite: ModuleType, text: str) -> None:
    with pytest.raises(ValueError, match=r"tests/a\.py::b"):
        suite.read_exceptions(text)


def test_that_remarks_and_empty_lines_are_no_exceptions(suite: ModuleType) -> None:
    assert suite.read_exceptions("# About.\n\nWhy.\n    a::b\n    a::c[d e]\n") == {
        "a::b": "Why.",
        "a::c[d e]": "Why.",
    }


def test_that_an_exception_covers_its_test_with_all_parameters_or_with_one(suite: ModuleType) -> None:
    assert suite.covers("a::b", "a::b[c]")
    assert suite.covers("a::b[c]", "a::b[c]")
    assert not suite.covers("a::b[c]", "a::b[d]")
    assert not suite.covers("a::b", "a::bc")


def test_that_an_exception_of_a_file_that_ran_must_name_a_test_of_it(suite: ModuleType) -> None:
    excepted = ["a.py::here", "a.py::gone", "b.py::elsewhere"]
    assert suite.stale(excepted, ["a.py"], ["a.py::here[sqlite]"]) == ["a.py::gone"]


def hear(told: object, *lines: dict[str, object]) -> None:
    for line in lines:
        told.hear(json.dumps(line))  # type: ignore[attr-defined]


def test_that_a_part_tells_how_its_tests_ended_and_which_one_ended_the_process(suite: ModuleType) -> None:
    told = suite.Told()
    hear(
        told,
        {"said": "collected", "tests": ["a", "b", "c"]},
        {"said": "ended", "test": "c", "outcome": "excepted"},
        {"said": "began", "test": "a"},
        {"said": "ended", "test": "a", "outcome": "passed"},
        {"said": "began", "test": "b"},
    )
    assert (told.running, told.finished, told.count("passed"), told.failed) == ("b", False, 1, [])
    hear(told, {"said": "ended", "test": "b", "outcome": "failed"}, {"said": "finished"})
    assert (told.running, told.finished, told.failed) == (None, True, ["b"])
    assert told.collected == {"a", "b", "c"}


def test_that_the_summary_has_a_line_per_part_and_adds_them_up(suite: ModuleType) -> None:
    one, other = suite.Told(outcomes={"a": "passed", "b": "failed"}), suite.Told(outcomes={"c": "passed"})
    lines = suite.summary({"tests/one": one, "tests/other": other}).splitlines()
    assert [line.split()[0] for line in lines] == ["tests/one", "tests/other", "2"]
    assert lines[-1].split() == ["2", "réussis", "1", "échoués", "0", "sautés", "0", "exceptés"]
