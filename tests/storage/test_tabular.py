"""Tabular files: what CSV and XLSX hold is read alike, and written without harm."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.errors import ExitCode, InputError
from agence_desktop.storage.tabular import Sheet, read_sheet, require_columns, text_of, write_sheet
from agence_desktop.storage.tabular.cells import Cell, as_meant, harmless
from agence_desktop.storage.tabular.comma_separated import read_csv, write_csv
from agence_desktop.storage.tabular.sheet import build_sheet
from agence_desktop.storage.tabular.workbooks import read_workbook, write_workbook

ENDINGS = (".csv", ".xlsx")
at = datetime.fromisoformat


def sheet_of(data: bytes) -> Sheet:
    return build_sheet(read_csv(data))


def cells_of(sheet: Sheet) -> list[list[str]]:
    return [list(row.cells.values()) for row in sheet.rows]


def workbook(path: Path, rows: Sequence[Sequence[Any]], formats: dict[str, str] | None = None) -> Path:
    """A workbook as another program would make it."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    for place, form in (formats or {}).items():
        book.active[place].number_format = form  # type: ignore[index, union-attr]
    book.save(path)
    return path


def refusal(work: Any, *arguments: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        work(*arguments)
    assert caught.value.exit_code is ExitCode.UNREADABLE
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "code;nom\r\nA;Salle 204\r\nB;Été\r\n",
        "\ufeffcode;nom\r\nA;Salle 204\r\nB;Été\r\n",
        "code,nom\nA,Salle 204\nB,Été",
        '"code";"nom"\n"A";"Salle 204"\n\nB;Été\n;\n',
        " code ; nom \rA;Salle 204\rB;Été\r",
    ],
)
def test_that_marks_separators_quotes_and_line_ends_do_not_matter(text: str) -> None:
    sheet = sheet_of(text.encode())
    assert sheet.columns == ("code", "nom")
    assert cells_of(sheet) == [["A", "Salle 204"], ["B", "Été"]]


def test_that_rows_know_the_line_where_they_begin() -> None:
    sheet = sheet_of(b'code;note\nA;"deux\nlignes"\n\nB;x\n')
    assert [row.line for row in sheet.rows] == [2, 5]
    assert sheet.rows[0].cells["note"] == "deux\nlignes"


def test_that_a_comma_stays_in_a_cell_parted_by_semicolons() -> None:
    assert cells_of(sheet_of(b"code;nom\nA;Parizeau, 425\n")) == [["A", "Parizeau, 425"]]


def test_that_a_cell_without_end_is_refused_whatever_else_the_program_reads() -> None:
    before = csv.field_size_limit(10_000_000)
    try:
        assert refusal(sheet_of, b"code;" + b"x" * 200_000).code == "bad_quotes"
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"", "empty_file", "vide"),
        (b"\n;\n", "empty_file", "vide"),
        (b"code;nom\nA;Salle\nB;\xe9t\xe9\n", "bad_encoding", "ligne 3"),
        ("code;nom\nA;x\n".encode("utf-16"), "bad_encoding", "UTF-16"),
        (b"code;nom\nA;x\nB\n", "uneven_row", "ligne 3 compte 1 cellule"),
        (b"code;nom\nA;x;y\n", "uneven_row", "3 cellules au lieu de 2"),
        (b'code;nom\nA;x\nB;"sans fin\nC;x\n', "bad_quotes", "ligne 3"),
        (b'code;nom\nA;"x"y\n', "bad_quotes", "ligne 2"),
        (b"code;" + b"x" * 200_000, "bad_quotes", "ligne 1"),
        (b"code;nom;code\nA;x;y\n", "duplicate_column", "code"),
        (b"code;;nom\nA;x;y\n", "unnamed_column", "colonne 2"),
    ],
)
def test_that_an_unreadable_file_is_refused_in_a_sentence_that_says_where(
    data: bytes, code: str, told: str
) -> None:
    error = refusal(sheet_of, data)
    assert error.code == code
    assert told in error.sentence


def test_that_unknown_and_lacking_columns_are_named() -> None:
    sheet = sheet_of(b"code;couleur\nA;rouge\n")
    unknown = refusal(require_columns, sheet, ("code", "nom"))
    assert unknown.code == "unknown_column"
    assert unknown.sentence == (
        "Colonne inconnue\u00a0: «\u00a0couleur\u00a0». Colonnes possibles\u00a0: code, nom."
    )
    lacking = refusal(require_columns, sheet, ("code", "couleur", "nom"), {"nom"})
    assert (lacking.code, "«\u00a0nom\u00a0»" in lacking.sentence) == ("missing_column", True)


def test_that_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refusal(read_sheet, tmp_path / "rien.csv").code == "missing_file"
    assert refusal(read_sheet, tmp_path).code == "unreadable_file"


def test_that_values_of_a_workbook_become_the_texts_of_csv(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["code", "n", "x", "oui", "jour", "moment", "minuit", None],
            [204, 8.0, -71.21, True, date(2026, 12, 1), at("2026-12-01T09:00"), at("2026-12-01")],
            [None, None],
            ["B", None, None, False, None, None, None, None, None],
        ],
        {"E2": "dd/mm/yyyy", "G2": "yyyy-mm-dd hh:mm"},
    )
    sheet = read_sheet(path)
    assert cells_of(sheet) == [
        ["204", "8", "-71.21", "oui", "2026-12-01", "2026-12-01T09:00", "2026-12-01T00:00"],
        ["B", "", "", "non", "", "", ""],
    ]
    assert [row.line for row in sheet.rows] == [2, 4]


def test_that_a_moment_that_excel_rounds_is_read_to_the_second(tmp_path: Path) -> None:
    almost = at("2026-12-01T08:59:59.999900")
    path = workbook(tmp_path / "a.xlsx", [["debut"], [almost]])
    assert cells_of(read_sheet(path)) == [["2026-12-01T09:00"]]


def test_that_an_error_of_excel_and_a_stray_cell_are_refused_with_their_line(tmp_path: Path) -> None:
    error = refusal(read_sheet, workbook(tmp_path / "a.xlsx", [["code"], ["A"], ["#N/A"]]))
    assert (error.code, "ligne 3" in error.sentence) == ("cell_error", True)
    error = refusal(read_sheet, workbook(tmp_path / "b.xlsx", [["code"], ["A", "égaré"]]))
    assert (error.code, "ligne 2" in error.sentence) == ("uneven_row", True)


@pytest.mark.parametrize("data", [b"PK\x03\x04 rien", b"\xd0\xcf\x11\xe0 ancien"])
def test_that_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert refusal(read_sheet, path).code == "bad_workbook"


@pytest.mark.parametrize("ending", ENDINGS)
def test_that_what_is_written_is_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    row: list[Cell] = ["A", 12, -71.21, Decimal("40.50"), True, date(2026, 12, 1), at("2026-12-01T09:00")]
    write_sheet(path, list("abcdefg"), [row])
    write_sheet(path, list("abcdefg"), [row])
    (read,) = cells_of(read_sheet(path))
    assert [*read[:3], Decimal(read[3]), *read[4:]] == [
        *("A", "12", "-71.21", Decimal("40.5"), "oui", "2026-12-01", "2026-12-01T09:00")
    ]
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_that_csv_opens_in_excel_and_a_workbook_has_a_bold_header_and_typed_cells(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    assert write_csv(["a", "b"], [["é;", 1]]) == '\ufeffa;b\r\n"é;";1\r\n'.encode()
    write_sheet(tmp_path / "a.xlsx", ["a", "b", "c"], [["03", 1.5, date(2026, 12, 1)]])
    active = load_workbook(tmp_path / "a.xlsx").active
    assert active["A1"].font.bold  # type: ignore[index, union-attr]
    values = [active[place].value for place in ("A2", "B2", "C2")]  # type: ignore[index, union-attr]
    assert values == ["03", 1.5, at("2026-12-01")]


def test_that_texts_that_look_like_formulas_are_harmless(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    evil = ["=HYPERLINK(1)", "+1 418 555-0142", "-2+3", "@SUM(A1)", "\t=1", "'=1"]
    written = write_csv(["a"], [[text] for text in evil]).decode("utf-8-sig").splitlines()
    assert [line.lstrip('"')[0] for line in written[1:]] == ["'"] * len(evil)
    assert write_csv(["a"], [[-71.21]]).decode("utf-8-sig").splitlines()[1] == "-71.21"
    write_sheet(tmp_path / "a.xlsx", ["a"], [[text] for text in evil])
    (column,) = load_workbook(tmp_path / "a.xlsx").active.iter_cols(min_row=2)  # type: ignore[union-attr]
    assert {cell.data_type for cell in column} == {"s"}


@pytest.mark.parametrize("name", ["a.txt", "a", "absent/a.csv"])
def test_that_a_file_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    error = refusal(write_sheet, tmp_path / name, ["a"], [])
    assert error.code == ("cannot_write" if name.endswith(".csv") else "wrong_ending")


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n;,\"'=+-@"), max_size=30)


@given(TEXTS)
@settings(max_examples=200)
def test_that_the_apostrophe_against_formulas_is_always_taken_back(text: str) -> None:
    assert as_meant(harmless(text)) == text
    assert harmless(text)[:1] not in set("=+-@\t\n")


@given(st.lists(st.tuples(TEXTS, TEXTS).filter(lambda row: bool("".join(row).strip())), max_size=5))
@settings(max_examples=60)
def test_that_any_text_survives_both_formats(rows: list[tuple[str, str]]) -> None:
    wanted = [list(row) for row in rows]
    assert cells_of(sheet_of(write_csv(["a", "b"], rows))) == wanted
    legal = [[cell.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for cell in row] for row in wanted]
    assert cells_of(build_sheet(read_workbook(write_workbook(["a", "b"], rows)))) == legal


VALUES = st.one_of(
    st.integers(-(10**12), 10**12),
    st.decimals(-(10**6), 10**6, places=2),
    st.floats(-180, 180, allow_subnormal=False).map(lambda value: round(value, 6)),
    st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    st.datetimes(at("1900-01-01"), at("2999-12-31")).map(lambda wall: wall.replace(second=0, microsecond=0)),
    st.booleans(),
)


@given(st.lists(VALUES, min_size=1, max_size=6))
@settings(max_examples=60)
def test_that_typed_values_survive_both_formats(values: list[Cell]) -> None:
    wanted = [text_of(value) for value in values]
    columns = [str(number) for number in range(len(values))]
    assert cells_of(sheet_of(write_csv(columns, [values]))) == [wanted]
    (read,) = cells_of(build_sheet(read_workbook(write_workbook(columns, [values]))))
    for value, text, found in zip(values, wanted, read, strict=True):
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            assert Decimal(found) == Decimal(text)
        else:
            assert found == text
