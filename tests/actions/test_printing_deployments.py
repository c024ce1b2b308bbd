"""Papers of flying teams from the demonstration: what they say, who may print them, what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from actions.test_demo import TODAY, at_work
from actions.test_demo_teams import prepare_teams
from actions.test_printing_posts import prints, said
from agence_desktop.actions.printing.common import Printed
from agence_desktop.actions.printing.deployments import (
    deployment_by_key,
    print_commitment,
    print_end,
    print_evaluation,
    print_extension,
    print_order,
    print_statement,
    print_welcome,
    request_by_number,
    statement_by_number,
)
from agence_desktop.actions.printing.team_plannings import print_team_planning
from agence_desktop.actions.printing.team_proposals import print_proposal, proposal_by_number
from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.queries import directory
from agence_desktop.storage.work import Database
from agence_desktop.teams.queries.papers import parties_of
from agence_desktop.teams.queries.stating import statement_rows
from agence_desktop.teams.rows import Side
from support.databases import PostgresDatabases, SqliteFiles

Print = Callable[[Database, Actor, int], Printed]
STRANGER = "MES"
"""An organisation that lends nobody."""


@pytest.fixture
def demo(databases: SqliteFiles | PostgresDatabases) -> Iterator[Database]:
    url = databases.copy_of(prepare_teams)
    database = at_work(url)
    yield database
    database.close()
    databases.drop(url)


def operator(demo: Database) -> Actor:
    return demo.read(actor_of)


def somebody(demo: Database, role: Role, acronym: str, person: int | None = None) -> Actor:
    known = demo.read(lambda session: directory(session, demo.clock.now().date()))
    return Actor("x", "Camille Roy", person, frozenset({Grant(role, known.by_acronym[acronym])}))


def newest_statement(demo: Database) -> str:
    """The number of the last statement that was issued."""
    rows = demo.read(lambda session: statement_rows(session, actor_of(session)))
    return max(row.number for row in rows)


def tell(demo: Database, make: Print, key: str) -> str:
    return said(make(demo, operator(demo), deployment_by_key(demo, key)).pdf)


def test_that_the_order_says_what_its_picture_says(demo: Database) -> None:
    told = tell(demo, print_order, "D-2026-0042")
    for words in (
        "Ordre de déploiement : Geneviève Tremblay-Côté",
        "port d’attache : Bureau de Services Québec de Lévis",
        "Services Québec, Bureau de Services Québec de Portneuf",
        "Vous assurez la relève du poste P-0142",
        "60 %, 3 jours par semaine",
        "Donnacona Lundi 26 octobre, 8 h 30",
        "Lorraine Bédard, accueil Gestionnaire : Hélène Vachon",
        "T8 Répondre aux demandes de révision Accusé sous 3 jours Karim Benali, 418 555-0117",
        "6 allers-retours de 57,2 km",
        "9 jours à 310,00 $ et 418,70 $ de frais : 3 208,70 $, engagement signé le 9 octobre 2026",
        "Appeler Mathieu Cloutier, gestionnaire de l’équipe volante",
        "Mathieu Cloutier, équipe volante Signé dans le programme 2026-10-09, 15 h 40",
        "Hélène Vachon, Services Québec Signé dans le programme 2026-10-09, 15 h 12",
        "diffusion : personne affectée et client",
    ):
        assert words in told, words


def test_that_an_order_is_of_a_confirmed_deployment(demo: Database) -> None:
    with pytest.raises(RefusedError, match="une fois le déploiement confirmé") as refused:
        tell(demo, print_order, "D-2026-0063/1")
    assert refused.value.code == "not_confirmed"
    assert prints(demo) == []


def test_that_the_proposal_says_what_its_picture_says(demo: Database) -> None:
    found = demo.read(lambda session: proposal_by_number(session, "pa-2026-0018"))
    told = said(print_proposal(demo, operator(demo), found).pdf)
    for words in (
        "Proposition d’affectation PA-2026-0018",
        "5 sur 6",
        "23 sur 25",
        "solution optimale prouvée",
        "Karine Bélanger (choix fixé) 9 072,73 $ Engagement signé",
        "Thomas Nguyen 6 200,00 $ Proposé",
        "personne – Sans membre",
        "Mathieu Girard (Secrétariat : validation du 12 septembre 2024, échue",
        "aucun niveau, il faut 2",
    ):
        assert words in told, words


def test_that_a_commitment_tells_seats_costs_and_who_signed(demo: Database) -> None:
    found = demo.read(lambda session: request_by_number(session, "D-2026-0058"))
    told = said(print_commitment(demo, operator(demo), found).pdf)
    for words in (
        "Engagement de coûts : D-2026-0058",
        "Ministère de la Santé et des Services sociaux",
        "organisme prêteur : Secrétariat du Conseil du trésor",
        "Secrétariat 3 Karine Bélanger",
        "28 allers-retours de 3,3 km",
        "9 072,73 $",
    ):
        assert words in told, words


def test_that_a_request_without_commitment_says_so(demo: Database) -> None:
    found = demo.read(lambda session: request_by_number(session, "D-2026-0068"))
    with pytest.raises(RefusedError, match="Aucun engagement") as refused:
        print_commitment(demo, operator(demo), found)
    assert refused.value.code == "unknown_commitment"


def test_that_the_welcome_sheet_tells_the_first_day_and_whom_to_call(demo: Database) -> None:
    told = tell(demo, print_welcome, "D-2026-0042")
    for words in ("100, route 138", "Essai des accès : Dossier client, Budget", "mathieu.cloutier@exemple"):
        assert words in told, words


def test_that_an_extension_tells_what_it_would_cost(demo: Database) -> None:
    told = tell(demo, print_extension, "D-2026-0052")
    for words in ("13 novembre 2026", "20 jours à 80 %", "7 520,00 $", "Deux ateliers restent à tenir"):
        assert words in told, words
    with pytest.raises(RefusedError) as refused:
        tell(demo, print_extension, "D-2026-0042")
    assert refused.value.code == "no_extension"


def test_that_the_end_of_a_mandate_is_announced(demo: Database) -> None:
    told = tell(demo, print_end, "D-2026-0049")
    assert "Avis de fin de mandat : Mathieu Girard" in told
    assert "Vendredi" in told
    # What was noted until last Friday: days and amount are of the same days.
    assert "24 jours 9 600,00 $ à ce jour" in told
    assert "Québec" in told


def test_that_evaluations_are_filled_or_to_be_filled(demo: Database) -> None:
    filled = deployment_by_key(demo, "D-2026-0010")
    read = said(print_evaluation(demo, operator(demo), filled).pdf)
    assert "Remplie" in read
    assert "Demanderiez-vous de nouveau cette personne?" in read
    running = deployment_by_key(demo, "D-2026-0049")
    told = said(print_evaluation(demo, operator(demo), running, Side.MEMBER).pdf)
    assert "par le membre" in told
    assert "Remplie" not in told


def test_that_a_statement_tells_its_lines_and_who_issued_it(demo: Database) -> None:
    number = newest_statement(demo)
    found = demo.read(lambda session: statement_by_number(session, number))
    told = said(print_statement(demo, operator(demo), found).pdf)
    assert f"Relevé {number}" in told
    assert "Septembre 2026" in told
    assert "Signé dans le programme" in told


def test_that_the_planning_of_a_team_names_its_members(demo: Database) -> None:
    told = said(print_team_planning(demo, operator(demo), "adm").pdf)
    for words in ("Équipe Soutien administratif", "5 octobre au 25 décembre 2026", "20 membres", "Louise"):
        assert words in told, words


def test_that_every_print_is_on_record(demo: Database) -> None:
    actor, mandate = operator(demo), deployment_by_key(demo, "D-2026-0042")
    print_order(demo, actor, mandate)
    print_evaluation(demo, actor, mandate, Side.MEMBER)
    print_team_planning(demo, actor, "RED")
    found = [(subject, detail["document"], detail.get("part")) for subject, detail in prints(demo)]
    assert found == [
        ("D-2026-0042/1", "ordre", None),
        ("D-2026-0042/1", "evaluation", "member"),
        ("RED", "planning-equipe", None),
    ]


def test_that_only_the_parties_print_the_papers_of_a_mandate(demo: Database) -> None:
    mandate = deployment_by_key(demo, "D-2026-0042")
    parties = demo.read(lambda session: parties_of(session, TODAY, deployment_id=mandate))
    (member,) = parties.person_ids
    for allowed in (
        somebody(demo, Role.MANAGER, "SCT"),
        somebody(demo, Role.CLERK, "SCT"),
        somebody(demo, Role.CLIENT, "SQ-SC"),
        somebody(demo, Role.CLERK, "SQ-SC"),
        somebody(demo, Role.MEMBER, "SCT", member),
    ):
        assert print_order(demo, allowed, mandate).pdf
    for refused in (
        somebody(demo, Role.MANAGER, STRANGER),
        somebody(demo, Role.CLIENT, STRANGER),
        somebody(demo, Role.MEMBER, "SCT", member + 1),
        somebody(demo, Role.READER, "SCT"),
    ):
        with pytest.raises(RightMissingError):
            print_order(demo, refused, mandate)
    assert len(prints(demo)) == 5


def test_that_only_lenders_print_proposals_and_plannings(demo: Database) -> None:
    found = demo.read(lambda session: proposal_by_number(session, "PA-2026-0018"))
    assert print_proposal(demo, somebody(demo, Role.CLERK, "SCT"), found).pdf
    with pytest.raises(RightMissingError):
        print_proposal(demo, somebody(demo, Role.CLERK, STRANGER), found)
    with pytest.raises(RightMissingError):
        print_team_planning(demo, somebody(demo, Role.MANAGER, STRANGER), "ADM")


def test_that_a_statement_of_others_is_not_told(demo: Database) -> None:
    found = demo.read(lambda session: statement_by_number(session, newest_statement(demo)))
    with pytest.raises(RefusedError) as refused:
        print_statement(demo, somebody(demo, Role.CLIENT, STRANGER), found)
    assert refused.value.code == "unknown_statement"


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("D-2026-9999", "unknown_request"),
        ("D-2026-0068", "nobody"),
        ("D-2026-0042/2", "nobody"),
        ("D-2026-0042/x", "nobody"),
    ],
)
def test_that_a_key_that_leads_nowhere_is_told(demo: Database, key: str, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        deployment_by_key(demo, key)
    assert refused.value.code == code


def test_that_a_seat_of_several_in_turn_is_that_of_today(demo: Database) -> None:
    assert "Nadia Haddad" in tell(demo, print_welcome, "D-2026-0046/1")
