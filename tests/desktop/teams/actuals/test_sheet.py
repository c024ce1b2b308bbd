"""What the texts of a sheet mean: shares and quantities as people write them, faults by cell, changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from agence_desktop.desktop.teams.actuals.sheet import (
    Cells,
    as_planned,
    ceiling_now,
    changes,
    expense_rows,
    meaning,
    missing_rates,
    read_kind,
    work_rows,
)
from agence_desktop.teams.actuals import ActualSheet, EntryChange, EntryDraft
from agence_desktop.teams.commitments import Margin
from agence_desktop.teams.files import EntryRow
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rates import DatedRate, Payee, RateTables
from agence_desktop.teams.rows import DeploymentState, ExpenseKind

SINCE = date(2026, 4, 1)
DAYS = tuple(date(2026, 11, day) for day in (2, 3, 4, 5))
NOTED = EntryRow(7, 3, DAYS[0], None, Decimal("0.5"), None, "", "", withdrawn=False)
KM = EntryRow(8, 1, DAYS[0], ExpenseKind.TRAVEL, Decimal(66), None, "KM-1", "", withdrawn=False)


def sheet(*entries: EntryRow, **changed: object) -> ActualSheet:
    values: dict[str, object] = {
        "deployment_id": 1,
        "number": "D-2026-0042",
        "seat": 1,
        "client": "MSP",
        "payee": Payee("Louise Arsenault", "M1", "Agent de secrétariat"),
        "period": Days(date(2026, 11, 2), date(2026, 11, 14)),
        "state": DeploymentState.RUNNING,
        "effort_bp": 5_000,
        "served": DAYS,
        "entries": entries,
        "tables": RateTables(
            classes={"Agent de secrétariat": (DatedRate(SINCE, Decimal("310.00")),)},
            travel=(DatedRate(SINCE, Decimal("0.61")),),
        ),
        "today": date(2026, 11, 4),
        "elsewhere_bp": {DAYS[1]: 6_000},
        "ceiling": Decimal("1000.00"),
        "spent_besides": Decimal("0.00"),
        "ahead_besides": Decimal("0.00"),
        "stated": frozenset({7}),
        "may_record": True,
        **changed,
    }
    return ActualSheet(**values)  # type: ignore[arg-type]


def expense(**cells: str) -> Cells:
    return {"day": "2 nov 2026", "kind": "Déplacement", "quantity": "66", "evidence": "KM-1", **cells}


def test_that_planned_days_up_to_today_and_noted_ones_are_shown() -> None:
    rows = work_rows(sheet(NOTED))
    assert [row["day"] for row in rows] == ["2026-11-02", "2026-11-03", "2026-11-04"]
    assert (rows[0]["done"], rows[0]["stated"], rows[0]["planned"]) == ("0,5", "porté", "5000")
    assert "done" not in rows[1]


@pytest.mark.parametrize(
    ("text", "quantity"), [("1", "1"), ("0,5", "0.5"), ("50 %", "0.5"), ("37,5\u00a0%", "0.375")]
)
def test_that_a_share_is_read_as_people_write_it(text: str, quantity: str) -> None:
    found = meaning({"day": "2026-11-02", "done": text}, sheet(), work=True)
    assert found.draft is not None
    assert found.draft.quantity == Decimal(quantity)
    assert not found.faults


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"day": "2026-11-02", "done": "beaucoup"}, "done"),
        ({"day": "2026-11-02", "done": "1,2"}, "done"),
        # Elsewhere the member has noted 60 % of that day.
        ({"day": "2026-11-03", "done": "0,5"}, "done"),
        ({"day": "2026-11-05", "done": "0,5"}, "day"),
        ({"day": "2026-10-30", "done": "0,5"}, "day"),
        ({"done": "0,5"}, "day"),
    ],
)
def test_that_a_fault_of_a_day_stands_in_its_cell(cells: Cells, column: str) -> None:
    assert list(meaning(cells, sheet(), work=True).faults) == [column]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"kind": "taxi"}, "kind"),
        ({"quantity": ""}, "quantity"),
        ({"quantity": "-3"}, "quantity"),
        ({"evidence": ""}, "evidence"),
        ({"kind": "autre", "quantity": ""}, "rate"),
        ({"rate": "cher"}, "rate"),
    ],
)
def test_that_a_fault_of_an_expense_stands_in_its_cell(cells: Cells, column: str) -> None:
    assert column in meaning(expense(**cells), sheet(), work=False).faults


def test_that_a_kind_is_known_by_its_first_letters() -> None:
    assert read_kind("dep") is ExpenseKind.TRAVEL
    assert read_kind("Héb") is ExpenseKind.LODGING
    assert read_kind("") is None
    assert read_kind("x") is None


def test_that_all_past_days_are_noted_as_planned_at_once() -> None:
    rows = as_planned(work_rows(sheet(NOTED)))
    assert [row["done"] for row in rows] == ["0,5", "0,5", "0,5"]


def test_that_only_what_changed_is_saved() -> None:
    held = sheet(NOTED, KM)
    rows = work_rows(held)
    assert changes(rows, held, work=True) == []
    rows[0] = {**rows[0], "done": ""}
    rows[2] = {**rows[2], "done": "0,5"}
    assert changes(rows, held, work=True) == [
        EntryChange(None, 7, 3),
        EntryChange(EntryDraft(DAYS[2], None, Decimal("0.5"))),
    ]
    assert changes([], held, work=False) == [EntryChange(None, 8, 1)]
    (km,) = expense_rows(held)
    (changed,) = changes([{**km, "quantity": "70"}], held, work=False)
    assert (changed.id, changed.draft and changed.draft.quantity) == (8, Decimal(70))


def test_that_the_ceiling_is_judged_with_what_is_typed_and_still_planned() -> None:
    held = sheet(ceiling=Decimal("700.00"))
    # Four half days are planned: 620 $.
    found = ceiling_now(held, work_rows(held), [])
    assert found is not None
    assert (found.spent, found.ahead, found.margin) == (Decimal("0.00"), Decimal("620.00"), Margin.WITHIN)
    typed = [expense(kind="autre", quantity="", rate="100")]
    found = ceiling_now(held, work_rows(held), typed)
    assert found is not None
    assert found.margin is Margin.FORESEEN
    assert ceiling_now(sheet(ceiling=None), [], []) is None


def test_that_a_missing_rate_is_named_and_the_line_is_kept() -> None:
    night = expense(kind="héb", quantity="1")
    assert meaning(night, sheet(), work=False).draft is not None
    (told,) = missing_rates([night], sheet(), work=False)
    assert "nuit d’hébergement" in told
