"""Tables are read from Word and Excel files whatever was done to them, and bad files are told in French."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from actions.sheet_import.filled import cell, document, paragraph, table, workbook
from agence_desktop.actions.sheet_import import read_tables
from agence_desktop.core.errors import InputError


def test_that_each_visible_sheet_with_something_in_it_is_a_table(tmp_path: Path) -> None:
    path = workbook(tmp_path / "f.xlsx", Tâches=[["Tâche", "Heures"], ["Payer", 2.5]], Vide=[], Autre=[["a"]])
    found = read_tables(path)
    assert [one.title for one in found] == ["Tâches", "Autre"]
    assert found[0].rows == (("Tâche", "Heures"), ("Payer", "2.5"))


def test_that_dates_of_a_workbook_are_read_as_dates(tmp_path: Path) -> None:
    path = workbook(tmp_path / "f.xlsx", Tâches=[["Procédure du"], [date(2026, 5, 12)]])
    assert read_tables(path)[0].rows[1] == ("2026-05-12",)


def test_that_a_table_of_a_document_is_titled_by_the_heading_before_it(tmp_path: Path) -> None:
    path = document(
        tmp_path / "f.docx",
        *(paragraph("Fiche", "Titre1"), paragraph("Tâches du poste", "Heading1"), paragraph("À remplir.")),
        *(table([["Tâche"], ["Payer"]]), paragraph("Sans titre"), table([["a", "b"]])),
    )
    found = read_tables(path)
    assert [one.title for one in found] == ["Tâches du poste", "Sans titre"]
    assert found[0].rows == (("Tâche",), ("Payer",))


def test_that_merged_cells_keep_their_place_and_are_repeated_down(tmp_path: Path) -> None:
    wide = cell(paragraph("Deux colonnes"), '<w:gridSpan w:val="2"/>')
    first = cell(paragraph("Lundi"), '<w:vMerge w:val="restart"/>')
    below = cell("<w:p/>", "<w:vMerge/>")
    path = document(tmp_path / "f.docx", table([[wide, "c"], [first, "x", "y"], [below, "z", "w"]]))
    assert read_tables(path)[0].rows == (("Deux colonnes", "", "c"), ("Lundi", "x", "y"), ("Lundi", "z", "w"))


def test_that_content_controls_are_read_and_their_prompts_are_not(tmp_path: Path) -> None:
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Rempli')}</w:sdtContent></w:sdt>"
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{paragraph('Cliquez ici')}</w:sdtContent></w:sdt>"
    )
    path = document(tmp_path / "f.docx", table([[cell(filled), cell(prompt), "fin"]]))
    assert read_tables(path)[0].rows == (("Rempli", "", "fin"),)


def test_that_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    changed = (
        "<w:p><w:r><w:t>Avant </w:t></w:r><w:del><w:r><w:delText>midi</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>11 h</w:t></w:r></w:ins><w:r><w:br/><w:t>sinon</w:t></w:r></w:p>"
    )
    path = document(tmp_path / "f.docx", table([[cell(changed)]]))
    assert read_tables(path)[0].rows == (("Avant 11 h\nsinon",),)


def test_that_a_table_within_a_cell_is_text_of_that_cell(tmp_path: Path) -> None:
    path = document(tmp_path / "f.docx", table([[cell(table([["a", "b"]]) + "<w:p/>"), "fin"]]))
    (found,) = read_tables(path)
    assert found.rows == (("a\nb", "fin"),)


def test_that_the_strict_form_of_word_is_read(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read_tables(document(tmp_path / "f.docx", table([["a"]]), namespace=strict))[0].rows == (("a",),)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("f.pdf", b"%PDF", "wrong_ending"),
        ("f.doc", b"", "old_document"),
        ("f.docx", b"\xd0\xcf\x11\xe0old", "old_document"),
        ("f.docx", b"PK\x03\x04damaged", "bad_document"),
        ("f.docx", b"", "bad_document"),
        ("f.xlsx", b"PK\x03\x04damaged", "bad_workbook"),
    ],
)
def test_that_a_file_that_cannot_be_read_is_told_in_french(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as told:
        read_tables(path)
    assert told.value.code == code
    assert told.value.sentence.endswith(".")


def test_that_a_missing_file_and_one_without_table_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        read_tables(tmp_path / "absent.docx")
    assert missing.value.code == "missing_file"
    with pytest.raises(InputError) as bare:
        read_tables(document(tmp_path / "f.docx", paragraph("Rien")))
    assert bare.value.code == "no_table"


def test_that_a_document_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>')
    with pytest.raises(InputError) as told:
        read_tables(path)
    assert told.value.code == "bad_document"
