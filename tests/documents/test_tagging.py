"""The tagging layer: what assistive technology, searches and printers get from every document."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from agence_desktop.documents.style import (
    BODY,
    INK,
    SMALL,
    TABLE,
    Furniture,
    cell,
    header,
    section,
    title,
    with_title,
)
from agence_desktop.documents.tagging.blocks import Block, Heading, Stack, Text, TextList
from agence_desktop.documents.tagging.boxes import Clipped, Columns, Figure, NotedHeading, Upright
from agence_desktop.documents.tagging.file import TaggedFile
from agence_desktop.documents.tagging.fonts import Face, printable, text_width
from agence_desktop.documents.tagging.inline import Mark, Run, break_lines, strong
from agence_desktop.documents.tagging.metadata import DocumentInfo
from agence_desktop.documents.tagging.pages import LETTER_LANDSCAPE, Part, TooTallError, render
from agence_desktop.documents.tagging.table import DataTable, Grounded
from documents.examples import LONG, STAMP
from documents.reading import assert_accessible, assert_sound, reader, structure, texts_shown

INFO = DocumentInfo(
    "Essai « été » & suite", "Ginette Lamontagne", datetime(2026, 11, 20, 15, 22, tzinfo=UTC), "essai"
)
FURNITURE = Furniture("Essai", "des balises", "Provisoire", "E-1", "Imprimé", STAMP)


def made(*blocks: Block, legend: Block | None = None) -> bytes:
    return render([Part(blocks, FURNITURE, legend=legend)], INFO)


def table(rows: Sequence[Sequence[str]]) -> DataTable:
    return DataTable(header("A", "B"), [[cell(text) for text in row] for row in rows], [1, 2], TABLE)


def page_texts(pdf: bytes) -> list[str]:
    return [" ".join(shown.text.strip() for shown in texts_shown(sheet)) for sheet in reader(pdf).pages]


def tick(canvas: Any, x: float, y: float, size: float) -> None:
    canvas.line(x, y, x + size, y + size)


def test_that_the_file_says_its_language_title_date_and_that_it_is_tagged() -> None:
    pdf = made(title("Un titre"))
    document = reader(pdf)
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "fr-CA"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.xmp_metadata is not None
    assert document.xmp_metadata.dc_title == {"x-default": "Essai « été » & suite"}
    assert document.metadata is not None
    assert document.metadata.title == "Essai « été » & suite"
    assert document.metadata.creation_date == INFO.created
    assert document.pages[0]["/Tabs"] == "/S"
    assert_accessible(pdf)


def test_that_the_same_rows_give_the_same_bytes_and_others_another_identifier() -> None:
    first, again, other = made(title("Un")), made(title("Un")), made(title("Deux"))
    assert first == again
    assert reader(first).trailer["/ID"] != reader(other).trailer["/ID"]


def test_that_titles_make_bookmarks_in_their_order_and_depth() -> None:
    blocks = [title("Titre"), *with_title(section("1", "À l’arrivée"), [cell("x")]), section("2", "Coût")]
    outline: Any = reader(made(*blocks)).outline
    assert outline[0].title == "Titre"
    assert [entry.title for entry in outline[1]] == ["1 À l’arrivée", "2 Coût"]


def test_that_a_mark_is_read_by_its_words_where_it_stands() -> None:
    pdf = made(title("T"), Text("Salle ", Mark("accessible", tick), " au rez-de-chaussée", style=BODY))
    assert structure(pdf).kids[1].said() == "Salle accessible au rez-de-chaussée"
    assert_accessible(pdf)


def test_that_a_mark_beside_its_word_is_decoration() -> None:
    pdf = made(title("T"), Text(Mark("", tick), " confirmée", style=BODY))
    assert structure(pdf).kids[1].said() == "confirmée"
    assert not structure(pdf).all("Span")


def test_that_a_link_is_tagged_described_and_found_from_its_annotation() -> None:
    pdf = made(
        title("T"),
        Text("Écrire à ", Run("a@exemple.quebec", link="mailto:a@exemple.quebec"), ".", style=BODY),
    )
    link = structure(pdf).all("Link")[0]
    annotation: Any = reader(pdf).pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    assert link.said() == "a@exemple.quebec"
    assert annotation["/A"]["/URI"] == "mailto:a@exemple.quebec"
    assert annotation["/Contents"] == "a@exemple.quebec"
    numbers = reader(pdf).trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    owner = numbers[numbers.index(annotation["/StructParent"]) + 1].get_object()
    assert owner["/S"] == "/Link"
    assert_accessible(pdf)


def test_that_a_list_tells_its_labels_and_bodies() -> None:
    items = structure(
        made(title("T"), TextList([["un"], ["deux ", strong("forts")]], BODY, numbered=True))
    ).all("LI")
    assert [[kid.role for kid in item.kids] for item in items] == [["Lbl", "LBody"], ["Lbl", "LBody"]]
    assert [item.kids[0].said() for item in items] == ["1.", "2."]
    assert items[1].kids[1].said() == "deux forts"


def test_that_a_figure_is_described_and_an_undescribed_one_is_decoration() -> None:
    def paint(canvas: Any, x: float, y: float, width: float) -> None:
        canvas.rect(x, y, width, 20)

    told, silent = Figure(20, paint, "un carré", 20), Figure(20, paint)
    found = structure(made(title("T"), told, silent)).all("Figure")
    assert [figure.said() for figure in found] == ["un carré"]


def test_that_table_headers_have_a_scope_and_every_row_its_cells() -> None:
    read = structure(made(title("T"), table([["un", "deux"], ["trois", ""]]))).all("Table")[0]
    assert [tag.scope for tag in read.all("TH")] == ["Column", "Column", "Row", "Row"]
    assert [[cell_tag.said() for cell_tag in row.kids] for row in read.all("TR")] == [
        ["A", "B"],
        ["un", "deux"],
        ["trois", "–"],
    ]


def test_that_a_broken_table_stays_one_table_and_repeats_title_and_header_as_artifacts() -> None:
    rows = [[f"ligne {at}", LONG] for at in range(60)]
    pdf = made(title("T"), *with_title(section("1", "Dates"), [table(rows)]))
    texts = page_texts(pdf)
    assert len(texts) > 3
    assert all("Dates (suite)" in text and " A B " in text for text in texts[1:])
    tree = structure(pdf)
    assert len(tree.all("Table")) == 1
    assert len(tree.all("TR")) == 61
    assert "suite" not in tree.said()
    assert_sound(pdf)


def test_that_no_row_is_cut_and_none_stands_alone_on_the_last_page() -> None:
    for count in range(30, 45):
        pdf = made(title("T"), table([[f"ligne {at}", "x"] for at in range(count)]))
        for text in page_texts(pdf)[1:]:
            assert text.count("ligne") != 1


def test_that_a_row_taller_than_a_page_goes_on_over_the_next_ones() -> None:
    pdf = made(title("T"), *with_title(section("1", "Note"), [table([["seule", LONG * 60], ["fin", "x"]])]))
    tree = structure(pdf)
    assert len(reader(pdf).pages) > 3
    assert len(tree.all("TR")) == 3
    assert tree.all("TR")[1].kids[1].said().count("Saint-Élie-de-Caxton") == 60
    assert_sound(pdf)


def test_that_a_paragraph_over_two_pages_stays_one_paragraph() -> None:
    pdf = made(title("T"), Text(LONG * 60, style=BODY))
    assert len(reader(pdf).pages) > 2
    assert [kid.role for kid in structure(pdf).kids] == ["H1", "P"]
    assert structure(pdf).kids[1].said().count("Anticosti") == 60
    assert_sound(pdf)


def test_that_a_section_title_stays_with_what_follows() -> None:
    for lines in range(30, 50):
        filler = [Text("ligne", style=BODY) for _ in range(lines)]
        pdf = made(
            title("T"), *filler, *with_title(section("1", "Suite"), [table([["un", "x"], ["deux", "x"]])])
        )
        page_of_title = next(at for at, text in enumerate(page_texts(pdf)) if "Suite" in text)
        assert "deux" in page_texts(pdf)[page_of_title]


def test_that_text_without_a_break_is_cut_rather_than_let_out() -> None:
    width = 60.0
    lines = break_lines(["Anticonstitutionnellement" * 4, " R-2026-000123 fin"], SMALL, width)
    assert all(line.width <= width for line in lines)
    assert "".join(piece.text for line in lines for piece in line.pieces).startswith(
        "Anticonstitutionnellement" * 4
    )


def test_that_a_no_break_space_and_a_telephone_number_hold_together() -> None:
    for width in range(30, 120, 5):
        lines = break_lines(["vers 9\u00a0h\u00a030 au 555-0190"], BODY, float(width))
        shown = [" ".join(piece.text for piece in line.pieces).strip() for line in lines]
        longest = max(text_width(word, Face.REGULAR, 10) for word in ("9\u00a0h\u00a030", "555-0190"))
        if width >= longest:
            assert any("9\u00a0h\u00a030" in line for line in shown)
            assert any("555-0190" in line for line in shown)


@pytest.mark.parametrize("lines", range(36, 52))
def test_that_titles_one_under_the_other_stay_with_what_they_name(lines: int) -> None:
    filler = [Text("Remplissage", style=BODY) for _ in range(lines)]
    under = Heading("Sous-titre", level=3, style=BODY, space_before=8)
    blocks = [
        title("Titre"),
        *filler,
        section("2", "Grand titre"),
        under,
        table([("un", "deux"), ("x", "y")]),
    ]
    pages = page_texts(made(*blocks))
    (found,) = [page for page in pages if "Grand titre" in page]
    assert "Sous-titre" in found
    assert "deux" in found


def test_that_an_acronym_holds_together_and_keeps_its_plain_hyphen() -> None:
    for width in range(40, 160, 7):
        assert any("SQ-SC" in line for line in _told("Direction de SQ-SC à Saint-Jérôme", float(width)))
    assert any(line.endswith("Saint-") for line in _told("Saint-Jérôme", 45))


def _told(text: str, width: float) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in break_lines([text], BODY, width)]


def test_that_a_line_feed_breaks_the_line() -> None:
    assert len(break_lines(["un\ndeux\n\ntrois"], BODY, 500)) == 4


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("e\u0301te\u0301", "été"),
        ("1\u202f234", "1\u00a0234"),
        ("oui ✓", "oui x"),
        ("\ufb01n", "\ufb01n"),
        ("a\x00b\x07", "ab"),
        ("😀", "\ufffd"),
        ("Ⅳ", "IV"),
    ],
)
def test_that_pasted_characters_become_printable_ones(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_that_a_part_in_landscape_follows_one_in_portrait_under_one_count() -> None:
    pdf = render(
        [Part([title("Un")], FURNITURE), Part([section("2", "Deux")], FURNITURE, LETTER_LANDSCAPE)], INFO
    )
    sizes = [(float(sheet.mediabox.width), float(sheet.mediabox.height)) for sheet in reader(pdf).pages]
    assert sizes == [(612, 792), (792, 612)]
    assert "page 1 de 2" in page_texts(pdf)[0].replace("  ", " ")
    assert_sound(pdf)


def test_that_a_legend_stands_on_every_page_and_is_read_once() -> None:
    pdf = made(title("T"), Text(LONG * 60, style=BODY), legend=Text("Légende unique", style=SMALL))
    assert all("Légende unique" in text for text in page_texts(pdf))
    assert structure(pdf).said().count("Légende unique") == 1
    assert_sound(pdf)


def test_that_every_page_bears_number_diffusion_date_person_and_that_the_copy_is_not_controlled() -> None:
    for text in page_texts(made(title("T"), Text(LONG * 60, style=BODY))):
        for said in (
            "E-1",
            "personnes participantes",
            "vendredi 20 novembre 2026 à 10 h 22",
            "Maryse Thibodeau",
        ):
            assert said in text
        assert "Copie non contrôlée." in text


def test_that_columns_are_read_from_left_to_right() -> None:
    boxes = Columns([Text("Quand", style=BODY), Text("Où", style=BODY)], [1, 1], INK, 1.6, (10, 8))
    assert structure(made(title("T"), boxes)).said() == "TQuandOù"


def test_that_what_cannot_be_broken_and_fits_no_page_is_a_fault_not_an_overflow() -> None:
    tall = Columns([Stack([Text(LONG * 60, style=BODY)])], [1], INK)
    with pytest.raises(TooTallError):
        made(title("T"), tall)


def test_that_marked_content_never_nests() -> None:
    file = TaggedFile(INFO)
    file.open_page((612, 792))
    with file.content(file.document), pytest.raises(RuntimeError), file.artifact():
        pass


def test_that_documents_made_at_the_same_time_in_threads_do_not_mix() -> None:
    words = [f"Réunion {letter * 30}" for letter in "ABCDÉŒÇÙ"]
    alone = [made(title(word), Text(word, LONG, style=BODY)) for word in words]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda word: made(title(word), Text(word, LONG, style=BODY)), words))
    assert together == alone


def test_that_an_upright_label_is_read_and_drawn_upwards() -> None:
    heads = [Text("A", style=SMALL), Upright("Niveau requis", SMALL)]
    pdf = made(title("T"), DataTable(heads, [[cell("un"), cell("3")]], [4, 1], TABLE))
    assert [tag.said() for tag in structure(pdf).all("TH")] == ["A", "Niveau requis", "un"]
    matrices = [operands for operands, operator in reader(pdf).pages[0].get_contents().operations]  # type: ignore[union-attr]
    assert any([float(one) for one in found[:4]] == [0, 1, -1, 0] for found in matrices if len(found) == 6)
    assert_accessible(pdf)


def test_that_a_note_stands_beside_its_title_or_under_it_and_is_no_part_of_the_bookmark() -> None:
    short = NotedHeading(section("1", "Suite"), Text("trois dates", style=SMALL))
    long = NotedHeading(section("2", "Suite"), Text(LONG, style=SMALL))
    assert short.height(522) == section("1", "Suite").height(522)
    assert long.height(522) > section("2", "Suite").height(522)
    pdf = made(title("T"), short, cell("x"), long, cell("y"))
    assert [kid.said().split() for kid in structure(pdf).kids[1:3]] == [["1", "Suite"], ["trois", "dates"]]
    outline: Any = reader(pdf).outline
    assert [entry.title for entry in outline[1]] == ["1 Suite", "2 Suite"]
    assert_sound(pdf)


@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.parametrize("text", [LONG, LONG.replace(" ", ""), "Court"])
def test_that_a_clipped_text_keeps_its_lines_and_says_that_it_goes_on(lines: int, text: str) -> None:
    for width in (40.0, 90.0, 300.0):
        shown = Clipped(Text(strong("T1"), f" {text}", style=SMALL), lines).shown(width)
        found = shown.lines(width)
        assert len(found) <= lines
        assert all(line.width <= width for line in found)
        assert (found[-1].pieces[-1].text.endswith("…")) == (
            len(Text(strong("T1"), f" {text}", style=SMALL).lines(width)) > lines
        )


def test_that_what_a_cell_tells_under_its_row_belongs_to_it_and_goes_on_over_pages() -> None:
    rows = [[cell(f"T{at}"), cell("Titre"), cell("4")] for at in range(8)]
    details = [Text(LONG * 9, style=SMALL) if at % 2 else None for at in range(8)]
    details[7] = Text(LONG * 80, style=SMALL)
    table = DataTable(header("N°", "Tâche", "Crit."), rows, [1, 4, 1], TABLE, details=details)
    pdf = made(title("T"), *with_title(section("1", "Tâches"), [table]))
    read = structure(pdf).all("TR")
    assert len(read) == 9
    assert read[8].kids[1].said().count("Anticosti") == 80
    assert [tag.said() for tag in (read[8].kids[0], read[8].kids[2])] == ["T7", "4"]
    assert_sound(pdf)


def test_that_the_ground_of_a_cell_is_decoration() -> None:
    painted: list[tuple[float, float]] = []

    def paint(canvas: Any, x: float, y: float, width: float, tall: float) -> None:
        painted.append((width, tall))
        canvas.rect(x, y, width, tall)

    rows = [[cell("un"), Grounded(cell("deux\ntrois"), paint)]]
    pdf = made(title("T"), DataTable(header("A", "B"), rows, [1, 1], TABLE))
    assert painted == [(261.0, 28.4)]
    assert structure(pdf).all("TD")[0].said() == "deux trois"
    assert not structure(pdf).all("Figure")
    assert_accessible(pdf)
