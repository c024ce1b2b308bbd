"""A sheet of days and expenses as text in cells, and what it means: faults, amounts, changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agence_desktop.core.errors import InputError, RefusedError
from agence_desktop.core.french import format_number, parse_decimal, search_key
from agence_desktop.core.french.parse_dates import parse_date
from agence_desktop.core.money import ZERO, parse_money
from agence_desktop.desktop.teams.actuals import texts
from agence_desktop.teams.actuals import (
    ActualSheet,
    EntryChange,
    EntryDraft,
    ahead,
    amount_of,
    spent,
    standing,
)
from agence_desktop.teams.commitments import CeilingStanding
from agence_desktop.teams.estimating import FULL_BP
from agence_desktop.teams.files import EntryRow
from agence_desktop.teams.rows import ExpenseKind
from agence_desktop.teams.statements import Entry, check_entry

Cells = dict[str, str]
"""The texts of a row by column; ``id`` and ``version`` of a stored entry, ``planned`` in basis points."""
WORK_COLUMNS = ("day", "planned", "done", "note", "amount", "stated")
EXPENSE_COLUMNS = ("day", "kind", "quantity", "rate", "evidence", "note", "amount", "stated")
_TYPED = ("done", "note", "kind", "quantity", "rate", "evidence")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row means: its draft where it can be read, else what is wrong per column."""

    draft: EntryDraft | None
    faults: Mapping[str, str]
    amount: Decimal | None = None


def work_rows(sheet: ActualSheet) -> list[Cells]:
    """Every planned day up to today, and every day noted, in order."""
    noted = {one.day: one for one in sheet.entries if one.kind is None and not one.withdrawn}
    days = {day for day in sheet.served if day <= sheet.today} | set(noted)
    planned = set(sheet.served)
    return [
        {
            "day": day.isoformat(),
            "planned": str(sheet.effort_bp) if day in planned else "",
            **(_stored(noted[day], sheet) if day in noted else {}),
        }
        for day in sorted(days)
    ]


def expense_rows(sheet: ActualSheet) -> list[Cells]:
    """Every expense that stands, in order."""
    return [
        {"day": one.day.isoformat(), **_stored(one, sheet)}
        for one in sheet.entries
        if one.kind is not None and not one.withdrawn
    ]


def _stored(one: EntryRow, sheet: ActualSheet) -> Cells:
    found = {
        "id": str(one.id),
        "version": str(one.version),
        "note": one.note,
        "stated": texts.ON_STATEMENT if one.id in sheet.stated else "",
    }
    if one.kind is None:
        return {**found, "done": texts.share(one.quantity)}
    return {
        **found,
        "kind": texts.KINDS[one.kind],
        "quantity": format_number(one.quantity.normalize() + 0),
        "rate": "" if one.rate is None else format_number(one.rate, max(2, _places(one.rate))),
        "evidence": one.evidence,
    }


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def is_blank(row: Cells) -> bool:
    """Whether nothing is typed in a row."""
    return not any(row.get(key, "").strip() for key in _TYPED)


def as_planned(rows: Sequence[Cells]) -> list[Cells]:
    """The same with what was planned in every day that is still empty."""
    return [
        {**row, "done": texts.share(Decimal(row["planned"]) / FULL_BP)}
        if row.get("planned") and is_blank(row)
        else row
        for row in rows
    ]


def read_kind(text: str) -> ExpenseKind | None:
    """The kind whose name begins so; None for several or none."""
    wanted = search_key(text)
    found = [kind for kind, label in texts.KINDS.items() if search_key(label).startswith(wanted)]
    return found[0] if wanted and len(found) == 1 else None


def meaning(row: Cells, sheet: ActualSheet, *, work: bool) -> Meaning:
    """What a row that is not blank means."""
    faults: dict[str, str] = {}
    day = _day(row.get("day", ""), sheet.today, faults)
    if work:
        kind, rate, evidence = None, None, ""
        quantity = _share(row.get("done", ""), faults)
    else:
        kind = read_kind(row.get("kind", ""))
        if kind is None:
            faults["kind"] = texts.BAD_KIND
        rate = _rate(row.get("rate", ""), kind, faults)
        evidence = row.get("evidence", "").strip()
        quantity = _quantity(row.get("quantity", ""), kind, faults)
    if faults or day is None or quantity is None:
        return Meaning(None, faults)
    draft = EntryDraft(day, kind, quantity, rate, evidence, row.get("note", "").strip())
    sentence = _refused(draft, sheet)
    if sentence:
        return Meaning(draft, {_column(sentence[0], work=work): sentence[1]})
    try:
        return Meaning(draft, {}, amount_of(sheet.tables, sheet.payee, draft))
    except RefusedError:
        # It is kept: the statement will say which rate is missing.
        return Meaning(draft, {})


def missing_rates(rows: Iterable[Cells], sheet: ActualSheet, *, work: bool) -> list[str]:
    """The sentences of the rates that are not there, once each."""
    drafts = [
        found.draft for row in rows if not is_blank(row) and (found := meaning(row, sheet, work=work)).draft
    ]
    return list(dict.fromkeys(spent(sheet.tables, sheet.payee, drafts)[1].values()))


def _refused(draft: EntryDraft, sheet: ActualSheet) -> tuple[str, str] | None:
    other = sheet.elsewhere_bp.get(draft.day, 0) if draft.kind is None else 0
    entry = Entry(
        0,
        sheet.number,
        sheet.payee.name,
        draft.day,
        draft.kind,
        draft.quantity,
        draft.rate or ZERO,
        draft.evidence,
    )
    try:
        check_entry(entry, sheet.period, sheet.today, other)
    except RefusedError as refused:
        return refused.code, refused.sentence
    return None


def _column(code: str, *, work: bool) -> str:
    columns = {
        "outside_mandate": "day",
        "in_future": "day",
        "evidence_missing": "evidence",
        "amount_missing": "rate",
    }
    return columns.get(code, "done" if work else "quantity")


def _day(text: str, today: date, faults: dict[str, str]) -> date | None:
    if not text.strip():
        faults["day"] = texts.DAY_MISSING
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    try:
        return parse_date(text, today)
    except InputError as error:
        faults["day"] = error.sentence
        return None


def _share(text: str, faults: dict[str, str]) -> Decimal | None:
    plain = text.strip()
    try:
        if plain.endswith("%"):
            return parse_decimal(plain.removesuffix("%").strip()) / 100
        return parse_decimal(plain)
    except InputError:
        faults["done"] = texts.BAD_SHARE
        return None


def _quantity(text: str, kind: ExpenseKind | None, faults: dict[str, str]) -> Decimal | None:
    if not text.strip():
        if kind is ExpenseKind.OTHER:
            return Decimal(1)
        faults["quantity"] = texts.QUANTITY_MISSING
        return None
    try:
        return parse_decimal(text)
    except InputError:
        faults["quantity"] = texts.BAD_QUANTITY
        return None


def _rate(text: str, kind: ExpenseKind | None, faults: dict[str, str]) -> Decimal | None:
    plain = text.strip().removesuffix("$").strip()
    if not plain:
        return None
    try:
        return parse_money(plain) if kind is ExpenseKind.OTHER else parse_decimal(plain)
    except InputError as error:
        faults["rate"] = error.sentence
        return None


def changes(rows: Iterable[Cells], sheet: ActualSheet, *, work: bool) -> list[EntryChange]:
    """What was added, changed, emptied or taken out since the sheet was read; rows without faults only."""
    before = {one.id: one for one in sheet.entries if (one.kind is None) is work and not one.withdrawn}
    seen: set[int] = set()
    found: list[EntryChange] = []
    for row in rows:
        number = int(row["id"]) if row.get("id") else None
        if number is not None:
            seen.add(number)
        if is_blank(row):
            if number is not None:
                found.append(EntryChange(None, number, int(row["version"])))
            continue
        draft = meaning(row, sheet, work=work).draft
        if draft is None:
            continue
        if number is None:
            found.append(EntryChange(draft))
        elif draft != _draft(before[number]):
            found.append(EntryChange(draft, number, int(row["version"])))
    found += [EntryChange(None, one.id, one.version) for key, one in before.items() if key not in seen]
    return found


def _draft(one: EntryRow) -> EntryDraft:
    return EntryDraft(one.day, one.kind, one.quantity, one.rate, one.evidence, one.note)


def ceiling_now(
    sheet: ActualSheet, work: Iterable[Cells], expenses: Iterable[Cells]
) -> CeilingStanding | None:
    """How the ceiling stands with all that is typed, and what is planned beside it."""
    drafts = [
        found.draft
        for rows, is_work in ((work, True), (expenses, False))
        for row in rows
        if not is_blank(row) and (found := meaning(row, sheet, work=is_work)).draft is not None
    ]
    amount = spent(sheet.tables, sheet.payee, drafts)[0]
    noted = [one.day for one in drafts if one.kind is None]
    later = ahead(sheet.tables, sheet.payee, sheet.served, noted, sheet.effort_bp)
    besides = sheet.spent_besides + amount, sheet.ahead_besides + later
    return standing(sheet.ceiling, *besides, sheet.warning_share)
