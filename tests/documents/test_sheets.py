"""The handover sheet on paper: an emergency page that stays one, everything else, and who may sign."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from agence_desktop.core.french import format_number
from agence_desktop.documents.sheets.rows import SheetPaper, Variant
from agence_desktop.documents.sheets.sheet import sheet_pdf, sheet_title
from agence_desktop.positions.content import Contact, Delegation, Sheet, Work, YearDate
from agence_desktop.positions.rows import Away, SheetFile, SheetState
from documents.examples import LONG
from documents.posts_examples import EMPTY, FILE, JOSEE, KARIM, PEOPLE, POSITION, SHEET, TODAY, crowded, paper
from documents.reading import Tag, assert_sound, reader, structure, texts_shown
from positions.strategies import sheets


def said(row: SheetPaper) -> Tag:
    return structure(sheet_pdf(row))


def page_texts(pdf: bytes) -> list[str]:
    return [" ".join(shown.text.strip() for shown in texts_shown(sheet)) for sheet in reader(pdf).pages]


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def tables(tree: Tag) -> list[list[list[str]]]:
    """Every table as rows of cells."""
    return [
        [[plain(cell.said()) for cell in row.kids] for row in table.all("TR")] for table in tree.all("Table")
    ]


def under(tree: Tag, title: str) -> list[Tag]:
    """What stands between a title and the next one of its level."""
    kids = tree.kids
    at = next(number for number, kid in enumerate(kids) if kid.role == "H2" and title in kid.said())
    found = []
    for kid in kids[at + 1 :]:
        if kid.role == "H2":
            break
        found.append(kid)
    return found


def table_under(tree: Tag, title: str) -> list[list[str]]:
    table = next(tag for tag in under(tree, title) if tag.role == "Table")
    return [[plain(cell.said()) for cell in row.kids] for row in table.all("TR")]


VARIANTS = (
    paper(),
    paper(Variant.ONE_PAGE),
    paper(Variant.SUBSTITUTE, reader_id=KARIM),
    paper(file=EMPTY),
    paper(Variant.ONE_PAGE, EMPTY),
    paper(file=crowded(14)),
    paper(Variant.ONE_PAGE, crowded()),
)


@pytest.mark.parametrize("row", VARIANTS)
def test_that_every_variant_is_accessible_and_keeps_its_margins(row: SheetPaper) -> None:
    assert_sound(sheet_pdf(row))


def english() -> SheetFile:
    """A sheet whose texts keep the typography of English, straight quotes and no spaces that hold."""
    least = "$1,234.56; 50% (e.g. 'as is')?"
    tasks = tuple(
        replace(task, title=f'{task.title}: "draft" -- 9:05 a.m.!', minimum=least) for task in SHEET.tasks
    )
    know = ('Don\'t promise: "no"!', "Costs are $1,234.56 -- 12% more.", "Call O'Neil at 4:30 p.m.")
    sheet = replace(SHEET, mission='Pay "urgent" claims: same day!', tasks=tasks, know=know)
    return replace(FILE, sheet=sheet)


def hollow(name: str) -> SheetFile:
    """A sheet of which one section says nothing."""
    return replace(FILE, sheet=replace(SHEET, **{name: getattr(Sheet(), name)}))


SECTIONS = [one.name for one in fields(Sheet) if one.name not in ("unread", "anchors")]


@pytest.mark.parametrize("variant", list(Variant))
@pytest.mark.parametrize(
    "file", [FILE, EMPTY, crowded(60), english()], ids=["pictures", "empty", "sixty", "english"]
)
def test_that_each_variant_of_each_kind_of_sheet_passes_the_checker(
    file: SheetFile, variant: Variant
) -> None:
    row = paper(variant, file, KARIM if variant is Variant.SUBSTITUTE else None)
    assert_sound(sheet_pdf(row))


@pytest.mark.parametrize("name", SECTIONS)
def test_that_a_sheet_with_an_empty_section_passes_the_checker(name: str) -> None:
    for variant in Variant:
        row = paper(variant, hollow(name), KARIM if variant is Variant.SUBSTITUTE else None)
        assert_sound(sheet_pdf(row))


def test_that_sixty_tasks_of_long_texts_print_whole() -> None:
    pdf = sheet_pdf(paper(file=crowded(60)))
    assert_sound(pdf)
    tree = structure(pdf)
    assert len([row for row in table_under(tree, "Tâches") if row[0].startswith("T")]) == 60
    assert tree.said().count("Anticosti") > 300


@pytest.mark.parametrize("file", [FILE, EMPTY, crowded(1), crowded(12), crowded()])
def test_that_the_emergency_page_is_always_one_page(file: SheetFile) -> None:
    assert len(reader(sheet_pdf(paper(Variant.ONE_PAGE, file))).pages) == 1
    first, second, *_ = (plain(text) for text in page_texts(sheet_pdf(paper(file=file))))
    assert "D " in first
    assert "3 Tâches" in second


def test_that_the_first_page_says_what_who_when_and_whom_to_call() -> None:
    tree = said(paper(Variant.ONE_PAGE))
    titles = [plain(tag.said()) for tag in tree.all("H2")]
    assert titles == [
        "A Ce qui ne doit jamais s’arrêter",
        "B À faire du 23 novembre au 4 décembre 2026",
        "C Qui remplace",
        "D Cinq contacts",
    ]
    told = plain(tree.said())
    for words in ("418 555-0117", "Karim Benali, 1re relève", "20 mai 2027", "10 jours ouvrables"):
        assert words in told, words


def test_that_what_never_stops_is_told_with_its_minimum_and_relief() -> None:
    rows = table_under(said(paper(Variant.ONE_PAGE)), "jamais")
    assert [row[0].split()[0] for row in rows[1:]] == ["T1", "T2", "T5", "T8"]
    assert [row[1] for row in rows[1:]] == ["1 jour", "3 jours", "3 jours", "3 jours"]
    assert rows[1][3] == "Karim Benali"
    assert rows[4][3] == "Aucune : H. Vachon"


def test_that_the_next_ten_working_days_are_listed_by_day_and_hour() -> None:
    rows = table_under(said(paper(Variant.ONE_PAGE)), "À faire")
    assert [(row[0], row[1].split()[0], row[2]) for row in rows[1:]] == [
        ("Chaque jour", "T10", "9 h 30"),
        ("Chaque jour", "T1", "11 h"),
        ("Lundi 23 nov.", "T2", "16 h"),
        ("Mercredi 25 nov.", "T3", "16 h"),
        ("Jeudi 26 nov.", "T7", "12 h"),
        ("Vendredi 27 nov.", "Révision,", "–"),
        ("Lundi 30 nov.", "T2", "16 h"),
        ("Mercredi 2 déc.", "T6", "14 h"),
        ("Jeudi 3 déc.", "T7", "12 h"),
        ("Jeudi 3 déc.", "T9", "16 h"),
    ]
    assert rows[1][4] == "à cocher"


def test_that_whoever_is_away_on_a_day_does_not_cover_it() -> None:
    row = replace(paper(Variant.ONE_PAGE), away=(Away(KARIM, TODAY, TODAY),))
    tree = said(row)
    rows = table_under(tree, "À faire")
    assert rows[3][3] == "Aucune : H. Vachon"
    assert rows[7][3] == "Karim Benali"
    assert "Josée Lachance, 1re relève" in plain(tree.said())


def test_that_what_does_not_fit_the_first_page_is_counted_with_its_page() -> None:
    pdf = sheet_pdf(paper(file=crowded(12)))
    first, texts = plain(page_texts(pdf)[0]), page_texts(pdf)
    tree = structure(pdf)
    assert len(table_under(tree, "jamais")) <= 5
    assert len(table_under(tree, "À faire")) == 11
    assert len(table_under(tree, "Qui remplace")) == 4
    assert len(table_under(tree, "Cinq contacts")) == 6
    contacts = next(at for at, text in enumerate(texts, 1) if at > 1 and "7 Contacts" in plain(text))
    assert f"et 15 autres, page {contacts}" in first
    assert "et 2 autres, page" in first
    assert ", page 2" in first
    alone = plain(page_texts(sheet_pdf(paper(Variant.ONE_PAGE, crowded(12))))[0])
    assert "et 15 autres, dans la fiche complète" in alone


def test_that_sections_follow_in_their_order_with_bookmarks() -> None:
    pdf = sheet_pdf(paper())
    marks = [str(title).split()[0] for title in _bookmarks(pdf)]
    assert marks == [*"ABCD", "3", "4", "14", *"01256789", "10", "11", "12", "13", "15"]


def _bookmarks(pdf: bytes) -> list[str]:
    outline: Any = reader(pdf).outline
    return [entry.title for entry in outline[1] if not isinstance(entry, list)]


def test_that_tasks_stand_on_landscape_pages_with_their_impacts_and_depth() -> None:
    pdf = sheet_pdf(paper())
    sizes = [(float(sheet.mediabox.width), float(sheet.mediabox.height)) for sheet in reader(pdf).pages]
    assert sizes[:3] == [(612, 792), (792, 612), (612, 792)]
    rows = table_under(structure(pdf), "Tâches")
    assert rows[0][:3] == ["N°", "Tâche", "Fréquence et échéance"]
    first = rows[1]
    assert first[4:11] == ["4", "1", "2", "4", "5", "5", "5"]
    assert first[11:] == ["1 j", "4 h", "2026-05-12", "3", "assez : 2 sur 2"]
    assert "Au minimum : demandes urgentes, avant 11 h." in first[1]
    assert rows[4][13] == "2024-03-18 plus de 24 mois"
    assert rows[2][-1] == "trop peu : 1 sur 2"
    assert rows[8][-1] == "aucune : 0 sur 2"


@pytest.mark.parametrize("hours", ["12", "37.5", "168"])
def test_that_hours_stand_on_one_line(hours: str) -> None:
    tasks = (replace(SHEET.tasks[0], hours=Decimal(hours)), *SHEET.tasks[1:])
    pages = reader(sheet_pdf(paper(file=replace(FILE, sheet=replace(SHEET, tasks=tasks))))).pages
    told = [shown.text.strip() for page in pages for shown in texts_shown(page)]
    assert format_number(Decimal(hours), 1) in told


def test_that_the_matrix_tells_level_access_and_who_covers() -> None:
    rows = table_under(said(paper()), "qui sait faire quoi")
    assert rows[0][2:8] == [
        "Karim Benali",
        "Josée Lachance",
        *("Étienne Gagnon- Roy", "Thierry Nadeau", "Sylvie Paradis", "Fatou Diallo"),
    ] or rows[0][2:4] == ["Karim Benali", "Josée Lachance"]
    assert rows[1][2] == "4 sur 4, couvre la tâche, accès ouvert"
    assert "en formation" in " ".join(rows[5])
    assert "validé il y a plus de 12 mois" in " ".join(rows[4])
    assert rows[-1][0] == "Seule relève (tâches)"
    assert rows[-1][-1] == "aucune : 3 tâches"


def test_that_many_persons_are_spread_over_several_tables() -> None:
    people = tuple(replace(PEOPLE[at % 8], id=100 + at, name=f"Personne Numéro {at}") for at in range(15))
    known = tuple(replace(FILE.competences[0], person_id=person.id) for person in people)
    tree = said(paper(file=replace(FILE, people=people, competences=known)))
    found = [tag for tag in under(tree, "qui sait faire quoi") if tag.role == "Table"]
    assert [len(table.all("TR")[0].kids) - 3 for table in found[:3]] == [6, 6, 3]
    assert_sound(sheet_pdf(paper(file=replace(FILE, people=people, competences=known))))


def test_that_the_year_lists_days_peaks_and_holidays() -> None:
    rows = table_under(said(paper()), "L’année")
    assert rows[0][:3] == ["Tâche", "déc.", "janv."]
    by_name = {row[0].split()[0]: row[1:] for row in rows[1:]}
    assert by_name["T6"][0] == "2 16 30"
    assert by_name["T4"][1] == "18"
    assert [month for month, cell in zip(rows[0][1:], by_name["T2"], strict=True) if cell == "pointe"] == [
        *("mars", "avr.", "mai", "août", "sept.")
    ]
    assert by_name["Jours"][0] == "24 25 28 31"


def test_that_empty_sections_are_told_in_a_line_and_no_table_is_empty() -> None:
    tree = said(paper(file=EMPTY))
    assert all(len(rows) > 1 for rows in tables(tree))
    for title in ("Mission", "Première semaine", "Contacts", "Plan de relève"):
        told = [plain(tag.said()) for tag in under(tree, title)]
        assert told in (["Rien n’est inscrit dans cette section."], ["Aucun contact n’est inscrit."]), title
    assert "poste vacant" in plain(tree.said())


def test_that_attrition_and_vulnerability_never_print() -> None:
    other = replace(FILE, position=replace(POSITION, attrition=5))
    assert sheet_pdf(paper()) == sheet_pdf(paper(file=other))
    told = plain(said(paper()).said()).lower()
    assert "vulnérabilité" not in told
    assert "attrition" not in told


@pytest.mark.parametrize("lines", range(0, 36, 3))
def test_that_signatures_are_never_split(lines: int) -> None:
    works = SHEET.works * (lines + 1)
    pdf = sheet_pdf(paper(file=replace(FILE, sheet=replace(SHEET, works=works))))
    last = plain(page_texts(pdf)[-1])
    assert "15 Signatures" in last
    assert last.count("relève") >= 4
    assert sum("Exact et complet" in text for text in page_texts(pdf)) == 1


def test_that_who_signed_in_the_program_is_told_and_the_others_get_a_line() -> None:
    rows = table_under(said(paper()), "Signatures")
    assert rows[1] == ["Maryse Thibodeautitulaire", "Exact et complet", *_signed("2026-11-20, 10 h 05")]
    assert rows[3] == ["Karim Benali1re relève", "Lu, compris, exercé", *_signed("2026-11-23, 8 h 04")]
    assert rows[4][2:] == ["à signer", "à dater"]


def _signed(moment: str) -> list[str]:
    return ["Signé dans le programme", moment]


def test_that_a_copy_holds_what_its_substitute_covers_and_no_delegation() -> None:
    sheet = replace(SHEET, delegations=(Delegation("Achats", "5 000 $", "Personne déléguée"),))
    row = paper(Variant.SUBSTITUTE, replace(FILE, sheet=sheet), JOSEE)
    tree = said(row)
    keys = [cells[0] for cells in table_under(tree, "Tâches")[1:]]
    assert keys == ["T1", "T6", "T7", "T10"]
    told = plain(tree.said())
    assert "Personne déléguée" not in told
    assert [plain(tag.said()).split()[0] for tag in tree.all("H2")] == [*"ABCD", *"34278", "15"]
    names = [cells[0] for cells in table_under(tree, "Prise de connaissance")[1:]]
    assert names == ["Josée Lachance2e relève"]
    assert sheet_title(row) == "Fiche\u00a0P-0142, version 4, copie de Josée Lachance"
    assert f"4 tâches sur {len(SHEET.tasks)}" in told
    for text in page_texts(sheet_pdf(row)):
        assert "unité administrative, copie de Josée Lachance" in plain(text)


def test_that_a_copy_for_who_covers_nothing_holds_the_tasks_they_learn() -> None:
    fatou = next(person for person in PEOPLE if person.name == "Fatou Diallo")
    tree = said(paper(Variant.SUBSTITUTE, reader_id=fatou.id))
    assert [cells[0] for cells in table_under(tree, "Tâches")[1:]] == ["T1", "T2"]
    assert len(table_under(tree, "Prise de connaissance")) == 2


def test_that_every_page_names_the_position_and_its_version_above_and_below() -> None:
    for text in page_texts(sheet_pdf(paper())):
        told = plain(text)
        assert "poste P-0142" in told
        assert "ersion 4, approuvée le 20 novembre 2026" in told
        assert "P-0142 – version 4" in told
        assert "diffusion : unité administrative" in told
        assert "Copie non contrôlée." in told


def test_that_a_version_to_review_says_so_and_since_when() -> None:
    row = replace(FILE.row, state=SheetState.TO_REVIEW)
    control = replace(row.control, next_review=TODAY.replace(day=13))
    tree = said(paper(Variant.ONE_PAGE, replace(FILE, row=replace(row, control=control))))
    told = plain(tree.said())
    assert "À réviser depuis le" in told
    assert "En retard de 10 jours" in told


def test_that_a_contact_without_telephone_gives_its_address() -> None:
    contacts = (Contact("Garde", "SQ", email="garde@exemple.quebec"),)
    tree = said(paper(Variant.ONE_PAGE, replace(FILE, sheet=replace(SHEET, contacts=contacts))))
    assert table_under(tree, "D")[1][3] == "garde@exemple.quebec"


def test_that_a_contact_loses_its_organisation_rather_than_be_cut() -> None:
    contacts = (Contact("Pilotage des systèmes", "SQ-SC, Soutien aux opérations", phone="4185550151"),)
    contacts += (Contact("Garde", "SQ-SC", phone="4185550152"),)
    first = page_texts(
        sheet_pdf(paper(Variant.ONE_PAGE, replace(FILE, sheet=replace(SHEET, contacts=contacts))))
    )[0]
    assert "Pilotage des systèmes" in plain(first)
    assert "SQ-SC,…" not in plain(first)
    assert "Garde, SQ-SC" in plain(first)


def test_that_the_same_sheet_gives_the_same_bytes() -> None:
    assert sheet_pdf(paper()) == sheet_pdf(paper())


def test_that_a_long_text_without_breaks_stays_in_its_column() -> None:
    words = LONG.replace(" ", "")
    tasks = tuple(replace(task, title=words, minimum=words, systems=words) for task in SHEET.tasks)
    assert_sound(sheet_pdf(paper(file=replace(FILE, sheet=replace(SHEET, tasks=tasks)))))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sheets())
def test_that_whatever_is_written_prints_on_an_accessible_file(sheet: Sheet) -> None:
    pdf = sheet_pdf(paper(file=replace(FILE, sheet=sheet)))
    assert_sound(pdf)
    assert len(reader(sheet_pdf(paper(Variant.ONE_PAGE, replace(FILE, sheet=sheet)))).pages) == 1


def test_that_the_text_of_a_page_comes_out_in_the_order_in_which_it_is_read() -> None:
    pdf = sheet_pdf(paper())
    told = plain(reader(pdf).pages[0].extract_text())
    wanted = [
        "Prestations spéciales et contrats",
        "Titulaire : Maryse Thibodeau",
        "Quoi faire d’abord",
        "Qui appeler",
        "Valide jusqu’au",
        "A Ce qui ne doit jamais s’arrêter",
        "T1 Traiter",
        "B À faire du",
        "C Qui remplace",
        "D Cinq contacts",
        "Lorraine Bédard",
        "Accès et clés",
    ]
    places = [told.index(words) for words in wanted]
    assert places == sorted(places)
    tasks = plain(reader(pdf).pages[1].extract_text())
    places = [tasks.index(words) for words in ("T1 Traiter", "T2 Suivre", "T10 Ouvrir", "Impact de 1")]
    assert places == sorted(places)


def test_that_blank_lines_of_a_draft_are_left_out() -> None:
    blank = replace(SHEET, contacts=(Contact(),), works=(Work(),), dates=(YearDate(),), first=("",))
    tree = said(paper(Variant.ONE_PAGE, replace(FILE, sheet=blank)))
    assert "Aucun contact n’est inscrit." in plain(tree.said())
