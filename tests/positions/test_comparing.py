"""What changed between two versions, field by field and word by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from agence_desktop.positions.comparing import ChangeKind, WordKind, compare, words_apart
from agence_desktop.positions.content import (
    RELIEF_LINES,
    Access,
    Contact,
    DueRule,
    Sheet,
    Task,
    Work,
    WorkdayOf,
)
from agence_desktop.positions.rows import Control, Diffusion

from .strategies import sheets, texts

T4 = Task("T4", "Produire la reddition", due=DueRule("FREQ=MONTHLY;BYMONTHDAY=15"))
T8 = Task("T8", "Répondre", criticality=3, impacts=(1, 1, 2, 3, 4, 5), wanted=1)
OLD = Sheet(
    mission="Traite les prestations spéciales.",
    tasks=(T4, T8),
    works=(Work("Dossier 2025-301", "En cours", "Entente avec un partenaire"),),
    contacts=(Contact("Révision et recours", "SQ", "Mireille Fortier", "418 555-0187"),),
    accesses=(Access("Budget", delay_days=10),),
)


def changes(old: Sheet, new: Sheet) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.path, one.label, one.kind.value, one.old.replace("\u00a0", " "), one.new.replace("\u00a0", " "))
        for one in compare(old, new)
    ]


def test_that_the_comparison_of_the_picture_is_found() -> None:
    new = replace(
        OLD,
        mission="Décide et verse les prestations spéciales urgentes.",
        tasks=(
            replace(T4, due=DueRule(workday=10, of=WorkdayOf.QUARTER), procedure_date=date(2026, 11, 10)),
            replace(T8, criticality=4, impacts=(1, 1, 2, 4, 5, 5), wanted=2),
            Task("T10", "Courrier des mesures", due=DueRule("FREQ=DAILY", before=time(9, 30))),
        ),
        works=(Work("Dossier 2026-118", "Reçu", "Répondre à la révision", date(2026, 11, 27)),),
        contacts=(replace(OLD.contacts[0], phone="418 555-0188"),),
        accesses=(replace(OLD.accesses[0], delay_days=5),),
    )
    assert changes(OLD, new) == [
        ("mission", "Mission", "modified", OLD.mission, new.mission),
        (
            *("tasks/T4/due", "T4 Échéance", "modified"),
            *("Le 15, sinon jour ouvrable précédent", "10e jour ouvrable du trimestre"),
        ),
        ("tasks/T4/procedure_date", "T4 Procédure du", "added", "", "2026-11-10"),
        ("tasks/T8/criticality", "T8 Criticité", "modified", "3", "4"),
        (
            *("tasks/T8/impacts", "T8 Impact après 1 h, 3 h, 1 j, 3 j, 1 sem., 1 mois", "modified"),
            *("1 1 2 3 4 5", "1 1 2 4 5 5"),
        ),
        ("tasks/T8/max_interruption_days", "T8 Arrêt toléré", "computed", "1 semaine", "3 jours"),
        ("tasks/T8/wanted", "T8 Relèves voulues", "modified", "1", "2"),
        ("tasks/T10", "T10 Courrier des mesures", "added", "", "Chaque jour, 9 h 30"),
        ("works/1", "Dossier 2026-118", "added", "", "Reçu, Répondre à la révision, 2026-11-27"),
        ("works/1", "Dossier 2025-301", "removed", "En cours, Entente avec un partenaire", ""),
        (
            *("contacts/1/phone", "Révision et recours, téléphone au travail", "modified"),
            *("418 555-0187", "418 555-0188"),
        ),
        ("accesses/1/delay_days", "Budget, délai en jours", "modified", "10", "5"),
    ]


def test_that_the_control_is_compared_where_it_is_given() -> None:
    found = compare(OLD, OLD, Control(diffusion=Diffusion.RESTRICTED), Control(diffusion=Diffusion.UNIT))
    assert [(one.section, one.path, one.new) for one in found] == [(0, "diffusion", "Unité administrative")]
    assert compare(OLD, OLD, Control(diffusion=Diffusion.UNIT)) == []


def test_that_a_given_limit_is_a_change_and_not_computed() -> None:
    new = replace(OLD, tasks=(T4, replace(T8, max_interruption_days=Fraction(3))))
    assert changes(OLD, new) == [
        ("tasks/T8/max_interruption_days", "T8 Arrêt toléré", "added", "", "3 jours")
    ]


def test_that_moved_lines_have_not_changed() -> None:
    contacts = (OLD.contacts[0], Contact("Accueil", "SQ", "Lorraine Bédard"))
    assert compare(replace(OLD, contacts=contacts), replace(OLD, contacts=contacts[::-1])) == []
    assert compare(OLD, replace(OLD, tasks=(T8, T4))) == []


def test_that_a_reworded_line_is_one_change() -> None:
    old = Sheet(know=("Ouvrir le dossier à 8 h", "Appeler le pilotage"))
    new = Sheet(know=("Appeler le pilotage", "Ouvrir le dossier à 9 h"))
    assert changes(old, new) == [
        ("know/2", "Cinq choses à savoir", "modified", "Ouvrir le dossier à 8 h", "Ouvrir le dossier à 9 h")
    ]


def test_that_the_relief_plan_is_compared_length_by_length() -> None:
    new = Sheet(relief=(*RELIEF_LINES[:2], replace(RELIEF_LINES[2], who="Équipe volante")))
    assert changes(Sheet(), new) == [
        ("relief/long/who", "Absence de plus de 10\u00a0jours, qui remplace", "added", "", "Équipe volante")
    ]


def test_that_words_are_told_apart() -> None:
    found = words_apart("Traite les prestations.", "Décide et verse les prestations.")
    assert [(one.kind.value, one.text) for one in found] == [
        ("removed", "Traite "),
        ("added", "Décide et verse "),
        ("same", "les prestations."),
    ]


@given(texts, texts)
def test_that_the_words_give_both_texts_back(old: str, new: str) -> None:
    found = words_apart(old, new)
    after = "".join(one.text for one in found if one.kind is not WordKind.REMOVED)
    before = "".join(one.text for one in found if one.kind is not WordKind.ADDED)
    assert after == new
    assert before.split() == old.split()


quick = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@quick
@given(sheets())
def test_that_a_sheet_has_not_changed_from_itself(sheet: Sheet) -> None:
    assert compare(sheet, sheet) == []


def _keyed(sheet: Sheet) -> Sheet:
    """What is not paired by likeness, which may choose differently among equals."""
    return Sheet(sheet.mission, sheet.limits, tasks=sheet.tasks, relief=sheet.relief, team=sheet.team)


@quick
@given(sheets(), sheets())
def test_that_there_and_back_the_same_places_change(old: Sheet, new: Sheet) -> None:
    old, new = _keyed(old), _keyed(new)
    there, back = compare(old, new), compare(new, old)
    mirror = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    assert sorted((one.old, one.new, one.kind) for one in there) == sorted(
        (one.new, one.old, mirror.get(one.kind, one.kind)) for one in back
    )


@pytest.mark.parametrize("kind", ["added", "removed"])
def test_that_blank_lines_are_no_change(kind: str) -> None:
    blank, none = Sheet(contacts=(Contact(),), know=(" ",)), Sheet()
    assert (compare(none, blank) if kind == "added" else compare(blank, none)) == []
