"""Skills, teams, members, hours and rates go out to files and come in again, all rows or none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RightMissingError
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.tables import TEAMS_TABLES
from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.model import CostRate, DayRate, MemberAbsence, MemberPattern, TeamMember
from agence_desktop.teams.problem import Settings
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.settings import TeamSettings
from agence_desktop.teams.unmet import CaseSettings
from support import teams
from support.exchange import again, codes, exported, outcomes, take
from support.teams import LOUISE
from teams import story

RATES = """portee;cle;depuis;montant
    membre;M1;2026-01-01;310,00
    classe;Agent de secrétariat;2026-04-01;295,50
    membre;M1;2027-01-01;"""
ABSENCES = """membre;debut;fin
    M1;2027-03-01;2027-03-05
    M1;2027-07-12;2027-07-12"""
COSTS = """nature;depuis;montant
    kilometre;2026-01-01;0,605
    nuit;2026-01-01;140"""


def test_that_what_is_stored_goes_out_and_in_again_unchanged(bench: Database) -> None:
    assert outcomes(take(bench, "tarifs_jour", RATES)) == ["created"] * 3
    assert outcomes(take(bench, "tarifs_frais", COSTS)) == ["created"] * 2
    assert outcomes(take(bench, "absences_membres", ABSENCES)) == ["created"] * 2
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


_HOURS = "membre;depuis;lundi;mardi;mercredi;jeudi;vendredi;disponibilite\n M1;2027-01-01;"


@pytest.mark.parametrize(
    ("table", "text", "column", "words"),
    [
        ("membres", "cle;contrat_debut;contrat_fin\n M1;2026-06-01;2026-01-01", "contrat_fin", "contrat"),
        ("absences_membres", "membre;debut;fin\n M1;2026-12-11;2026-12-07", "fin", "dernier jour"),
        ("horaires_membres", f"{_HOURS}-7;7;7;7;7;100", "lundi", "de 0 à 24"),
        ("horaires_membres", f"{_HOURS}7;7;7;7;7;-50", "disponibilite", "de 0 à 100"),
        (
            "competences_membres",
            "membre;competence;niveau;valide\n M1;notariat;2;2026-06-02",
            "competence",
            "notariat",
        ),
        ("tarifs_jour", "portee;cle;depuis;montant\n membre;M1;2026-01-01;-310", "montant", "ou plus"),
        ("tarifs_frais", "nature;depuis;montant\n kilometre;2026-01-01;-0,61", "montant", "de 0 à"),
    ],
)
def test_that_bad_input_is_refused_in_french_by_its_column_and_changes_nothing(
    bench: Database, table: str, text: str, column: str, words: str
) -> None:
    before = exported(bench, table)
    report = take(bench, table, text)
    faults = [fault for row in report.rows for fault in row.faults]
    assert [fault.column for fault in faults] == [column], report
    assert words in faults[0].sentence.lower()
    assert faults[0].sentence.endswith(".")
    assert exported(bench, table) == before


def test_that_managers_of_elsewhere_import_nothing_of_a_lender(bench: Database) -> None:
    with pytest.raises(RightMissingError):
        take(bench, "tarifs_jour", RATES, teams.STRANGER)
    with pytest.raises(RightMissingError):
        take(bench, "equipes", "code;nom;organisme\n ADM;À moi;MTQ", teams.STRANGER)
    assert outcomes(take(bench, "tarifs_jour", RATES, teams.MANAGER)) == ["created"] * 3


def test_that_absences_come_in_with_both_days_included_and_reach_the_ledger(bench: Database) -> None:
    story.confirmed(bench, LOUISE)
    assert outcomes(take(bench, "absences_membres", ABSENCES)) == ["created"] * 2
    rows = bench.read(lambda s: s.scalars(select(MemberAbsence).order_by(MemberAbsence.first_day)).all())
    assert [(row.first_day, row.end_day, row.frees) for row in rows] == [
        (date(2027, 3, 1), date(2027, 3, 6), False),
        (date(2027, 7, 12), date(2027, 7, 13), False),
    ]
    assert all(row.recorded_by for row in rows)
    over = take(bench, "absences_membres", "membre;debut;fin\n M1;2026-12-07;2026-12-08")
    assert over.refusal is not None
    assert over.refusal.code == "day_committed"
    assert list(verify(bench)) == []


def test_that_an_absence_is_moved_or_taken_back_by_a_file_and_never_touches_another(bench: Database) -> None:
    take(bench, "absences_membres", ABSENCES)
    wrong = """membre;debut;fin
        M1;2027-03-05;2027-03-09
        M2;2027-03-05;2027-03-01
        M2;2027-05-03;2027-05-07
        M2;2027-05-07;2027-05-08"""
    assert codes(take(bench, "absences_membres", wrong)) == [
        (2, "debut", "overlapping"),
        (3, "fin", "bad_period"),
        (5, "debut", "overlapping"),
    ]
    moved = """membre;debut;fin;annulee
        M1;2027-03-01;2027-03-02;
        M1;2027-07-12;2027-07-12;oui
        M1;2027-07-08;2027-07-16;"""
    assert outcomes(take(bench, "absences_membres", moved)) == ["updated", "updated", "created"]
    assert set(outcomes(again(bench, "absences_membres"))) == {"unchanged"}
    with pytest.raises(RightMissingError):
        take(bench, "absences_membres", ABSENCES, teams.STRANGER)


def test_that_settings_are_one_row_with_the_usual_values_until_they_are_changed(bench: Database) -> None:
    assert exported(bench, "reglages_equipes") == [
        {
            "portee": "toutes",
            "heures_jour": "7",
            "validite_mois": "24",
            "presence_min": "80",
            "poids": "8,4,2,1",
            "hebergement_km": "150",
            "alerte_plafond": "80",
            "poste_moyenne": "0.8",
            "poste_mois": "8",
        }
    ]
    assert bench.read(team_settings) == TeamSettings()
    text = """portee;hebergement_km;alerte_plafond;poste_moyenne;poste_mois;poids
        toutes;120,5;75;1,25;6;4,3,2,1"""
    assert outcomes(take(bench, "reglages_equipes", text)) == ["updated"]
    found = bench.read(team_settings)
    assert found.costs == CostSettings(Decimal("120.5"), Decimal("0.75"))
    assert found.case == CaseSettings(Fraction(5, 4), Fraction(1, 2))
    assert found.arithmetic == Settings(weights=(4, 3, 2, 1))
    assert outcomes(again(bench, "reglages_equipes")) == ["unchanged"]
    trail = bench.read(
        lambda s: s.scalars(select(AuditRow).where(AuditRow.table_name == "team_setting")).all()
    )
    assert [(row.action, (row.after or {})["lodging_metres"]) for row in trail] == [("insert", 120_500)]
    assert list(verify(bench)) == []


def test_that_settings_are_read_in_one_statement(bench: Database) -> None:
    def counted(session: Session) -> int:
        statements: list[str] = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *told: statements.append(told[2]))
        team_settings(session)
        return len(statements)

    assert bench.read(counted) == 1


def test_that_wrong_settings_are_told_and_a_full_day_stays_once_days_are_on_record(bench: Database) -> None:
    heads = "portee;heures_jour;presence_min;poids;alerte_plafond;poste_moyenne;poste_mois"
    wrong = take(bench, "reglages_equipes", f"{heads}\n toutes;0;101;8,4;-1;0;13")
    assert codes(wrong) == [
        (2, column, code)
        for column, code in (
            ("heures_jour", "bad_number"),
            ("presence_min", "bad_number"),
            ("poids", "bad_number"),
            ("alerte_plafond", "bad_number"),
            ("poste_moyenne", "bad_number"),
            ("poste_mois", "bad_number"),
        )
    ]
    assert outcomes(take(bench, "reglages_equipes", "portee;heures_jour\n toutes;7,5")) == ["updated"]
    assert outcomes(take(bench, "reglages_equipes", "portee;heures_jour\n toutes;7")) == ["updated"]
    story.confirmed(bench, LOUISE)
    refused = take(bench, "reglages_equipes", "portee;heures_jour\n toutes;7,5")
    assert refused.refusal is not None
    assert refused.refusal.code == "full_day_fixed"
    with pytest.raises(RightMissingError):
        take(bench, "reglages_equipes", "portee;poste_mois\n toutes;7", teams.MANAGER)
