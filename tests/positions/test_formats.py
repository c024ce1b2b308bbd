"""Durations and values as tables, papers and comparisons write them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.core.errors import InputError
from agence_desktop.positions.absence import Lack, Nearest
from agence_desktop.positions.catalogue import GROUPS, SECTIONS, Field, Kind
from agence_desktop.positions.content import DueRule, Task
from agence_desktop.positions.formats import (
    display,
    display_due,
    due_days_text,
    format_days,
    read_days,
    task_name,
)
from agence_desktop.positions.rows import Competence, Diffusion
from agence_desktop.positions.sentences import LEVEL_LABELS, nearest_sentence, substitute_label
from agence_desktop.positions.walking import walk

from .strategies import sheets

FIELDS = {field.name: field for field in GROUPS["tasks"].fields}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("days", "short", "long"),
    [
        ("1/24", "1 h", "1 heure"),
        ("1/8", "3 h", "3 heures"),
        ("1/6", "4 h", "4 heures"),
        ("1", "1 j", "1 jour"),
        ("3", "3 j", "3 jours"),
        ("7", "1 sem.", "1 semaine"),
        ("14", "2 sem.", "2 semaines"),
        ("30", "1 mois", "1 mois"),
        ("60", "2 mois", "2 mois"),
        ("5/2", "2 j 12 h", "2 jours 12 heures"),
        ("1/48", "30 min", "30 minutes"),
        ("0", "0 j", "0 jour"),
    ],
)
def test_that_a_duration_is_written_in_its_unit(days: str, short: str, long: str) -> None:
    assert plain(format_days(Fraction(days))) == short
    assert plain(format_days(Fraction(days), long=True)) == long


@given(st.integers(0, 200_000), st.booleans())
def test_that_a_written_duration_is_read_back(minutes: int, long: bool) -> None:
    days = Fraction(minutes, 1_440)
    assert read_days(format_days(days, long=long)) == days


@pytest.mark.parametrize(
    ("typed", "days"),
    [("2", "2"), ("2,5 j", "5/2"), ("4h", "1/6"), ("1 Sem", "7"), ("1 jour et 12 heures", "3/2")],
)
def test_that_typed_durations_are_read(typed: str, days: str) -> None:
    assert read_days(typed) == Fraction(days)


@pytest.mark.parametrize("typed", ["", "bientôt", "3 4", "2 jours environ", "-1 j"])
def test_that_other_durations_are_refused(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        read_days(typed)
    assert caught.value.code == "bad_duration"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("title", "Traiter", "Traiter"),
        ("procedure_date", date(2026, 11, 10), "2026-11-10"),
        ("hours", Decimal("2.5"), "2,5 h"),
        ("recovery_days", Fraction(3), "3 j"),
        ("impacts", (1, None, 2, 4, 5, 5), "1 – 2 4 5 5"),
        ("peak_months", (3, 4, 5), "mars, avril et mai"),
        ("criticality", 4, "4"),
        ("wanted", 0, "0"),
        ("wanted", None, ""),
        ("due", DueRule("FREQ=WEEKLY;BYDAY=MO", before=time(16)), "Lundi, 16 h"),
        ("due", None, "À la demande"),
    ],
)
def test_that_values_are_shown(name: str, value: object, shown: str) -> None:
    assert plain(display(FIELDS[name], value)) == shown


def test_that_choices_and_yes_or_no_are_words() -> None:
    diffusion = SECTIONS[0].fields[1]
    assert display(diffusion, Diffusion.UNIT) == "Unité administrative"
    introduced = Field("introduced", "", Kind.YES_NO)
    assert (display(introduced, True), display(introduced, False), display(introduced, None)) == (
        "oui",
        "non",
        "",
    )


def test_that_what_was_typed_stands_where_nothing_could_be_read() -> None:
    assert display_due(Task("T5", due_text="Sous 2 jours ouvrables")) == "Sous 2 jours ouvrables"
    task = Task("T5", due_text="Sous 2 jours")
    assert display(FIELDS["due"], None, line=task) == "Sous 2 jours"
    assert task_name(Task("T5", " Gérer les accès ")) == "T5 Gérer les accès"
    assert task_name(Task("T5")) == "T5"


def test_that_days_share_the_name_of_their_month() -> None:
    task = Task("T2", due=DueRule("FREQ=WEEKLY;BYDAY=MO", before=time(16)))
    days = [date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14)]
    assert due_days_text(days, task) == "30 nov., 7 et 14 déc."
    assert plain(due_days_text([date(2026, 12, 3)], task)) == "3 déc., 16 h"
    assert due_days_text([date(2026, 12, 1)], Task("T2")) == "1er déc."
    assert due_days_text([], task) == "à la demande"


@given(sheets())
def test_that_every_field_of_any_sheet_can_be_shown(sheet: object) -> None:
    for place in walk(sheet):  # type: ignore[arg-type]
        assert isinstance(display(place.field, place.value, long=True), str)


def test_that_what_the_nearest_person_lacks_is_one_sentence() -> None:
    one = Competence(4, 142, "T8", 2, date(2026, 6, 9))
    said = {lack: plain(nearest_sentence("Karim Benali", Nearest(one, lack), 3)) for lack in Lack}
    assert said == {
        Lack.TRAINING: "Karim Benali est en formation, sans accès.",
        Lack.LEVEL: "Karim Benali est au niveau 2, sans accès, il faut le niveau 3.",
        Lack.EXPIRED: (
            "Karim Benali a le niveau 2, sans accès, mais sa validation du 9 juin 2026 a plus de 12 mois."
        ),
        Lack.AWAY: "Karim Benali a le niveau voulu, mais sera aussi en absence.",
    }
    never = Nearest(Competence(4, 142, "T8", 3, None, access=True), Lack.EXPIRED)
    assert nearest_sentence("Karim Benali", never, 3) == "Karim Benali a le niveau 3, jamais validé."
    assert plain(substitute_label(1)) == "1re relève"
    assert len(LEVEL_LABELS) == 5
