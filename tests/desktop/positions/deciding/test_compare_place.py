"""Comparing two versions and deciding: changes seen one by one, nothing approved before all is resolved."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from agence_desktop.core.roles import Role
from agence_desktop.desktop.dialogs.preview import PreviewDialog
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.positions.deciding.changes_model import NEW, OLD, Heading, Side
from agence_desktop.positions.commands.deciding import approve
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.model import SheetComment, SheetVersion
from agence_desktop.storage.audit import AuditRow
from positions import story
from support import fragile, next_version
from support.accessibility import check_window
from support.fragile import Fragile
from support.pages.comparing import ComparisonPage
from support.windows import OpenWindow

from .conftest import Opened

NUMBER = "P-0142"
REVIEW = date(2027, 5, 20)


def states(opened: OpenWindow) -> dict[int, str]:
    """Number of a version of P-0142 → its state."""
    query = select(SheetVersion.number, SheetVersion.state).where(SheetVersion.position_id == 1)
    return dict(opened.database.read(lambda session: session.execute(query).tuples().all()))


def test_that_changes_stand_under_their_sections(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    place = page.place
    assert place.title == "Comparaison, fiche P-0142"
    headings = [row.words for row in place.model.rows if isinstance(row, Heading)]
    assert headings == ["0 Contrôle", "1 Mission et limites", "3 Tâches", "5 Travaux en cours", "7 Contacts"]
    assert "T3 Criticité" in page.labels()
    assert "Prochaine révision" not in page.labels()
    check_window(office_window.window)


def test_that_words_are_told_with_their_version(office_window: OpenWindow) -> None:
    model = ComparisonPage(office_window, position=NUMBER).place.model
    row = next(n for n, one in enumerate(model.rows) if "T3 Criticité" in str(one))
    told = [model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (OLD, NEW)]
    assert told == ["Version 1, approuvée\u00a0: 3", "Version 2, soumise\u00a0: 4"]


def test_that_a_change_says_who_validates_it_and_where_it_comes_from(
    office_of: Opened, office_window: OpenWindow
) -> None:
    model = ComparisonPage(office_window, position=NUMBER).place.model
    rows = {row.change.label: row for row in model.changes}
    assert model.note(rows["T3 Criticité"]) == "à valider par vous"
    assert model.note(rows["T3 Arrêt toléré"]) == "impact 4 dès 3\u00a0jours"
    assert model.note(rows["Mission"]) == ""
    assert model.runs(rows["T3 Criticité"], Side.NEW)[-1].text == "à valider par vous"
    number = model.number_of(rows["T3 Criticité"])
    assert number is not None
    said = model.index(number, NEW).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert said == "à valider par vous"
    with office_of(fragile.HOLDER) as window:
        mine = ComparisonPage(window, position=NUMBER).place.model
        assert mine.note(rows["T3 Criticité"]) == ""


def test_that_the_keyboard_walks_and_marks_seen(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    first = page.place.view.current()
    page.space()
    assert page.place.panel.checks.all_seen.text() == "Tous les changements vus, 1 sur 13"
    page.press("Alt+Down")
    assert page.place.view.current() not in (None, first)
    page.press("Alt+Up")
    assert page.place.view.current() == first


def test_that_what_was_seen_is_found_again(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    page.space()
    office_window.go("postes.liste")
    again = ComparisonPage(office_window, position=NUMBER)
    assert len(again.place.model.seen) == 1


def test_that_only_unseen_changes_and_all_fields_can_be_shown(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    changes = page.labels()
    page.space()
    page.place._only_unseen.setChecked(True)
    assert page.labels() == changes[1:]
    page.place._only_unseen.setChecked(False)
    page.place._only_changed.setChecked(False)
    assert len(page.labels()) > len(changes)


def test_that_any_two_versions_and_nothing_can_be_compared(office_window: OpenWindow) -> None:
    first = ComparisonPage(office_window, position=NUMBER, to=1)
    assert first.place.head.title == "Version 1, comparée à rien"
    assert {row.change.kind for row in first.place.model.changes} == {"added"}
    turned = ComparisonPage(office_window, **{"position": NUMBER, "from": 2, "to": 1})
    assert turned.place.head.title == "Comparaison des versions 2 et 1"


def test_that_the_effect_tells_v_to_managers_alone(office_of: Opened, people: Fragile) -> None:
    with office_of(fragile.MANAGER) as window:
        said = ComparisonPage(window, position=NUMBER).place.panel.effect.words()
        assert texts.VULNERABILITY in said
    with office_of(next_version.actor(people, story.MARYSE, Role.HOLDER)) as window:
        said = ComparisonPage(window, position=NUMBER).place.panel.effect.words()
        assert texts.COVERAGE in said
        assert texts.VULNERABILITY not in said


def test_that_approving_goes_to_what_is_unresolved(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    remaining = page.place.panel.remaining()
    assert "la criticité de T3" in remaining
    assert "13 changements à voir" in remaining
    page.press("Ctrl+Return")
    assert page.place.focusWidget() is not None
    assert "Criticité" in page.place.focusWidget().text()  # type: ignore[attr-defined]
    page.validate_all()
    page.place.view.choose(3)
    page.press("Ctrl+Return")
    assert page.place.view.hasFocus()
    assert page.place.view.current() == page.place.model.unseen[0]
    assert states(office_window) == {1: "approved", 2: "submitted"}


def test_that_a_version_is_approved_and_replaces_the_one_before(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    page.validate_all()
    page.see_all()
    assert page.place.panel.remaining() == ""
    page.place.panel.decision.remark.setPlainText("Très claire.")
    page.press("Ctrl+Return")
    page.answer(texts.APPROVE_AND_SIGN)
    assert states(office_window) == {1: "replaced", 2: "approved"}
    remarks = office_window.database.read(lambda session: list(session.scalars(select(SheetComment.text))))
    assert remarks == ["Très claire."]
    assert not page.place.decides


def test_that_the_next_review_is_bounded(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    decision = page.place.panel.decision
    assert decision.review.value() == REVIEW
    decision.review.set_value(date(2027, 6, 1))
    assert decision.fault().startswith("Choisissez une date après aujourd’hui et au plus tard le 20 mai 2027")


def test_that_corrections_need_words_and_return_the_version(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    page.place.panel.decision.give_back.setChecked(True)
    page.press("Ctrl+Return")
    assert states(office_window)[2] == "submitted"
    page.place.panel.decision.remark.setPlainText("Précisez T11.")
    page.press("Ctrl+Return")
    assert states(office_window)[2] == "returned"


def test_that_a_version_decided_elsewhere_is_refused_with_a_sentence(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    page.validate_all()
    page.see_all()
    row = page.place.found.file.row if page.place.found else None
    assert row is not None
    office_window.database.write(
        lambda session: approve(session, Desk(fragile.MANAGER), row.id, row.version, REVIEW)
    )
    page.press("Ctrl+Return")
    page.answer(texts.APPROVE_AND_SIGN)
    assert any("modifié ailleurs" in said for said in office_window.window.toasts.sentences)


def test_that_a_substitute_signs_the_version_in_force(office_of: Opened, people: Fragile) -> None:
    with office_of(next_version.actor(people, story.KARIM, Role.HOLDER)) as window:
        page = ComparisonPage(window, position=NUMBER, to=1)
        button = page.place.panel.foot.acknowledge
        assert button.isVisible()
        assert button.text() == "J’ai lu, compris, exercé"
        button.click()
        window.settle()
        assert not button.isVisible()
        assert "Prise de connaissance, 1 de 5 relèves" in page.place.panel.steps.words
        newer = ComparisonPage(window, position=NUMBER)
        assert not newer.place.panel.foot.isVisible()


def test_that_a_holder_sees_the_comparison_without_the_decision(office_of: Opened, people: Fragile) -> None:
    with office_of(next_version.actor(people, story.MARYSE, Role.HOLDER)) as window:
        page = ComparisonPage(window, position=NUMBER)
        assert not page.place.panel.decision.isVisible()
        assert page.place.panel.steps.words[2] == "Approbation, d’ici le 27 novembre"
        check_window(window.window)


@pytest.mark.usefixtures("large")
def test_that_the_comparison_fits_a_small_screen_with_a_font_twice_as_large(
    office_window: OpenWindow,
) -> None:
    ComparisonPage(office_window, position=NUMBER)
    least = office_window.window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768


def test_that_the_comparison_is_previewed_and_its_print_recorded(office_window: OpenWindow) -> None:
    page = ComparisonPage(office_window, position=NUMBER)
    assert page.place.printable
    page.press("Ctrl+P")
    dialog = next(one for one in office_window.window.findChildren(PreviewDialog) if one.isVisible())
    office_window.qtbot.waitUntil(lambda: dialog.paper is not None)
    assert dialog.paper is not None
    assert dialog.paper.name == "comparaison-P-0142-v1-v2.pdf"
    dialog.reject()
    row = office_window.database.read(
        lambda session: session.scalars(select(AuditRow).where(AuditRow.action == "print")).one()
    )
    assert row.row_id == NUMBER
    assert page.place.print_button.text() == texts.PRINT
