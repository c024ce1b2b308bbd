"""Terms and rates: what each scope gives, and the cells they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from agence_desktop.core.errors import InputError
from agence_desktop.core.hours import ALWAYS, parse_hours
from agence_desktop.spaces.rows import Approval, Eligibility, EligibilityKind, Rates, Terms
from agence_desktop.spaces.terms import (
    DEFAULT_TERMS,
    TERMS_COLUMNS,
    format_term,
    nearest_rates,
    parse_eligibility,
    parse_term,
    resolve_terms,
    terms_of_cells,
)

CELLS = {
    "heures": "lun-ven 08:00-17:00; sam 09:00-12:00",
    "preavis_minutes": "1440",
    "horizon_jours": "90",
    "duree_min": "30",
    "duree_max": "480",
    "grille": "15",
    "tampon_avant": "0",
    "tampon_apres": "30",
    "journee_entiere": "non",
    "admissibles": "MAMH+RQ",
    "quota_heures_mois": "40",
    "approbation": "hors_modalites",
    "preavis_annulation_heures": "24",
    "liberation_minutes": "15",
    "feries_ouverts": "oui",
}


def test_that_each_field_comes_from_the_nearest_scope_that_gives_it() -> None:
    space = Terms(notice_minutes=0, whole_days=False)
    site = Terms(notice_minutes=60, grid_minutes=30)
    organisation = Terms(grid_minutes=15, horizon_days=90, whole_days=True)
    resolved = resolve_terms(space, site, organisation)
    assert (resolved.notice_minutes, resolved.grid_minutes, resolved.horizon_days) == (0, 30, 90)
    assert resolved.whole_days is False
    assert resolved.hours == ALWAYS


def test_that_terms_given_nowhere_limit_nothing() -> None:
    assert resolve_terms() == DEFAULT_TERMS
    assert resolve_terms(Terms()) == DEFAULT_TERMS
    assert DEFAULT_TERMS.approval is Approval.AUTOMATIC
    assert DEFAULT_TERMS.eligibility == Eligibility(EligibilityKind.ALL)
    assert DEFAULT_TERMS.notice_minutes is DEFAULT_TERMS.max_minutes is DEFAULT_TERMS.quota_hours is None


def parse_terms(cells: Mapping[str, str]) -> Terms:
    return Terms(**{TERMS_COLUMNS[column]: parse_term(column, cell) for column, cell in cells.items()})


def test_that_cells_are_read_and_written_back() -> None:
    terms = parse_terms(CELLS)
    assert terms.eligibility == Eligibility(EligibilityKind.LISTED, frozenset({"MAMH", "RQ"}))
    assert terms.holidays_open is True
    assert set(TERMS_COLUMNS) == set(CELLS)
    assert {column: format_term(column, terms) for column in TERMS_COLUMNS} == CELLS


def test_that_an_empty_cell_is_not_given() -> None:
    assert parse_terms(dict.fromkeys(TERMS_COLUMNS, " ")) == Terms()
    assert format_term("heures", Terms()) == ""


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("preavis_minutes", "1,5"),
        ("preavis_minutes", "-1"),
        ("horizon_jours", "99999999"),
        ("grille", "0"),
        ("duree_max", "0"),
        ("journee_entiere", "vrai"),
        ("approbation", "auto"),
        ("admissibles", "MAMH++RQ"),
        ("admissibles", "MAMH, RQ"),
        ("heures", "lundi"),
    ],
)
def test_that_an_unreadable_cell_is_refused_with_a_sentence(column: str, cell: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_term(column, cell)
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("text", ["region", "Région", " REGION "])
def test_that_region_is_read_with_or_without_its_accent(text: str) -> None:
    assert parse_eligibility(text) == Eligibility(EligibilityKind.REGION)


def test_that_stored_columns_give_terms_back() -> None:
    stored = dict.fromkeys(TERMS_COLUMNS.values()) | {
        "id": 3,
        "hours": "lun 08:00-17:00",
        "eligibility": "tous",
        "approval": "hote",
        "grid_minutes": 15,
        "holidays_open": False,
    }
    assert terms_of_cells(stored) == Terms(
        hours=parse_hours("lun 08:00-17:00"),
        eligibility=Eligibility(),
        approval=Approval.HOST,
        grid_minutes=15,
        holidays_open=False,
    )


def rates(since: str, hour: int | None = None, half_day: int | None = None, day: int | None = None) -> Rates:
    amounts = (None if amount is None else Decimal(amount) for amount in (hour, half_day, day))
    return Rates(date.fromisoformat(since), *amounts)


def test_that_the_three_rates_come_together_from_the_nearest_scope_in_force() -> None:
    space = (rates("2027-01-01", day=100),)
    site = (rates("2026-06-01", half_day=75), rates("2026-01-01", hour=20, half_day=70))
    organisation = (rates("2020-01-01", hour=10, day=90),)
    scopes = (space, site, organisation)
    assert nearest_rates(scopes, date(2019, 12, 31)) is None
    assert nearest_rates(scopes, date(2025, 12, 31)) == organisation[0]
    assert nearest_rates(scopes, date(2026, 5, 31)) == site[1]
    assert nearest_rates(scopes, date(2026, 6, 1)) == site[0]
    assert nearest_rates(scopes, date(2027, 1, 1)) == space[0]


def test_that_a_row_without_a_rate_leaves_the_word_to_the_next_scope() -> None:
    space = (rates("2026-01-01", hour=20), rates("2026-06-01"))
    organisation = (rates("2020-01-01", hour=10),)
    assert nearest_rates((space, organisation), date(2026, 12, 1)) == organisation[0]
    assert nearest_rates((space,), date(2026, 12, 1)) is None
