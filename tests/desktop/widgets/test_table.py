"""The list: filter, order, pages, columns, clipboard and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Look
from agence_desktop.desktop.widgets.rows import Page, PageRequest, SortKey
from agence_desktop.desktop.widgets.table_delegate import last_words
from agence_desktop.desktop.widgets.table_model import PAGE, TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel
from agence_desktop.desktop.widgets.table_view import TableView

pytestmark = pytest.mark.usefixtures("look")


@dataclass(frozen=True, slots=True)
class Booking:
    number: str
    room: str
    people: int


COLUMNS: tuple[Column[Booking], ...] = (
    Column("number", "Numéro", lambda row: row.number, strong=True),
    Column("room", "Espace", lambda row: row.room, detail=lambda _: "1er étage"),
    Column("people", "Pers.", lambda row: str(row.people), sort=lambda row: row.people, align=Align.RIGHT),
    Column(
        "state",
        "État",
        lambda _: "Confirmée",
        chip=lambda _: Chip("Confirmée", "check-circle", Look.CONFIRMED),
    ),
)
ROWS = [Booking("R-1", "Été", 12), Booking("R-2", "Beauport", 8), Booking("R-3", "Étang", 12)]


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[TablePanel]:
    model = TableModel(COLUMNS)
    made = TablePanel(model, "réservation", "Aucune réservation aujourd’hui.", "Nouvelle réservation")
    made.resize(700, 300)
    qtbot.addWidget(made)
    model.set_rows(ROWS)
    made.show()
    yield made
    made.close()


def shown(panel: TablePanel) -> list[str]:
    return [row.number for row in panel.model.rows()]


def test_that_typing_filters_and_the_counts_say_so(qtbot: QtBot, panel: TablePanel) -> None:
    qtbot.keyClicks(panel.filter_line, "ete")
    qtbot.waitUntil(lambda: shown(panel) == ["R-1"])
    assert panel.counts_text() == "1 sur 3 réservations"


def test_that_escape_empties_the_filter(qtbot: QtBot, panel: TablePanel) -> None:
    panel.filter_line.setText("ete")
    panel.apply_filter()
    qtbot.keyClick(panel.filter_line, Qt.Key.Key_Escape)
    panel.apply_filter()
    assert shown(panel) == ["R-1", "R-2", "R-3"]


def test_that_the_down_arrow_goes_from_the_filter_to_the_list(qtbot: QtBot, panel: TablePanel) -> None:
    qtbot.keyClick(panel.filter_line, Qt.Key.Key_Down)
    assert panel.view.current_row() == ROWS[0]


def test_that_an_empty_list_says_what_to_do(qtbot: QtBot, panel: TablePanel) -> None:
    panel.model.set_rows([])
    assert not panel.view.isVisible()
    with qtbot.waitSignal(panel.create_requested):
        panel._act_on_empty()


def test_that_a_filter_without_match_offers_to_be_emptied(panel: TablePanel) -> None:
    panel.filter_line.setText("xyz")
    panel.apply_filter()
    assert not panel.view.isVisible()
    panel._act_on_empty()
    assert shown(panel) == ["R-1", "R-2", "R-3"]


def test_that_columns_are_added_to_the_order(panel: TablePanel) -> None:
    panel.model.toggle_sort("people")
    panel.model.toggle_sort("people")
    panel.model.toggle_sort("room", add=True)
    assert panel.model.order == (SortKey("people", True), SortKey("room"))
    assert shown(panel) == ["R-3", "R-1", "R-2"]


def test_that_a_sorted_header_tells_its_direction_to_screen_readers(panel: TablePanel) -> None:
    panel.model.toggle_sort("people")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert panel.model.headerData(2, Qt.Orientation.Horizontal, role) == "Pers., tri 1, croissant"


def test_that_the_current_row_stays_current_in_another_order(panel: TablePanel) -> None:
    panel.view.choose(0)
    panel.model.toggle_sort("people")
    assert panel.view.current_row() == ROWS[0]
    assert panel.view.currentIndex().row() == 1


def test_that_a_cell_is_told_with_its_column_and_second_line(panel: TablePanel) -> None:
    index = panel.model.index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Espace\u00a0: Été, 1er étage"


def test_that_the_clipboard_gets_a_table_of_the_shown_columns(panel: TablePanel) -> None:
    panel.view.set_column_shown("state", False)
    panel.view.choose(1)
    panel.view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Numéro\tEspace\tPers.\r\nR-2\tBeauport\t8\r\n"
    assert '<td style="text-align:right">8</td>' in data.html()


def test_that_the_last_column_cannot_be_hidden(panel: TablePanel) -> None:
    for column in COLUMNS:
        panel.view.set_column_shown(column.key, False)
    assert [column.key for column in panel.view.shown_columns()] == ["state"]


def test_that_enter_opens_the_row(qtbot: QtBot, panel: TablePanel) -> None:
    panel.view.choose(2)
    with qtbot.waitSignal(panel.view.row_opened) as signal:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert signal.args == [ROWS[2]]


def test_that_the_layout_is_taken_up_again(panel: TablePanel) -> None:
    panel.view.set_column_shown("room", False)
    panel.model.toggle_sort("people")
    kept = panel.view.layout_state()
    panel.view.set_column_shown("room", True)
    panel.model.sort_by([])
    panel.view.restore_layout(kept)
    assert panel.view.layout_state() == kept


def test_that_widths_follow_another_font_on_the_screen_and_when_taken_up_again(
    request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    panel = TablePanel(TableModel(COLUMNS), "réservation", "Rien.")
    qtbot.addWidget(panel)
    panel.view.setColumnWidth(0, 150)
    kept = panel.view.layout_state()
    request.getfixturevalue("large")
    assert panel.view.columnWidth(0) == 300
    assert panel.view.layout_state()["widths"]["number"] == 300
    other = TablePanel(TableModel(COLUMNS), "réservation", "Rien.")
    qtbot.addWidget(other)
    other.view.restore_layout(kept)
    assert other.view.columnWidth(0) == 300
    # What was kept before the font was is taken as it is.
    other.view.restore_layout({key: value for key, value in kept.items() if key != "font"})
    assert other.view.columnWidth(0) == 150


def test_that_a_column_that_stretches_stays_legible_in_a_narrow_list(qtbot: QtBot) -> None:
    columns = (*COLUMNS, Column[Booking]("purpose", "Objet", lambda _: "Comité", width=200, stretch=True))
    view = TableView(TableModel(columns), "réservation")
    qtbot.addWidget(view)
    view.show()
    widths = []
    for width in (950, 520, 950):
        view.resize(width, 300)
        widths.append(view.columnWidth(4))
    assert widths[1] == 200
    assert view.horizontalScrollBar().maximum() == 0
    assert widths[0] == widths[2] > 400
    # A column less makes room again.
    view.resize(520, 300)
    assert view.horizontalScrollBar().maximum() > 0
    view.set_column_shown("room", False)
    assert view.columnWidth(4) > 90
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)


def test_that_a_long_list_is_read_page_by_page(qtbot: QtBot, tasks: Tasks, panel: TablePanel) -> None:
    asked: list[PageRequest] = []
    many = [Booking(f"R-{n}", "Été", n) for n in range(1_000)]

    def load(request: PageRequest) -> Page:
        asked.append(request)
        return Page(many[request.offset : request.offset + request.limit], len(many), len(many))

    panel.model.set_loader(load, tasks)
    qtbot.waitUntil(lambda: tasks.idle)
    assert panel.model.rowCount() == PAGE
    assert panel.counts_text() == "1\u00a0000 réservations"
    panel.view.scrollToBottom()
    panel.model.fetchMore(panel.model.index(-1, -1))
    qtbot.waitUntil(lambda: tasks.idle)
    assert panel.model.rowCount() >= 2 * PAGE
    panel.view.scrollToTop()
    panel.model.sort_by([SortKey("people", True)])
    qtbot.waitUntil(lambda: tasks.idle)
    assert PageRequest("", (SortKey("people", True),), 0, PAGE) in asked
    assert shown(panel)[:PAGE] == [row.number for row in many[:PAGE]]


def test_that_the_answer_to_an_older_filter_is_dropped(qtbot: QtBot, tasks: Tasks, panel: TablePanel) -> None:
    def load(request: PageRequest) -> Page:
        return Page([Booking(request.text or "all", "", 0)], 1, 1)

    panel.model.set_loader(load, tasks)
    panel.model.set_filter("a")
    panel.model.set_filter("ab")
    qtbot.waitUntil(lambda: tasks.idle)
    assert shown(panel) == ["ab"]


def test_that_a_name_told_by_its_end_keeps_its_last_words_whole() -> None:
    metrics = QFontMetricsF(QFont())
    name = "Soutien aux opérations – Capitale-Nationale"
    assert last_words(name, metrics.horizontalAdvance(name), metrics) == name
    room = metrics.horizontalAdvance("…\u00a0– Capitale-Nationale")
    assert last_words(name, room, metrics) == "…\u00a0Capitale-Nationale"
    place = "Bureau de Services Québec de Portneuf"
    room = metrics.horizontalAdvance("…\u00a0de Portneuf")
    assert last_words(place, room, metrics) == "…\u00a0de Portneuf"
    edge = "Bureau de Services Québec d’Estimauville"
    assert last_words(edge, metrics.horizontalAdvance("Estimauville"), metrics) == "Estimauville"
    assert last_words("Anticonstitutionnellement", room, metrics).startswith("Ant")
    part = last_words(
        "Salle Montmorency, partie B", metrics.horizontalAdvance("Salle Montm…, partie B"), metrics
    )
    assert part.startswith("Salle M")
    assert part.endswith("…, partie B")


def test_that_a_part_in_a_narrow_column_keeps_the_name_of_its_room() -> None:
    metrics = QFontMetricsF(QFont())

    def told(name: str, room: str) -> str:
        return last_words(name, metrics.horizontalAdvance(room), metrics)

    assert told("Salle 0.55, partie B", "0.55, partie B") == "0.55, partie B"
    short = told("Salle Montmorency, partie B", "Montmo…, partie B")
    assert short.startswith("Mont")
    assert short.endswith("…, partie B")
    shorter = told("Salle Montmorency, partie B", "Montmo…, B")
    assert shorter.startswith("Mont")
    assert shorter.endswith("…, B")
    assert told("Salle Pic, partie B", "Salle Pic, partie B") == "Salle Pic, partie B"
    # Where not even that has room, its end.
    assert told("Salle Montmorency, partie B", "… B") == "…\u00a0B"


def test_that_what_stands_aside_is_told_between_the_text_and_its_second_line() -> None:
    column = Column[Booking](
        "room",
        "Espace",
        lambda row: row.room,
        aside=lambda row: f"{row.people} pers.",
        detail=lambda _: "1er",
    )
    model = TableModel((column,))
    model.set_rows(ROWS)
    told = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Espace\u00a0: Été, 12 pers., 1er"
