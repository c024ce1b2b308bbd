"""What is told of a failure names code, and never a person nor what was typed."""

from __future__ import annotations

import pytest

from agence_desktop.core.errors import InputError
from agence_desktop.core.incidents import bare_trace, short_path, without_names


def failing() -> None:
    try:
        raise KeyError("Éloïse Côté")
    except KeyError as error:
        raise InputError("bad_thing", "Le nom « Éloïse Côté » ne convient pas.") from error


def test_that_a_trace_has_kinds_and_frames_and_no_message() -> None:
    with pytest.raises(InputError) as caught:
        failing()
    told = bare_trace(caught.value)
    assert "agence_desktop.core.errors.InputError (bad_thing)" in told
    assert "builtins.KeyError" in told
    assert "test_incidents.py:" in told
    assert "Éloïse" not in told


def test_that_exceptions_that_name_each_other_end() -> None:
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert bare_trace(first).splitlines() == ["builtins.ValueError", "builtins.TypeError"]


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("C:\\Gens\\Éloïse Côté\\Agence\\agence_desktop\\core\\spans.py", "agence_desktop/core/spans.py"),
        ("/home/ecote/agence/src/agence_desktop/cli/main.py", "agence_desktop/cli/main.py"),
        ("/home/ecote/.venv/lib/python3.11/site-packages/sqlalchemy/a.py", "site-packages/sqlalchemy/a.py"),
        ("/home/ecote/essai.py", "essai.py"),
        ("<frozen importlib>", "<frozen importlib>"),
    ],
)
def test_that_a_path_is_told_from_the_package_on(path: str, short: str) -> None:
    assert short_path(path) == short


def test_that_names_and_emails_are_taken_out() -> None:
    text = "/home/ecote/x de ecote@mtq.gouv.qc.ca sur POSTE-12; le lecote reste, ab aussi"
    told = without_names(text, ["/home/ecote", "ecote", "poste-12", "ab"])
    assert told == "‹…›/x de ‹courriel› sur ‹…›; le lecote reste, ab aussi"
