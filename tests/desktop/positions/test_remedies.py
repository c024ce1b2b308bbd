"""Reminders and actions for § 13 from the places that show what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from agence_desktop.desktop.positions.keys import REVIEWS, VULNERABILITY
from agence_desktop.desktop.positions.register.posts_place import PostsPlace
from agence_desktop.desktop.positions.register.vulnerability_place import VulnerabilityPlace
from agence_desktop.positions.queries.sheets import sheet_file
from support.accessibility import check_window
from support.fragile import Fragile
from support.pages.absences import MailProgram
from support.windows import OpenWindow


@pytest.mark.parametrize("key", [REVIEWS, VULNERABILITY])
def test_that_overdue_reviews_are_reminded_of_after_a_question(
    opened: OpenWindow, unit: Fragile, key: str
) -> None:
    place = opened.go(key, unit=unit.unit_id)
    assert isinstance(place, PostsPlace)
    QTest.keySequence(opened.window, QKeySequence("Ctrl+Shift+K"))
    box = next(one for one in opened.window.findChildren(QMessageBox) if one.isVisible())
    assert box.informativeText().startswith("P-0151\u00a0: Thierry Nadeau")
    button = box.defaultButton()
    assert button is not None
    with MailProgram() as mail:
        button.click()
        opened.settle()
    assert [path.rsplit("/", 1)[-1] for path in mail.opened] == [f"rappel-{unit.people[2]}.eml"]
    assert any("1 message préparé" in one for one in opened.window.toasts.sentences)


def test_that_the_action_chosen_goes_to_the_sheet_of_its_position(opened: OpenWindow, unit: Fragile) -> None:
    place = opened.go(VULNERABILITY, unit=unit.unit_id)
    assert isinstance(place, VulnerabilityPlace)
    check_window(opened.window)
    place.advice.view.choose(0)
    line = place.advice.view.current_row()
    QTest.keySequence(opened.window, QKeySequence("Ctrl+Shift+A"))
    opened.settle()
    position = line.position
    assert any(f"§\u00a013 de la fiche {position.number}" in one for one in opened.window.toasts.sentences)
    found = opened.database.read(lambda session: sheet_file(session, position.id))
    assert found is not None
    assert found.sheet.actions[-1].action
    assert found.sheet.actions[-1].owner == "Hélène Vachon"
