"""The paper of a comparison says what changed, where and how, without colours, and what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from agence_desktop.documents.sheets.changes import changes_pdf, changes_title
from agence_desktop.documents.sheets.rows import ComparisonPaper
from agence_desktop.documents.style import shortened
from agence_desktop.positions.approval import Comparison
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.rows import Control, SheetFile, SheetReason, SheetState
from documents.examples import LONG
from documents.posts_examples import EMPTY, FILE, ROW, SHEET, STAMP, TODAY, crowded
from documents.reading import assert_sound, reader, structure, texts_shown
from positions.strategies import sheets

OLD = replace(ROW, id=3, number=3, approved_at=datetime(2025, 11, 14, 15, 0, tzinfo=UTC), submitted_at=None)
NEW = replace(ROW, state=SheetState.SUBMITTED, approved_at=None)


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def page_texts(pdf: bytes) -> list[str]:
    return [" ".join(shown.text.strip() for shown in texts_shown(sheet)) for sheet in reader(pdf).pages]


def changed() -> Sheet:
    """The sheet of the pictures as its holder now writes it."""
    one, two, *others = SHEET.tasks
    tasks = (
        replace(one, criticality=3, pitfalls="Une signature suffit sous 500\u00a0$"),
        replace(two, procedure_date=date(2026, 11, 10), wanted=1),
        *others[:-1],
        replace(others[-1], key="T11", title="Tenir le registre des ententes"),
    )
    mission = SHEET.mission.replace("décide et verse", "traite").replace("le jour même", "la semaine même")
    return replace(SHEET, mission=mission, tasks=tasks, works=SHEET.works[1:], know=SHEET.know[:4])


def paper(
    old: Sheet | None = None, new: Sheet | None = None, first: bool = False, decide_by: date | None = None
) -> ComparisonPaper:
    file = replace(FILE, row=NEW, sheet=changed() if new is None else new)
    before = None if first else OLD
    found = Comparison(file, before, Sheet() if first else SHEET if old is None else old)
    return ComparisonPaper(found, TODAY, STAMP, "Bureau de Portneuf, Donnacona", decide_by)


def words(one: ComparisonPaper) -> str:
    return plain("\n".join(page_texts(changes_pdf(one))))


def long() -> ComparisonPaper:
    file = crowded(60)
    tasks = tuple(replace(task, minimum=LONG * 3, wanted=7) for task in file.sheet.tasks)
    return paper(file.sheet, replace(file.sheet, tasks=tasks, know=(LONG * 60,)))


@pytest.mark.parametrize(
    "one",
    [
        paper(decide_by=date(2026, 11, 27)),
        paper(first=True),
        paper(new=SHEET),
        paper(new=Sheet()),
        long(),
        replace(paper(), comparison=Comparison(EMPTY, None, Sheet())),
    ],
    ids=["changes", "first", "same", "emptied", "long", "nothing"],
)
def test_that_a_comparison_is_accessible_and_keeps_its_margins(one: ComparisonPaper) -> None:
    assert_sound(changes_pdf(one))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets(), sheets())
def test_that_whatever_is_compared_prints_on_an_accessible_file(old: Sheet, new: Sheet) -> None:
    assert_sound(changes_pdf(paper(old, new)))


def test_that_the_first_page_says_what_until_when_and_how_much() -> None:
    first = plain(page_texts(changes_pdf(paper(decide_by=date(2026, 11, 27))))[0])
    for told in (
        "Ce qui change de la version 3 à la version 4",
        "Prestations spéciales et contrats d’intégration au travail",
        "Titulaire : Maryse Thibodeau",
        "Version 3, approuvée",
        "Version 4, soumise",
        "À décider d’ici le 27 novembre 2026",
        "diffusion : unité administrative",
        "Copie non contrôlée.",
    ):
        assert told in first


def test_that_every_change_stands_under_its_section_with_both_texts() -> None:
    one = paper()
    found = structure(changes_pdf(one))
    tables = found.all("Table")
    rows = [
        [plain(cell.said()) for cell in row.walk() if cell.role in ("TH", "TD")]
        for table in tables[:-1]
        for row in table.all("TR")[1:]
    ]
    told = [
        (shortened(change.label, 60), change.old or "–", change.new or "–")
        for change in one.comparison.changes
    ]
    assert [(label, old, new) for label, _, old, new in rows] == [
        tuple(map(plain, change)) for change in told
    ]
    titles = [plain(tag.said()) for tag in found.all("H2")]
    assert [title.split()[0] for title in titles] == ["1", "2", "3", "5", "A", "B"]


def test_that_words_that_went_are_struck_and_those_that_came_underlined() -> None:
    drawn = changes_pdf(paper())
    same = changes_pdf(paper(new=SHEET))
    assert lines_along_words(drawn) > 10
    assert lines_along_words(same) == 0


def lines_along_words(pdf: bytes) -> int:
    """How many lines are drawn inside marked text."""
    count = 0
    for page in reader(pdf).pages:
        contents = page.get_contents()
        assert contents is not None
        inside = False
        for operands, operator in contents.operations:
            if operator == b"BDC":
                inside = operands[0] != "/Artifact"
            elif operator == b"EMC":
                inside = False
            elif operator == b"l" and inside:
                count += 1
    return count


def test_that_measures_that_paper_may_tell_stand_before_and_after() -> None:
    said = words(paper())
    assert "Couverture" in said
    assert "Urgence sans relève" in said
    assert "Retard de documentation" in said
    assert "ulnérabilité" not in said
    known = paper()
    other = replace(known, comparison=replace(known.comparison, attrition=5))
    assert changes_pdf(other) == changes_pdf(known)


def test_that_what_is_to_be_validated_stands_on_a_version_that_waits() -> None:
    assert "Criticité de T1 : 4 devient 3" in words(paper())
    found = paper().comparison
    approved = replace(found, file=replace(found.file, row=ROW))
    assert "À valider" not in words(replace(paper(), comparison=approved))


def test_that_a_first_version_is_told_whole() -> None:
    one = paper(first=True)
    said = words(one)
    assert "Ce que dit la version 4" in said
    assert "Aucune version avant elle" in said
    assert plain(changes_title(one)) == "Fiche P-0142, version 4 au complet"
    assert plain(changes_title(paper())) == "Fiche P-0142, versions 3 et 4 comparées"


def test_that_two_versions_that_say_the_same_say_so() -> None:
    assert "Les deux versions disent la même chose." in words(paper(new=SHEET))


def test_that_control_is_compared_too() -> None:
    found = paper().comparison
    assert found.old is not None
    control = Control(SheetReason.DEPARTURE, None, date(2025, 11, 14))
    file: SheetFile = found.file
    assert "Motif" in words(
        replace(paper(), comparison=replace(found, old=replace(found.old, control=control), file=file))
    )
