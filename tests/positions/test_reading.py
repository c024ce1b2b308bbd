"""Typed texts are read by the kind of their field, and what is written out is read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from agence_desktop.core.errors import InputError
from agence_desktop.positions.catalogue import SECTIONS, TASK_FIELDS, Field, Kind
from agence_desktop.positions.formats import display
from agence_desktop.positions.reading import choices_of, read_value
from agence_desktop.positions.rows import Diffusion, SheetReason
from positions.story import P0142, TODAY

FIELDS = {field.name: field for field in TASK_FIELDS}
YES_NO = Field("introduced", "Présentation faite", Kind.YES_NO)
REASON = SECTIONS[0].fields[0]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (FIELDS["title"], "  Gérer les accès ", "Gérer les accès"),
        (FIELDS["title"], "Gérer\nles accès", "Gérer les accès"),
        (FIELDS["criticality"], "3", 3),
        (FIELDS["wanted"], "0", 0),
        (FIELDS["hours"], "2,5 h", Decimal("2.5")),
        (FIELDS["hours"], "2.5", Decimal("2.5")),
        (FIELDS["recovery_days"], "4 h", Fraction(1, 6)),
        (FIELDS["impacts"], "124555", (1, 2, 4, 5, 5, 5)),
        (FIELDS["impacts"], "1 2 – 5 5 5", (1, 2, None, 5, 5, 5)),
        (FIELDS["peak_months"], "mars et avril", (3, 4)),
        (FIELDS["peak_months"], "nov. à janv.", (1, 11, 12)),
        (FIELDS["peak_months"], "3, 6", (3, 6)),
        (FIELDS["procedure_date"], "2024-03-18", date(2024, 3, 18)),
        (YES_NO, "oui", True),
        (REASON, "Départ", SheetReason.DEPARTURE),
        (FIELDS["criticality"], "", None),
        (FIELDS["impacts"], " ", ()),
        (FIELDS["title"], "", ""),
    ],
)
def test_that_a_typed_text_is_read(field: Field, text: str, value: Any) -> None:
    assert read_value(field, text, TODAY) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (FIELDS["criticality"], "5"),
        (FIELDS["criticality"], "haute"),
        (FIELDS["hours"], "200"),
        (FIELDS["impacts"], "12"),
        (FIELDS["impacts"], "1 2 4 5 5 6"),
        (FIELDS["peak_months"], "ma"),
        (FIELDS["peak_months"], "13"),
        (FIELDS["recovery_days"], "bientôt"),
        (FIELDS["recovery_days"], "11000 j"),
        (FIELDS["procedure_date"], "un jour"),
        (FIELDS["title"], "a" * 20_001),
        (REASON, "congé"),
    ],
)
def test_that_what_cannot_be_read_is_told(field: Field, text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_value(field, text, TODAY)
    assert refused.value.sentence.endswith(".")


def test_that_what_a_table_shows_is_read_back() -> None:
    for task in P0142.tasks:
        for field in TASK_FIELDS:
            if field.kind is not Kind.DUE:
                value = getattr(task, field.name)
                assert read_value(field, display(field, value), TODAY) == value


def test_that_the_choices_of_the_control_are_those_of_the_sheet() -> None:
    assert choices_of(REASON) == tuple(SheetReason)
    assert choices_of(SECTIONS[0].fields[1]) == tuple(Diffusion)
