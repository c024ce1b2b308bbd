"""What is painted: states differ without colour, acronyms are whole, and painting is quick and quiet."""

from __future__ import annotations

import time
from datetime import date
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.bands import Band
from agence_desktop.desktop.calendar.blocks import BlockPainter
from agence_desktop.desktop.calendar.captions import Caption, caption
from agence_desktop.desktop.calendar.items import Block, Row, Style, days_between, working_days
from agence_desktop.desktop.calendar.looks import LOOKS
from agence_desktop.desktop.calendar.metrics import Metrics
from agence_desktop.desktop.calendar.patterns import dots, falling, rising
from agence_desktop.desktop.calendar.planning import PlanningView
from agence_desktop.desktop.calendar.planning_paint import by_weeks, starts_week
from agence_desktop.desktop.calendar.strips import Strip, Strips
from agence_desktop.desktop.calendar.words import in_two
from agence_desktop.desktop.tokens import DARK_TOKENS, LIGHT_TOKENS, Tokens, contrast_tokens
from tests.desktop.calendar.conftest import shown
from tests.desktop.calendar.samples import BLOCKS, ROWS, block

pytestmark = pytest.mark.usefixtures("font")

LOOKS_OF_ALL = (LIGHT_TOKENS, DARK_TOKENS, contrast_tokens(QPalette(QColor("black"))))


@pytest.fixture(params=LOOKS_OF_ALL, ids=lambda look: str(look.scheme))
def look(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Tokens:
    """Each look in turn."""
    found: Tokens = request.param
    monkeypatch.setattr(theme, "tokens", lambda: found)
    return found


def swatch(style: Style, *, selected: bool = False, label: str = "MTQ", width: int = 90) -> QImage:
    """A block of a style, in grey, as a printer without colour would give it."""
    image = QImage(width + 10, 50, QImage.Format.Format_ARGB32)
    image.fill(theme.tokens().color("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown = block("a", 14, 9, 11, style=style, label=label, text=label and "Comité")
    BlockPainter(painter, Metrics(), 1.0).block(QRectF(5, 5, width, 36), shown, selected=selected)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def difference(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than a slight shade."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(abs(a - b) > 12 for a, b in pairs) / (one.width() * one.height())


def test_that_every_style_has_a_look_and_its_own_icon() -> None:
    assert set(LOOKS) == set(Style)
    assert len({look.icon for look in LOOKS.values()}) == len(Style)


@pytest.mark.usefixtures("look")
def test_that_all_states_stay_distinct_in_grey() -> None:
    drawn = {style: swatch(style) for style in Style}
    for one, other in combinations(Style, 2):
        assert difference(drawn[one], drawn[other]) > 0.01, (one, other)


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("pair", [(Style.FIRM, Style.TENTATIVE), (Style.FIRM, Style.ATTENDED)])
def test_that_patterns_alone_tell_firm_from_tentative_without_words(
    pair: tuple[Style, Style],
) -> None:
    # Twelve pixels leave no room for an icon: the pattern speaks alone.
    one, other = (swatch(style, label="", width=12) for style in pair)
    assert difference(one, other) > 0.01


@pytest.mark.usefixtures("look")
def test_that_a_chosen_block_inverts_and_keeps_its_pattern() -> None:
    for style in Style:
        assert difference(swatch(style), swatch(style, selected=True)) > 0.2
    firm, tentative = (swatch(style, selected=True) for style in (Style.FIRM, Style.TENTATIVE))
    assert difference(firm, tentative) > 0.02


@pytest.mark.parametrize(
    ("width", "height", "label", "expected"),
    [
        (12, 36, "MTQ", Caption.NOTHING),
        (31, 36, "MTQ", Caption.ICON),
        (40, 36, "MTQ", Caption.STACKED),
        (40, 36, "CNESST", Caption.ICON),
        (63, 36, "MTQ", Caption.STACKED),
        (80, 36, "MTQ", Caption.FULL),
        (66, 36, "CNESST", Caption.STACKED),
        (80, 17, "MTQ", Caption.LINE),
        (40, 17, "CNESST", Caption.ICON),
        (80, 8, "MTQ", Caption.NOTHING),
    ],
)
def test_that_a_block_says_what_it_has_room_for(
    width: int, height: int, label: str, expected: Caption
) -> None:
    assert caption(width, height, label, 11, Metrics()) is expected


@pytest.mark.parametrize("label", ["MTQ", "CNESST", "MAPAQ", "HQ, 2e"])
def test_that_an_acronym_is_never_cut(label: str) -> None:
    metrics = Metrics()
    for width in range(12, 140):
        kind = caption(width, 36, label, 11, metrics)
        needed = {
            Caption.STACKED: metrics.strong.width(label),
            Caption.FULL: metrics.icon + metrics.gap + metrics.strong.width(label),
        }.get(kind, 0)
        assert needed <= width - 11


def test_that_a_sentence_breaks_between_words() -> None:
    metrics = Metrics()
    assert in_two("Partie A prise", 50, metrics) == ["Partie A", "prise"]
    assert in_two("Partie A prise", 500, metrics) == ["Partie A prise"]
    assert in_two("Complet", 5, metrics) == ["Complet"]


def test_that_hatches_stay_inside_their_rectangle() -> None:
    for lines in (rising(37, 14, 6), falling(37, 14, 6)):
        assert lines
        for line in lines:
            for x, y in ((line.x1(), line.y1()), (line.x2(), line.y2())):
                assert -1e-6 <= x <= 37 + 1e-6
                assert -1e-6 <= y <= 14 + 1e-6
    assert all(QRectF(0, 0, 37, 14).contains(point) for point in dots(37, 14, 5))


def test_that_scrolling_shows_what_a_full_painting_shows(qtbot: QtBot) -> None:
    view = PlanningView()
    shown(view, qtbot, height=300)
    rows, blocks = many(60)
    view.set_rows(rows)
    view.set_blocks(blocks)
    QApplication.processEvents()
    for value in (3, 57, 200, 190, 900):
        view.verticalScrollBar().setValue(value)
        QApplication.processEvents()
        scrolled = view.screen().grabWindow(view.winId()).toImage()
        assert scrolled.size() == view.size()
        view.viewport().update()
        QApplication.processEvents()
        assert scrolled == view.screen().grabWindow(view.winId()).toImage()


def many(count: int) -> tuple[list[Row], list[Block]]:
    """Rooms, each with two bookings a day."""
    rows = [Row(f"r{number}", f"Salle {number}", note="12 pers.") for number in range(count)]
    blocks = [
        block(f"{row.key}-{day}-{hour}", day, hour, hour + 2, row_key=row.key, style=style)
        for row in rows
        for day in range(13, 17)
        for hour, style in ((9, Style.FIRM), (13, Style.TENTATIVE))
    ]
    return rows, blocks


def test_that_a_thousand_rooms_scroll_as_lightly_as_a_few(qtbot: QtBot) -> None:
    view = PlanningView()
    shown(view, qtbot, 1400, 900)

    def scroll() -> float:
        bar, times = view.verticalScrollBar(), []
        for step in range(1, 22):
            bar.setValue(step * 20)
            # Of the processor: on a busy machine the clock tells of others.
            start = time.thread_time()
            QApplication.processEvents()
            times.append(time.thread_time() - start)
        return sorted(times)[len(times) // 2]

    medians = []
    for count in (60, 1000):
        rows, blocks = many(count)
        view.set_rows(rows)
        view.set_blocks(blocks)
        view.verticalScrollBar().setValue(0)
        QApplication.processEvents()
        medians.append(scroll())
    assert medians[1] < 3 * medians[0] + 0.002


def test_that_an_update_paints_only_the_rows_concerned(
    planning: PlanningView, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    original = Strips.of

    def spy(self: Strips, band: Band, blocks: BlockPainter) -> Strip:
        painted.append(band.row.key if band.row else "")
        strip = original(self, band, blocks)
        assert len(strip.pictures) == 1
        return strip

    QApplication.processEvents()
    monkeypatch.setattr(Strips, "of", spy)
    planning.update_blocks([block("c", 15, 13, 15, row_key="205")])
    QApplication.processEvents()
    assert painted == ["205"]


def test_that_a_booking_outside_the_hours_widens_the_axis(planning: PlanningView) -> None:
    planning.update_blocks([block("z", 14, 6, 7)])
    assert planning.axis.columns[1].first == 6 * 60
    planning.update_blocks([], ["z"])
    planning.set_blocks(BLOCKS)
    assert planning.axis.columns[1].first == 8 * 60


def test_that_rows_and_headers_grow_with_the_font(qtbot: QtBot, qapp: QApplication) -> None:
    view = PlanningView()
    shown(view, qtbot)
    before = view.metrics.row, view.metrics.header, view.scene.bands.height
    larger = QFont(qapp.font())
    larger.setPixelSize(larger.pixelSize() * 2)
    qapp.setFont(larger)
    QApplication.processEvents()
    assert view.metrics.row >= 2 * before[0]
    assert view.metrics.header >= 1.9 * before[1]
    assert view.scene.bands.height >= 1.9 * before[2]
    assert view.metrics.row >= view.metrics.body_line + view.metrics.line


def test_that_every_look_paints_without_a_warning(qtbot: QtBot, look: Tokens) -> None:
    view = PlanningView()
    shown(view, qtbot)
    view.select("a")
    image = view.grab().toImage()
    assert image.pixelColor(QPoint(2, 2)) == look.color("header")


def test_that_a_planning_without_rows_says_what_to_do(qtbot: QtBot) -> None:
    view = PlanningView()
    shown(view, qtbot)
    before = view.grab().toImage()
    view.set_rows(())
    assert view.grab().toImage() != before
    view.set_rows(ROWS)
    view.set_range(())
    view.grab()


def test_that_a_quarter_is_headed_by_weeks_and_its_cells_are_days(qtbot: QtBot) -> None:
    view = PlanningView()
    shown(view, qtbot, 1100, 300)
    days = working_days(days_between(date(2026, 10, 5), date(2026, 12, 25)))
    view.set_range(days, Hours(0, 1440))
    view.set_rows([Row("204", "Louise Arsenault", grid_minutes=1440)])
    assert view.horizontalScrollBar().maximum() == 0
    assert by_weeks(view.axis.columns)
    starts = [
        column
        for before, column in pairwise((None, *view.axis.columns))
        if column and starts_week(before, column)
    ]
    assert [column.day.date.weekday() for column in starts] == [0] * 12
    assert len([stop for stop in view.visible_stops() if stop.block is None]) == len(days)
    before = view.grab().toImage()
    view.set_now(None)
    assert view.grab().toImage() != before
