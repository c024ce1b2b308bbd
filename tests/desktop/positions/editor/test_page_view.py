"""The printed page frames the field that is being written, and scrolls to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt

from agence_desktop.desktop.positions.editor.page_view import PageView
from support.pages.sheet_editor import SheetEditorPage

Key = Qt.Key


def framed(editor: SheetEditorPage) -> str:
    """The text that stands in the frame."""
    view = editor.place.preview.view
    spot = view.framed
    assert spot is not None, "no field is framed"
    document = view.document()
    tall = document.pagePointSize(spot.page).height()
    area = QRectF(spot.left, tall - spot.top, spot.right - spot.left, spot.top - spot.bottom)
    whole = document.getAllText(spot.page).text()
    kept = [
        letter
        for at, letter in enumerate(whole)
        if letter.isspace()
        or area.contains(document.getSelectionAtIndex(spot.page, at, 1).boundingRectangle())
    ]
    return " ".join("".join(kept).split())


def shown(editor: SheetEditorPage) -> PageView:
    """The page, once it is drawn beside the fields."""
    editor.opened.window.resize(1440, 900)
    editor.settle()
    editor.opened.qtbot.waitUntil(lambda: editor.place.preview.page_count > 0)
    editor.settle()
    return editor.place.preview.view


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("tasks/T4/due", "10e jour ouvrable du trimestre"),
        ("tasks/T4/title", "Produire la reddition"),
        ("contacts/1/phone", "418 555-0151"),
        ("mission", "Décider et verser"),
        ("know/3", "Chose à savoir 3"),
        ("relief/long/who", "Karim Benali"),
        ("written_on", "Rédigée le"),
        ("weeks_to_autonomy", "autonomie"),
    ],
)
def test_that_the_page_frames_the_field_where_the_keyboard_is(
    editor: SheetEditorPage, path: str, said: str
) -> None:
    view = shown(editor)
    editor.go(path)
    assert said in framed(editor)
    area = view.framed_area()
    assert area is not None
    assert view.viewport().rect().toRectF().contains(area)


def test_that_a_field_that_is_not_printed_leads_to_its_section(editor: SheetEditorPage) -> None:
    shown(editor)
    editor.go("tasks/T4/due")
    editor.place.sections.choose(5)
    assert "Travaux en cours" in framed(editor)


def test_that_the_page_is_left_alone_where_one_wishes(editor: SheetEditorPage) -> None:
    view = shown(editor)
    editor.go("tasks/T4/due")
    editor.place.preview.follow.setFocus()
    editor.press(Key.Key_Space)
    assert view.framed is None
    bar = view.verticalScrollBar()
    bar.setValue(0)
    editor.go("weeks_to_autonomy")
    assert (view.framed, bar.value()) == (None, 0)


def test_that_what_is_typed_stays_framed_once_the_page_is_drawn_anew(editor: SheetEditorPage) -> None:
    shown(editor)
    editor.go("mission")
    editor.control(Key.Key_A)
    editor.type("Ouvrir les accès.")
    editor.settle()
    assert framed(editor).endswith("Ouvrir les accès.")
