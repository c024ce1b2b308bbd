"""The paper of a proposal is made from the proposal and its explanations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from agence_desktop.core.french import NBSP
from agence_desktop.core.geography import Point
from agence_desktop.documents.deployments.proposal import proposal_pdf
from agence_desktop.documents.deployments.proposed import ProposalFacts, method_words, proposal_paper
from agence_desktop.teams.describing import Names
from agence_desktop.teams.estimating import Estimate, line_of
from agence_desktop.teams.levels import Method
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Member, Mode, Pattern, Problem, Request, Seat, Skilled
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.solving.proposing import study
from documents.deployments_examples import STAMP
from documents.reading import assert_sound

HOURS = (Fraction(7),) * 5
AUTUMN = Days(date(2026, 11, 2), date(2026, 12, 19))


def member(key: str, name: str, level: int) -> Member:
    return Member(
        key=key,
        name=name,
        team="ADM",
        home=Point(46.8, -71.2),
        home_name="Québec",
        skills={"sec": Skilled(level, date(2026, 6, 2))},
        languages=frozenset({"fr"}),
        patterns=(Pattern(None, HOURS),),
        factor=Fraction(1),
        absences=(),
        contract=Days(date(2020, 1, 1), None),
        max_km=Fraction(80),
        remote=True,
    )


SEATS = tuple(
    Seat("D1", number, {"sec": 2}, "fr", Fraction(1, 2), None, AUTUMN, Mode.ON_SITE) for number in (1, 2)
)
REQUEST = Request("D1", "MSP", Point(46.8, -71.2), "Québec", "ADM", 2, SEATS)
PROBLEM = Problem(
    (member("M1", "Thomas Nguyen", 3), member("M2", "Catherine Dubé", 1)), (REQUEST,), (), frozenset()
)
PROPOSAL = Proposal({("D1", 1): "M1"}, 4, Fraction(5), Fraction(35, 2), True, pins={("D1", 1): "M1"})


def test_that_the_paper_tells_what_the_proposal_and_its_explanations_say() -> None:
    line = line_of("Thomas Nguyen, 35 jours à 50\u00a0%", Decimal("17.5"), Decimal(310))
    facts = ProposalFacts(
        number="PA-2026-0018",
        made_at=datetime.fromisoformat("2026-10-14T10:38"),
        names=Names({"sec": "secrétariat"}),
        numbers={"D1": "D-2026-0063"},
        states={},
        estimates={("D1", 1): Estimate((line,), ("Une note.",))},
    )
    paper = proposal_paper(study(PROBLEM), PROPOSAL, facts, STAMP)
    filled, empty = paper.seats
    assert paper.weight == (4, 8)
    assert paper.largest_load == Decimal("17.5")
    assert (filled.number, filled.member, filled.fixed) == ("D-2026-0063", "Thomas Nguyen", True)
    assert filled.need == f"Secrétariat 2; 50{NBSP}% de chaque jour, sur place"
    assert (filled.estimate, filled.cost) == (Decimal("5425.00"), Decimal(5))
    assert [(one.name, one.reason) for one in filled.rejected] == [("Catherine Dubé", "compétence")]
    assert (empty.member, empty.estimate, len(empty.rejected)) == ("", None, 2)
    assert paper.notes == ("Une note.",)
    assert_sound(proposal_pdf(paper))


@pytest.mark.parametrize(
    ("optimal", "method", "said"),
    [
        (True, Method.EXACT, "solution optimale prouvée"),
        (False, Method.EXACT, "meilleure solution trouvée à temps"),
        (False, Method.GREEDY, "méthode de secours, non prouvée"),
    ],
)
def test_that_the_fallback_never_claims_to_be_optimal(optimal: bool, method: Method, said: str) -> None:
    assert method_words(replace(PROPOSAL, optimal=optimal, method=method)) == said
