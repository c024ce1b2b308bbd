"""Skills, teams, members, hours and rates go out to files and come in again, all rows or none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from agence_desktop.core.errors import RightMissingError
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.tables import TEAMS_TABLES
from agence_desktop.teams.model import CostRate, DayRate, MemberPattern, TeamMember
from support import teams
from support.exchange import again, codes, exported, outcomes, take
from support.teams import LOUISE
from teams import story

RATES = """portee;cle;depuis;montant
    membre;M1;2026-01-01;310,00
    classe;Agent de secrétariat;2026-04-01;295,50
    membre;M1;2027-01-01;"""
COSTS = """nature;depuis;montant
    kilometre;2026-01-01;0,605
    nuit;2026-01-01;140"""


def test_that_what_is_stored_goes_out_and_in_again_unchanged(bench: Database) -> None:
    assert outcomes(take(bench, "tarifs_jour", RATES)) == ["created"] * 3
    assert outcomes(take(bench, "tarifs_frais", COSTS)) == ["created"] * 2
    for table in TEAMS_TABLES:
        report = again(bench, table.name)
        assert report.rows, table.name
        assert set(outcomes(report)) == {"unchanged"}, (table.name, report.sentences)


def test_that_amounts_and_hours_are_exact(bench: Database) -> None:
    take(bench, "tarifs_jour", RATES)
    take(bench, "tarifs_frais", COSTS)
    assert bench.read(lambda s: s.scalars(select(DayRate.amount).order_by(DayRate.id)).all()) == [
        *(Decimal("310.00"), Decimal("295.50"), None),
    ]
    assert bench.read(lambda s: s.scalars(select(CostRate.ten_thousandths)).all()) == [6_050, 1_400_000]
    found = exported(bench, "horaires_membres")[0]
    assert (found["membre"], found["mercredi"], found["disponibilite"]) == ("M1", "3.5", "100")


def test_that_hours_of_a_file_reach_the_ledger_or_are_refused_over_firm_days(bench: Database) -> None:
    story.confirmed(bench, LOUISE)
    text = "membre;depuis;lundi;mardi;mercredi;jeudi;vendredi\n M1;2026-12-07;{};7;7;7;7"
    report = take(bench, "horaires_membres", text.format(2))
    assert outcomes(report) == ["rolled_back"]
    assert report.refusal is not None
    assert report.refusal.code == "day_committed"
    assert outcomes(take(bench, "horaires_membres", text.format("6,5"))) == ["created"]
    assert bench.read(lambda s: s.query(MemberPattern).filter_by(monday=23_400).count()) == 1
    assert list(verify(bench)) == []


def test_that_a_member_is_made_of_a_person_of_the_directory(bench: Database) -> None:
    text = """cle;personne;equipe;municipalite;langues;limite_km;a_distance;contrat_debut
        M9;genevieve.roy@exemple.quebec;ADM;Québec;fr+en;120,5;oui;2026-06-01"""
    assert outcomes(take(bench, "membres", text)) == ["created"]
    row = bench.read(lambda s: s.scalars(select(TeamMember).where(TeamMember.key == "M9")).one())
    assert (row.languages, row.max_metres, row.remote) == ("en,fr", 120_500, True)


def test_that_wrong_rows_are_told_by_line_and_column(bench: Database) -> None:
    wrong = """cle;personne;equipe;immeuble;municipalite;contrat_debut;contrat_fin
        M9;genevieve.roy@exemple.quebec;XYZ;;;2026-06-01;
        M8;genevieve.roy@exemple.quebec;ADM;Services Québec de Lévis;Québec;2026-06-01;2026-06-01"""
    assert codes(take(bench, "membres", wrong)) == [
        (2, "equipe", "unknown"),
        (3, "municipalite", "two_homes"),
        (3, "contrat_fin", "bad_period"),
    ]
    assert codes(take(bench, "tarifs_jour", "portee;cle;depuis;montant\n membre;M7;2026-01-01;3")) == [
        (2, "cle", "unknown")
    ]


def test_that_managers_of_elsewhere_import_nothing_of_a_lender(bench: Database) -> None:
    with pytest.raises(RightMissingError):
        take(bench, "tarifs_jour", RATES, teams.STRANGER)
    with pytest.raises(RightMissingError):
        take(bench, "equipes", "code;nom;organisme\n ADM;À moi;MTQ", teams.STRANGER)
    assert outcomes(take(bench, "tarifs_jour", RATES, teams.MANAGER)) == ["created"] * 3
