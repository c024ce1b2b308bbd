"""The page of an absence: dates typed, relief computed, asked, answered, taken back; all by keyboard."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.relief import ReliefNeed
from agence_desktop.desktop.day import DayScope
from agence_desktop.desktop.dialogs.preview import PreviewDialog
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.day_pane import absences_pane
from agence_desktop.desktop.positions.absence.gateway import AbsenceGateway
from agence_desktop.desktop.positions.absence.list_place import AbsencesPlace
from agence_desktop.desktop.positions.absence.page import AbsencePlace
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import ABSENCES
from agence_desktop.positions.commands.absences import announce, change_absence
from agence_desktop.positions.model import Absence, ReliefAssignment
from agence_desktop.positions.rows import Acceptance
from agence_desktop.storage.audit import AuditRow
from positions import story
from support import fragile, office, relief_story
from support.accessibility import check_window
from support.fragile import Fragile
from support.pages.absences import AbsencePage, MailProgram
from support.windows import OpenWindow


def organised(opened: OpenWindow, people: Fragile) -> AbsencePage:
    absence_id = opened.database.write(lambda session: relief_story.organised(session, people))
    return AbsencePage(opened, absence=absence_id)


def test_that_the_story_of_the_pictures_is_told(office_window: OpenWindow, people: Fragile) -> None:
    page = organised(office_window, people)
    assert page.place.title == "Absence de Maryse Thibodeau"
    assert page.place.relief.note.text() == "5 acceptées, 1 en attente, 2 à découvert"
    assert page.place.bars.bars.breach_label() == "jeudi 3 décembre, T8 Répondre aux demandes de révision"
    said = page.place.side.words()
    assert "Karim Benali est au niveau 2, il faut le niveau 3." in said
    assert "Absence aussi le vendredi 11 décembre" in said
    assert "Reprise le lundi 21 décembre." in said
    check_window(office_window.window)


def test_that_cells_of_the_bars_are_told_and_walked_by_keyboard(
    office_window: OpenWindow, people: Fragile
) -> None:
    page = organised(office_window, people)
    assert page.spoken("T9", date(2026, 12, 3)) == (
        "T9 Transmettre l’état des engagements financiers, jeudi 3 décembre, à découvert, échéance"
    )
    assert page.spoken("T8", date(2026, 12, 3)).endswith("à découvert, limite dépassée")
    bars = page.place.bars
    bars.setFocus()
    bars.setCurrentIndex(bars.bars.index(0, 0))
    for _ in range(2):
        QTest.keyClick(bars, Qt.Key.Key_Down)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    assert (bars.currentIndex().row(), bars.currentIndex().column()) == (2, 1)
    current = page.place.relief.current()
    assert current is not None
    assert current.touched.task.key == "T2"


def test_that_an_absence_is_announced_with_its_relief_and_taken_back(
    office_window: OpenWindow, people: Fragile
) -> None:
    page = AbsencePage(office_window, absence=None, person=people.people[story.MARYSE])
    page.type_dates("30 nov 2026", "18 dec 2026")
    assert page.cell("T1", "releve") == "Karim Benali"
    page.press("Ctrl+Return")
    assert page.place.absence_id is not None

    stored = office_window.database.read(
        lambda session: sorted(session.scalars(select(ReliefAssignment.task)))
    )
    assert stored == ["T1", "T10", "T2", "T5", "T6", "T7"]
    page.press("Ctrl+Z")
    assert page.place.file is not None
    assert page.place.file.absence is not None
    assert page.place.file.absence.cancelled
    page.press("Ctrl+Z")
    assert not page.place.file.absence.cancelled


def test_that_a_typed_date_is_computed_at_once_and_nothing_is_written(
    office_window: OpenWindow, people: Fragile
) -> None:
    page = organised(office_window, people)
    page.type_dates("", "4 dec 2026")
    keys = [line.touched.task.key for line in page.place.relief.model.rows()]
    assert page.place.bars.bars.columnCount() == 5
    assert "T8" in keys
    assert page.place.bars.bars.breach_column() == 3
    days = office_window.database.read(lambda session: list(session.scalars(select(Absence.last_day))))
    assert relief_story.LAST in days


def test_that_an_end_before_the_start_is_told(office_window: OpenWindow, people: Fragile) -> None:
    page = organised(office_window, people)
    page.type_dates("", "20 nov 2026")
    page.place.deeds.save()
    assert page.place.period.error.text() == texts.BAD_PERIOD


def test_that_other_dates_are_written_and_undone(office_window: OpenWindow, people: Fragile) -> None:
    page = organised(office_window, people)
    page.type_dates("", "11 dec 2026")
    page.press("Ctrl+Return")
    assert page.place.file is not None
    row = page.place.file.absence
    assert row is not None
    assert row.last == date(2026, 12, 11)
    page.press("Ctrl+Z")
    assert page.place.file.absence is not None
    assert page.place.file.absence.last == relief_story.LAST


def test_that_dates_changed_elsewhere_refuse_the_save(office_window: OpenWindow, people: Fragile) -> None:
    page = organised(office_window, people)
    row = page.place.file.absence if page.place.file else None
    assert row is not None
    office_window.database.write(
        lambda session: change_absence(
            session, relief_story.DESK, row.id, row.version, row.first, date(2026, 12, 16)
        )
    )
    page.type_dates("", "11 dec 2026")
    page.press("Ctrl+Return")
    assert any("modifié ailleurs" in said for said in office_window.window.toasts.sentences)


def test_that_a_refusal_uncovers_the_task_and_offers_the_second(
    office_window: OpenWindow, people: Fragile
) -> None:
    page = organised(office_window, people)
    page.choose("T1")
    page.press("Ctrl+Shift+R")
    assert page.cell("T1", "acceptation") == "À découvert"
    assert page.cell("T1", "releve") == texts.CHOOSE_SOMEBODY
    assert "Karim Benali a refusé." in page.place.side.words()
    toast = office_window.window.toasts
    assert any("refuse T1" in said for said in toast.sentences)
    page.take("T1", "Josée Lachance")
    assert page.cell("T1", "releve") == "Josée Lachance"
    assert page.line("T1").acceptance is Acceptance.PROPOSED


def test_that_an_acceptance_is_noted(office_window: OpenWindow, people: Fragile) -> None:
    page = organised(office_window, people)
    page.choose("T5")
    page.press("Ctrl+Shift+A")
    assert page.cell("T5", "acceptation") == "Acceptée"


def agree(opened: OpenWindow, *, yes: bool = True) -> str:
    """Answer the question that is asked; what it explains."""
    box = next(one for one in opened.window.findChildren(QMessageBox) if one.isVisible())
    told = box.informativeText()
    button = box.defaultButton() if yes else box.escapeButton()
    assert button is not None
    button.click()
    with opened.qtbot.waitActive(opened.window):
        opened.window.activateWindow()
    opened.settle()
    return told


def test_that_the_relief_is_confirmed_after_a_question_and_taken_back(
    office_window: OpenWindow, people: Fragile
) -> None:
    page = organised(office_window, people)
    assert page.cell("T5", "acceptation").startswith("En attente")
    assert page.place.confirm_button.isVisible()
    assert not page.place.save_button.isVisible()
    page.press("Ctrl+Shift+Return")
    agree(office_window, yes=False)
    assert page.cell("T5", "acceptation").startswith("En attente")
    page.press("Ctrl+Shift+Return")
    told = agree(office_window)
    assert told.splitlines()[0] == "Thierry Nadeau\u00a0: T5."
    assert told.splitlines()[-1] == "Restent à découvert\u00a0: T8 et T9."
    assert page.cell("T5", "acceptation") == "Acceptée"
    assert "Relève confirmée\u00a0: 1 acceptation notée." in office_window.window.toasts.sentences
    assert page.place.deeds.why_not_confirmed() == texts.NOTHING_TO_CONFIRM
    assert not page.place.confirm_button.isEnabled()
    page.press("Ctrl+Z")
    assert page.cell("T5", "acceptation").startswith("En attente")


def test_that_dates_are_written_before_the_relief_is_confirmed(
    office_window: OpenWindow, people: Fragile
) -> None:
    page = organised(office_window, people)
    page.type_dates("", "11 dec 2026")
    assert page.place.save_button.isVisible()
    assert not page.place.confirm_button.isVisible()
    assert page.place.deeds.why_not_confirmed() == texts.SAVE_DATES_FIRST


def test_that_a_substitute_who_is_away_on_the_due_dates_covers_nothing(
    office_window: OpenWindow, people: Fragile
) -> None:
    def announced(session: Session) -> int:
        key, _ = announce(
            session, relief_story.DESK, people.people[story.JOSEE], relief_story.FIRST, relief_story.LAST
        )
        return key

    page = organised(office_window, people)
    before = page.line("T7").touched.covering
    assert people.people[story.JOSEE] in before
    office_window.database.write(announced)
    page.place.refresh()
    page.settled()
    assert people.people[story.JOSEE] not in page.line("T7").touched.covering
    assert "Absence aussi du" in page.place.side.words()


def test_that_somebody_is_chosen_by_keyboard_for_an_uncovered_task(
    office_window: OpenWindow, people: Fragile
) -> None:
    page = organised(office_window, people)
    menu = page.people("T8")
    assert menu.actions()[0].text() == "Karim Benali, niveau 2, il faut le niveau 3"
    menu.close()
    page.take("T8", "Karim Benali")
    assert page.cell("T8", "acceptation") == "Proposée"
    assert "T8" in page.place.side.words(), "who has it does not cover it: the limit is still passed"


def test_that_messages_are_prepared_recorded_and_opened(office_window: OpenWindow, people: Fragile) -> None:
    absence_id = office_window.database.write(lambda session: relief_story.announced(session, people))
    page = AbsencePage(office_window, absence=absence_id)
    with MailProgram() as mail:
        page.place.deeds.ask()
        page.settled()
    assert len(mail.opened) == 4
    mails = [message_from_bytes(Path(path).read_bytes(), policy=default) for path in mail.opened]
    karim = next(one for one in mails if "Karim Benali" in str(one["To"]))
    assert karim["X-Unsent"] == "1"
    assert karim["Subject"].startswith("Relève du 30 novembre au 18 décembre 2026\u00a0: P-0142")
    body = karim.get_content()
    assert "Maryse Thibodeau, titulaire du poste P-0142" in body
    assert (
        "– T2 Suivre les contrats d’intégration au travail\u00a0: 30 nov., 7 et 14 déc., 6\u00a0h par" in body
    )
    assert page.cell("T2", "acceptation") == "En attente"
    recorded = office_window.database.read(
        lambda session: list(session.scalars(select(AuditRow.row_id).where(AuditRow.action == "message")))
    )
    assert recorded == [f"absence {absence_id}"] * 4


def test_that_the_list_tells_first_breach_and_relief(office_window: OpenWindow, people: Fragile) -> None:
    office_window.database.write(lambda session: relief_story.organised(session, people))
    place = office_window.go(ABSENCES)
    assert isinstance(place, AbsencesPlace)
    lines = place.model.rows()
    assert [line.row.person.name for line in lines] == ["Maryse Thibodeau", "Karim Benali"]
    shown = {column.key: column.text(lines[0]) for column in place.model.columns}
    assert (shown["bris"], shown["releve"], shown["etat"]) == (
        "jeu. 3 déc.",
        "2 tâches sans relève",
        "Relève incomplète",
    )
    check_window(office_window.window)
    place.view.choose(0)
    QTest.keyClick(place.view, Qt.Key.Key_Return)
    office_window.settle()
    assert office_window.window.place is not place


def test_that_no_team_is_offered_where_nobody_takes_the_need(
    office_window: OpenWindow, people: Fragile
) -> None:
    page = organised(office_window, people)
    assert page.place.side.team_buttons == []


def test_that_what_nobody_covers_is_handed_to_flying_teams(
    team_window: OpenWindow, people: Fragile, needs: list[ReliefNeed]
) -> None:
    page = organised(team_window, people)
    assert [button.text() for button in page.place.side.team_buttons] == [texts.ASK_TEAM]
    page.press("Ctrl+E")
    assert len(needs) == 1
    need = needs[0]
    assert (need.first, need.last) == (relief_story.FIRST, relief_story.LAST)
    assert need.position == "P-0142 Prestations spéciales et contrats d’intégration"
    assert [(task.name[:2], task.level) for task in need.tasks] == [("T8", 3), ("T9", 3)]


def test_that_the_relief_plan_is_previewed_and_recorded(office_window: OpenWindow, people: Fragile) -> None:
    page = organised(office_window, people)
    page.press("Ctrl+P")
    dialog = next(one for one in office_window.window.findChildren(PreviewDialog) if one.isVisible())
    office_window.qtbot.waitUntil(lambda: dialog.paper is not None)
    assert dialog.paper is not None
    assert dialog.paper.name == "plan-releve-P-0142-2026-11-30.pdf"
    dialog.reject()
    prints = office_window.database.read(
        lambda session: list(session.scalars(select(AuditRow.row_id).where(AuditRow.action == "print")))
    )
    assert prints == ["P-0142"]


def test_that_the_day_tells_breaks_and_opens_the_absence(office_window: OpenWindow, people: Fragile) -> None:
    absence_id = office_window.database.write(lambda session: relief_story.organised(session, people))
    pane = absences_pane(AbsenceGateway(Gateway(office_window.database, fragile.MANAGER)))
    lines = pane.load(DayScope(frozenset(), datetime(2026, 11, 19, tzinfo=UTC)))
    assert (lines.figures[0].count, lines.figures[0].words) == (1, "bris de continuité")
    first = lines.rows[0]
    shown = {column.key: column.text(first) for column in pane.columns}
    assert shown == {
        "poste": "Prestations spéciales et contrats d’intégration",
        "titulaire": "Maryse Thibodeau",
        "absence": "30 nov. au 18 déc.",
        "bris": "jeu. 3 déc.",
        "releve": "2 tâches sans relève",
    }
    pane.open_row(office_window.window, first)
    office_window.settle()
    place = office_window.window.place
    assert isinstance(place, AbsencePlace)
    assert place.absence_id == absence_id


def test_that_the_day_leaves_out_posts_of_other_buildings(office_window: OpenWindow, people: Fragile) -> None:
    office_window.database.write(lambda session: relief_story.organised(session, people))
    pane = absences_pane(AbsenceGateway(Gateway(office_window.database, fragile.MANAGER)))
    since = datetime(2026, 11, 19, tzinfo=UTC)
    here = pane.load(DayScope(frozenset({office.LEVIS}), since))
    assert (here.total, here.remark) == (1, None)
    elsewhere = pane.load(DayScope(frozenset({office.SABLON}), since))
    assert elsewhere.total == 0
    assert elsewhere.remark is not None
    assert elsewhere.remark.sentence == (
        "1 autre absence dans un immeuble non choisi, dont 1 avec un bris de continuité."
    )
    assert elsewhere.remark.target.place == "postes.absences"


def test_that_an_absence_of_years_is_refused(office_window: OpenWindow, people: Fragile) -> None:
    page = organised(office_window, people)
    page.type_dates("30 nov 2020")
    assert page.place.plan is None
    page.place.deeds.save()
    assert page.place.period.error.text() == texts.TOO_LONG


def test_that_a_new_absence_begins_with_the_person(office_window: OpenWindow, people: Fragile) -> None:
    assert people.positions
    office_window.go(ABSENCES)
    QTest.keySequence(office_window.window, QKeySequence("Ctrl+N"))
    office_window.settle()
    place = office_window.window.place
    assert isinstance(place, AbsencePlace)
    office_window.qtbot.waitUntil(place.period.person.hasFocus)
    QTest.keyClicks(place.period.person, "thib")
    office_window.qtbot.waitUntil(lambda: place.period.person.completer().popup().isVisible())
    popup = place.period.person.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    office_window.settle()
    assert place.title == "Absence de Maryse Thibodeau"
    assert place.period.first.hasFocus()


def test_that_a_reader_may_look_but_not_announce(reader_window: OpenWindow, people: Fragile) -> None:
    page = organised(reader_window, people)
    assert not page.place.cancel_button.isEnabled()
    assert page.place.cancel_button.toolTip() == texts.NO_RIGHT
    assert not page.place.ask_button.isEnabled()


@pytest.mark.usefixtures("large")
def test_that_the_page_fits_a_small_screen_with_a_font_twice_as_large(
    office_window: OpenWindow, people: Fragile
) -> None:
    organised(office_window, people)
    least = office_window.window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768
