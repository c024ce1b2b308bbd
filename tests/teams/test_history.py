"""Every event, state and reason has its French words: nothing on screen is a code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pytest

import agence_desktop.teams.commands as commands
from agence_desktop.storage.work import Database
from agence_desktop.teams import cost_sentences, proposal_sentences
from agence_desktop.teams.describing import Names, misfit_detail
from agence_desktop.teams.feasibility import Misfit
from agence_desktop.teams.files import TeamEventRow
from agence_desktop.teams.history import DEPLOYMENT_CANCELLED, EventKind, event_words
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Reason, Settings
from agence_desktop.teams.queries.files import request_file
from agence_desktop.teams.rows import DeploymentState, ExpenseKind, RequestState
from agence_desktop.teams.sentences import STATES
from support.allocation import seat
from support.teams import LOUISE, TODAY

from . import story

AT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
DETAIL: dict[EventKind, dict[str, object]] = {
    EventKind.PROPOSAL: {"proposal": "PA-2026-0018"},
    EventKind.COMMITMENT: {"number": 2},
    EventKind.SIGNED: {"number": 2, "name": "Hélène Vachon", "paper": "2026-11-20"},
    EventKind.OVERRUN: {"days": ["2026-12-01", "2026-12-02"], "reason": "Urgence"},
    EventKind.EXTENSION_ASKED: {"until": "2026-12-19", "reason": "Retard"},
    EventKind.EXTENDED: {"until": "2026-12-19"},
    EventKind.ENDED_EARLY: {"end": "2026-12-19", "reason": "Retour du titulaire"},
    EventKind.SPLIT: {"day": "2026-12-07"},
    EventKind.ACTUALS: {"lines": 3},
    EventKind.EVALUATION: {"side": "client"},
    EventKind.PATTERN: {"since": "2027-01-04", "frees": False},
    EventKind.ABSENCE: {"first": "2026-12-07", "end": "2026-12-12", "frees": True},
}
"""What commands note beside each kind; the others note at most a reason."""


def told(kind: str, deployment: int | None = None, **detail: object) -> str:
    return event_words(TeamEventRow(AT, "mathieu", kind, deployment, LOUISE, detail), {LOUISE: "Louise"})


def written() -> Iterator[str]:
    """The kinds that commands write, read in their text."""
    for path in Path(commands.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = 2
                if node.func.id in ("record_event", "_done") and len(node.args) > place:
                    kind = node.args[place]
                    if isinstance(kind, ast.Constant):
                        yield str(kind.value)


def test_that_every_event_that_is_written_is_known_and_told() -> None:
    stepped = {"qualified", "waitlisted", "refused", "cancelled", "received"}
    assert {*written(), *stepped} == set(EventKind)
    for kind in EventKind:
        words = told(kind, **DETAIL.get(kind, {}))
        assert str(kind) not in words, words
        assert words[0].isupper(), words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (EventKind.PROPOSAL, "Proposition d’affectation PA-2026-0018"),
        (EventKind.COMMITMENT, "Engagement de coûts préparé, version 2"),
        (
            EventKind.SIGNED,
            "Engagement de coûts signé, version 2, par Hélène Vachon, papier reçu le 20 novembre 2026",
        ),
        (EventKind.OVERRUN, "Dépassement de capacité autorisé pour 2 jours\u00a0: Urgence"),
        (EventKind.EXTENSION_ASKED, "Prolongation demandée jusqu’au 18 décembre 2026\u00a0: Retard"),
        (EventKind.EXTENDED, "Déploiement prolongé jusqu’au 18 décembre 2026"),
        (EventKind.ENDED_EARLY, "Fin anticipée le 18 décembre 2026\u00a0: Retour du titulaire"),
        (EventKind.SPLIT, "Déploiement scindé le 7 décembre 2026"),
        (EventKind.ACTUALS, "Journées et frais notés\u00a0: 3 lignes"),
        (EventKind.EVALUATION, "Évaluation remise par le client"),
        (EventKind.PATTERN, "Horaire modifié à partir du 4 janvier 2027"),
        (EventKind.ABSENCE, "Absence notée du 7 au 11 décembre 2026"),
    ],
)
def test_that_what_is_noted_beside_an_event_is_told(kind: EventKind, words: str) -> None:
    assert told(kind, **DETAIL[kind]) == words


def test_that_an_event_of_a_deployment_names_its_member() -> None:
    assert told("confirmed", 1) == "Déploiement confirmé, Louise"
    assert told("cancelled", 1, reason="Erreur") == f"{DEPLOYMENT_CANCELLED}, Louise\u00a0: Erreur"
    assert told("cancelled") == "Demande annulée"
    assert told("teleported") == "teleported"


def test_that_the_history_of_a_request_is_told_without_codes(bench: Database) -> None:
    request, _ = story.confirmed(bench, LOUISE)
    file = bench.read(lambda session: request_file(session, request, TODAY))
    assert file is not None
    lines = [event_words(event, file.members) for event in file.history]
    assert lines == [
        "Demande reçue",
        "Affectation proposée, Louise Arsenault",
        "Engagement de coûts préparé",
        "Engagement de coûts signé par Cliente",
        "Déploiement confirmé, Louise Arsenault",
    ]


def test_that_every_reason_has_a_word_and_a_sentence() -> None:
    assert set(proposal_sentences.REASONS) == set(Reason)
    day = date(2026, 12, 1)
    wanted = replace(seat(), language="fr")
    figures = Misfit(
        Reason.SKILL,
        skill="secretariat",
        wanted=2,
        had=1,
        validated=day,
        contract=Days(day, date(2026, 12, 18)),
        served=3,
        working=10,
        day=day,
    )
    for reason in Reason:
        numbers = {"km": 12, "limit": 10, "load": 1, "capacity": 1}
        words = misfit_detail(wanted, replace(figures, reason=reason, **numbers), Settings(), Names())  # type: ignore[arg-type]
        assert words
        assert str(reason) not in words.split(), words


def test_that_states_and_expenses_have_their_words() -> None:
    kinds: tuple[type[StrEnum], ...] = (RequestState, DeploymentState)
    assert {str(one) for kind in kinds for one in kind} <= STATES.keys()
    assert {None, *ExpenseKind} == cost_sentences.UNITS.keys()
