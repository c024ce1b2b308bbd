"""The relief plan of an absence, the coverage matrix of a unit and its register, on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agence_desktop.documents.sheets.relief import relief_pdf, relief_title
from agence_desktop.documents.sheets.unit import matrix_pdf, register_pdf
from agence_desktop.positions.rows import Acceptance, Away
from documents.examples import LONG
from documents.posts_examples import ASSIGNED, BY_ID, EMPTY, KARIM, PEOPLE, crowded, relief, unit
from documents.reading import assert_sound, structure
from documents.test_sheets import plain, table_under, tables

BUSY = Away(KARIM, date(2026, 12, 11), date(2026, 12, 11))


@pytest.mark.parametrize(
    "row",
    [relief(*ASSIGNED, away=(BUSY,)), relief(), relief(file=EMPTY), relief(file=crowded(20))],
)
def test_that_a_relief_plan_is_accessible_and_keeps_its_margins(row: object) -> None:
    assert_sound(relief_pdf(row))  # type: ignore[arg-type]


def test_that_the_plan_says_who_takes_what_and_what_they_answered() -> None:
    rows = table_under(structure(relief_pdf(relief(*ASSIGNED))), "Qui fait quoi")
    told = {row[0].split()[0]: row[1:] for row in rows[1:]}
    assert told["T1"] == [
        "chaque jour, 11 h",
        "Karim Benali 418 555-0117",
        "Acceptée",
        "Josée Lachance",
    ]
    assert told["T2"][0] == "30 nov., 7 et 14 déc."
    assert told["T5"][:3] == ["à la demande", "Thierry Nadeau 418 555-0151", "En attente"]
    assert told["T8"][1:] == ["À découvert", "–", "–"]
    assert told["T10"][1:] == ["À découvert", "Refusée par Josée Lachance", "Sylvie Paradis"]


def test_that_without_assignments_the_plan_proposes_and_says_that_nobody_was_asked() -> None:
    rows = table_under(structure(relief_pdf(relief())), "Qui fait quoi")
    told = {row[0].split()[0]: row[1:] for row in rows[1:]}
    assert told["T1"][1:3] == ["Karim Benali 418 555-0117", "À demander"]
    assert told["T8"][1] == "À découvert"


def test_that_what_is_uncovered_tells_its_limit_and_who_is_nearest() -> None:
    tree = structure(relief_pdf(relief(*ASSIGNED)))
    rows = table_under(tree, "À découvert")
    assert rows[1][1:] == [
        "Jeudi 3 décembre",
        "Accusé de réception",
        "Karim Benali est au niveau 2, il faut le niveau 3.",
    ]
    assert rows[2][1] == "Jeudi 10 décembre"
    assert "Premier arrêt trop long" in plain(tree.said())


def test_that_the_plan_tells_on_whom_all_rests_and_who_is_away_too() -> None:
    rows = table_under(structure(relief_pdf(relief(*ASSIGNED, away=(BUSY,)))), "Tout repose sur")
    assert rows[1] == ["Karim Benali", "418 555-0117", "T1, T2", "14 h", "11 déc. 2026"]


def test_that_the_plan_repeats_the_line_of_the_sheet_for_this_length() -> None:
    tree = structure(relief_pdf(relief(*ASSIGNED)))
    rows = table_under(tree, "Ce qui est prévu")
    assert ["Suspendu", "Rencontres de suivi avec les partenaires"] in rows
    assert "Absence de plus de 10 jours" in plain(tree.said())


def test_that_who_has_not_accepted_gets_a_line_to_sign() -> None:
    rows = table_under(structure(relief_pdf(relief(*ASSIGNED))), "Confirmation")
    assert [row[0] for row in rows[1:]] == ["Hélène Vachongestionnaire", "Thierry Nadeaurelève"]
    accepted = tuple(replace(one, state=Acceptance.ACCEPTED) for one in ASSIGNED)
    assert len(table_under(structure(relief_pdf(relief(*accepted))), "Confirmation")) == 2


def test_that_no_reason_of_an_absence_is_told() -> None:
    told = plain(structure(relief_pdf(relief(*ASSIGNED))).said()).lower()
    assert "motif" not in told
    assert "maladie" not in told
    assert relief_title(relief()) == "Plan de relève\u00a0P-0142, 30 novembre au 18 décembre 2026"


def test_that_the_matrix_of_a_unit_has_a_table_for_each_position() -> None:
    pdf = matrix_pdf(unit())
    assert_sound(pdf)
    tree = structure(pdf)
    rows = table_under(tree, "P-0142")
    assert rows[0] == [
        *("Tâche", "Crit.", "Req.", "Thierry Nadeau", "Étienne Gagnon-Roy", "Karim Benali"),
        *("Josée Lachance", "Fatou Diallo", "Sylvie Paradis", "Relèves sur voulues"),
    ]
    assert rows[1][5] == "4 sur 4, couvre la tâche, accès ouvert"
    assert "4 postes, 17 tâches, dont 8 sans relève." in plain(tree.said())
    assert "Sans fiche : le poste compte comme entièrement à découvert." in plain(tree.said())


def test_that_the_matrix_counts_what_rests_on_each_person() -> None:
    rows = table_under(structure(matrix_pdf(unit())), "Ce qui repose")
    assert rows[1:4] == [
        ["Thierry Nadeau", "3", "1"],
        ["Maryse Thibodeau", "3", "–"],
        ["Étienne Gagnon-Roy", "2", "2"],
    ]


def test_that_the_register_tells_state_review_and_measures_that_paper_may_tell() -> None:
    pdf = register_pdf(unit())
    assert_sound(pdf)
    (rows,) = tables(structure(pdf))
    told = {row[0]: row[1:] for row in rows}
    assert told["P-0142"][3:] == [
        *("Approuvée, version 4", "2027-05-20", "53 %", "17 %", "35 %"),
        "assez : 5 trop peu : 2 aucune : 3",
    ]
    assert told["P-0151"][4] == "2026-11-03 en retard"
    assert told["P-0160"][1:4] == ["vacant", "–", "Sans fiche"]
    assert told["P-0160"][5:] == ["0 %", "100 %", "100 %", "–"]


def test_that_attrition_changes_nothing_on_the_papers_of_a_unit() -> None:
    row = unit()
    other = replace(
        row,
        posts=tuple(
            replace(
                one,
                post=replace(one.post, attrition=5, impact=1),
                position=replace(one.position, attrition=5, impact=1),
            )
            for one in row.posts
        ),
    )
    assert matrix_pdf(row) == matrix_pdf(other)
    assert register_pdf(row) == register_pdf(other)


def test_that_a_unit_of_many_posts_and_persons_prints_over_pages() -> None:
    row = unit()
    people = tuple(
        replace(PEOPLE[at % 9], id=at + 1 if at < 9 else 100 + at, name=f"{LONG[:40]} {at}")
        for at in range(30)
    )
    known = tuple(replace(row.posts[0].post.competences[0], person_id=one.id) for one in people)
    posts = tuple(
        replace(
            row.posts[0],
            post=replace(row.posts[0].post, competences=known),
            position=replace(row.posts[0].position, number=f"P-{at:04d}", title=LONG),
        )
        for at in range(25)
    )
    for pdf in (
        matrix_pdf(replace(row, posts=posts, people=people)),
        register_pdf(replace(row, posts=posts)),
    ):
        assert_sound(pdf)


def test_that_an_empty_unit_says_so() -> None:
    row = replace(unit(), posts=(), people=())
    assert_sound(register_pdf(row))
    assert_sound(matrix_pdf(row))
    assert "Aucun poste" in structure(register_pdf(row)).said()


def test_that_the_matrix_names_the_holder_of_each_position() -> None:
    told = plain(structure(matrix_pdf(unit())).said())
    assert f"titulaire : {BY_ID[2].name}" in told
    assert "poste vacant" in told
