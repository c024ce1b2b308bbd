"""The matrix: what cells tell, levels by digits and their undoing, the card, the form, both directions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.positions.matrix.grid import Kind
from agence_desktop.desktop.positions.matrix.level_form import LevelForm
from agence_desktop.desktop.positions.matrix.person_form import PersonForm
from agence_desktop.desktop.widgets.adapters import Choice
from positions.story import ETIENNE, JOSEE, KARIM, MARYSE, SAMUEL
from support import fragile
from support.accessibility import check_window
from support.fragile import Fragile
from support.pages.positions import MatrixPage
from support.windows import OpenWindow
from tests.desktop.positions.conftest import Opened

TODAY = "2026-11"


@pytest.fixture
def page(opened: OpenWindow, unit: Fragile) -> MatrixPage:
    return MatrixPage(opened, unit)


def shown(qtbot: QtBot, kind: type[LevelForm] | type[PersonForm]) -> LevelForm | PersonForm:
    def found() -> list[LevelForm | PersonForm]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    dialog = found()[0]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_that_holders_come_first_then_the_others_by_name(page: MatrixPage) -> None:
    people = page.titles()[4:-1]
    assert people[:3] == ["Étienne Gagnon-Roy", "Maryse Thibodeau", "Thierry Nadeau"]
    assert people[3:] == [
        "Karim Benali",
        "Fatou Diallo",
        "Josée Lachance",
        "Samuel Ouellet",
        "Sylvie Paradis",
    ]


def test_that_positions_head_their_tasks(page: MatrixPage) -> None:
    lines = page.lines()
    assert lines[0][0].endswith("des ETC, 3 tâches, 2 sans relève")
    assert lines[5][:4] == ["T1", "Traiter les demandes de prestations spéciales", "4", "3"]
    assert lines[5][-1] == "2 sur 2"


def test_that_totals_say_what_rests_on_whom(page: MatrixPage) -> None:
    bare, sole = page.totals()
    assert bare[4:] == ["2", "3", "3", "–", "–", "–", "–", "–", "8 tâches"]
    assert sole[4:] == ["2", "–", "1", "1", "–", "1", "–", "1", "6 tâches"]


@pytest.mark.parametrize(
    ("task", "person", "told"),
    [
        ("T1", KARIM, "niveau 4 de 4, couvre la tâche, validé le 9 juin 2026, accès ouvert"),
        ("T8", KARIM, "niveau 2 de 4, ne couvre pas, validé le 9 juin 2026, accès ouvert"),
        ("T4", ETIENNE, "validé le 15 septembre 2025, il y a plus de 12\u00a0mois, accès ouvert"),
        ("T5", ETIENNE, "ne couvre pas, en formation, validé le 1er octobre 2026, accès à demander"),
        ("T1", MARYSE, "titulaire"),
        ("T1", SAMUEL, "niveau 0"),
    ],
)
def test_that_a_cell_tells_all_it_shows(page: MatrixPage, task: str, person: int, told: str) -> None:
    face = page.stand_on(142, task, person)
    assert face.said.endswith(told)
    name = fragile.NAMES[person - 1]
    assert face.said.startswith(f"{name}, P-0142 {task}, ")
    table = page.place.view.table
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface is not None
    index = table.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == face.said


def test_that_a_digit_validates_a_level_today_and_ctrl_z_takes_it_back(page: MatrixPage) -> None:
    before = page.stand_on(142, "T8", KARIM)
    assert before.known is not None
    page.press(Qt.Key.Key_3)
    page.opened.qtbot.waitUntil(lambda: page.face().text == f"3 {TODAY}")
    after = page.face()
    assert after.known is not None
    assert after.known.covers
    assert after.known.competence.access, "the access stays as it was"
    QTest.keyClick(page.opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.opened.qtbot.waitUntil(lambda: page.face().text == before.text)
    page.opened.settle()
    again = page.face()
    assert again.known == before.known


def test_that_undoing_a_first_level_leaves_nothing(page: MatrixPage) -> None:
    page.stand_on(142, "T8", SAMUEL)
    page.press(Qt.Key.Key_4)
    page.opened.qtbot.waitUntil(lambda: page.face().known is not None)
    page.opened.settle()
    page.opened.window.undo_stack.undo()
    page.opened.qtbot.waitUntil(lambda: page.face().known is None)
    page.opened.settle()


def test_that_training_ends_at_the_required_level(page: MatrixPage) -> None:
    page.stand_on(142, "T5", ETIENNE)
    page.press(Qt.Key.Key_2)
    page.opened.qtbot.waitUntil(lambda: page.face().text == "2 form.")
    page.opened.settle()
    page.press(Qt.Key.Key_3)
    page.opened.qtbot.waitUntil(lambda: page.face().text == f"3 {TODAY}")
    page.opened.settle()


def test_that_the_holder_has_no_level(page: MatrixPage) -> None:
    assert page.stand_on(142, "T1", MARYSE).kind is Kind.HOLDER
    page.press(Qt.Key.Key_4)
    page.opened.settle()
    assert page.face().text == "titulaire"


def test_that_who_has_no_right_is_told_so(open_window: Opened, unit: Fragile) -> None:
    with open_window(fragile.HOLDER) as opened:
        page = MatrixPage(opened, unit)
        page.stand_on(142, "T8", KARIM)
        page.press(Qt.Key.Key_3)
        opened.qtbot.waitUntil(
            lambda: any("valider un niveau" in one for one in opened.window.toasts.sentences)
        )
        assert page.face().text == "2 2026-06"


def test_that_the_card_says_why_somebody_does_not_cover(page: MatrixPage) -> None:
    page.stand_on(142, "T8", KARIM)
    card = page.card()
    assert card.words.splitlines() == [
        "Niveau 2, avec aide. Il faut le niveau 3.",
        "Validé le 9 juin 2026 par maryse.",
        "Accès ouverts\u00a0: Dossier client, Courrier.",
    ]
    card.close()


def test_that_the_card_tells_a_substitute_on_paper(page: MatrixPage) -> None:
    page.stand_on(142, "T6", JOSEE)
    card = page.card()
    assert "Relève sur papier seulement\u00a0: 10 jours d’attente pour les accès" not in card.words
    assert "Accès à demander\u00a0: Achats." in card.words
    card.close()


def test_that_the_card_is_never_cut_at_the_edge_of_the_screen(opened: OpenWindow, page: MatrixPage) -> None:
    page.stand_on(142, "T8", KARIM)
    card = page.card()
    screen = opened.window.screen().availableGeometry()
    for corner in (screen.bottomRight(), screen.topLeft()):
        card.open_at(corner)
        assert screen.contains(card.geometry())
    card.close()


def test_that_the_form_of_a_level_opens_from_the_card(page: MatrixPage) -> None:
    page.stand_on(142, "T8", KARIM)
    card = page.card()
    button = card.findChild(QPushButton)
    assert button is not None
    button.click()
    form = shown(page.opened.qtbot, LevelForm)
    assert isinstance(form, LevelForm)
    assert form.level.currentData() == 2
    check_window(form)
    form.level.setCurrentIndex(4)
    form.access.setChecked(False)
    form.try_save()
    page.opened.qtbot.waitUntil(lambda: page.face().text == f"4 {TODAY}")
    page.opened.settle()
    known = page.face().known
    assert known is not None
    assert not known.competence.access


def test_that_a_level_is_not_validated_ahead(page: MatrixPage) -> None:
    page.stand_on(142, "T8", KARIM)
    page.place.change_level()
    form = shown(page.opened.qtbot, LevelForm)
    assert isinstance(form, LevelForm)
    form.form.set_values({"validated": page.place.desk.session.today().replace(year=2027)}, clean=False)
    form.try_save()
    assert "validated" in form.form.errors
    form.form.mark_clean()
    form.reject()


def test_that_the_matrix_turns_and_keeps_its_cell(page: MatrixPage) -> None:
    before = page.stand_on(142, "T8", KARIM)
    page.place.flip()
    assert page.titles()[:3] == ["Personne", "Ses tâches sans aucune relève", "Seule relève de"]
    assert page.face().said == before.said
    assert [line[0] for line in page.totals()] == ["Crit.", "Niveau requis", "Relèves sur voulues"]


def test_that_a_group_folds(page: MatrixPage) -> None:
    page.place.view.choose(0, 4)
    page.press(Qt.Key.Key_Return)
    assert page.lines()[1][0].startswith("P-0142")
    page.press(Qt.Key.Key_Return)
    assert page.lines()[1][0] == "R1"


def test_that_filters_keep_what_is_bare_and_critical(page: MatrixPage) -> None:
    place = page.place
    place.bare_only.setChecked(True)
    tasks = [line[0] for line in page.lines() if len(line[0]) < 4]
    assert tasks == ["R1", "R2", "T4", "T8", "T9", "A1", "A3", "A4"]
    place.criticality.setCurrentIndex(place.criticality.findData(4))
    place.criticality.activated.emit(place.criticality.currentIndex())
    assert [line[0] for line in page.lines() if len(line[0]) < 4] == ["R1", "T8", "A1", "A3"]


def test_that_somebody_new_gets_a_column(page: MatrixPage) -> None:
    page.place.add_person()
    form = shown(page.opened.qtbot, PersonForm)
    assert isinstance(form, PersonForm)
    form.person.set_value(Choice(page.unit.people[9], "Hélène Vachon"))
    form.try_save()
    assert "Hélène Vachon" in page.titles()


def test_that_the_matrix_is_copied_and_exported_whole(page: MatrixPage, tmp_path: Path) -> None:
    page.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("N°\tTâche\tCriticité\tNiveau requis\tÉtienne Gagnon-Roy")
    assert len(copied) == 1 + 20 + 2
    path = tmp_path / "matrice.csv"
    page.place.export_to(path)
    page.opened.settle()
    assert "Seule relève de" in path.read_text("utf-8-sig")


def test_that_the_matrix_is_worked_and_told_without_a_mouse(page: MatrixPage) -> None:
    check_window(page.opened.window)
