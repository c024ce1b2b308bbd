"""The planning of 1,000 rooms and a dense week, frame by frame, beside the same rectangles bare.

    python benchmarks/planning_frame.py [--rooms N] [--rounds N] [--ratios 1 1.5] [--profile repaint]

Ours is the calendar of the program, filled through the same functions as on the screen. The baseline is a
scroll area of the same size with the same scroll bars that fills one rectangle for each row and each block,
and nothing else: no text, icon, pattern, line or header. A frame is a step and everything that it paints,
to the end; the first pages are those of rows that were never painted before. Each ratio, the pixels of the
screen in a logical one, has a process of its own. Aim: a median of 16 ms at most for every kind of frame.
Where others use the machine too, the time of the processor tells what a frame takes; the time on the clock
tells how long it was waited for.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from benchmarks.common import paired, show

if TYPE_CHECKING:
    from agence_desktop.desktop.calendar.planning import PlanningView
    from agence_desktop.desktop.spaces.calendars.planning_items import Picture

FRAMES = 20
"""Frames in one turn: the two sides take turns."""
SIZE = (1400, 900)
MONDAY = date(2026, 11, 23)
SCROLL_STEP = 60
"""Pixels of one notch of the wheel."""


class BareView(QAbstractScrollArea):
    """Rows and blocks as rectangles of one colour; scrolls by moving pixels."""

    def __init__(self, lines: list[tuple[QRect, list[QRect]]], header: int, across: int, down: int) -> None:
        super().__init__()
        self._lines, self._header = lines, header
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().setRange(0, across)
        self.verticalScrollBar().setRange(0, down)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted already, below the header."""
        port = self.viewport()
        port.scroll(dx, dy, port.rect().adjusted(0, self._header, 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what is exposed."""
        dx, dy = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        exposed = event.rect()
        area = exposed.translated(dx, dy)
        height = self._lines[0][0].height()
        first, last = max((area.top() - self._header) // height - 1, 0), area.bottom() // height + 1
        with QPainter(self.viewport()) as painter:
            painter.setClipRect(exposed)
            painter.fillRect(exposed, Qt.GlobalColor.white)
            painter.translate(-dx, -dy)
            for row, blocks in self._lines[first:last]:
                painter.fillRect(row, Qt.GlobalColor.lightGray)
                for block in blocks:
                    painter.fillRect(block, Qt.GlobalColor.darkCyan)


def dense_week(rooms: int) -> tuple[Picture, datetime]:
    """So many rooms of forty buildings, five to seven bookings a day in each, and the time of day."""
    from tests.desktop.spaces import samples

    from agence_desktop.core.clock import QUEBEC, place
    from agence_desktop.desktop.calendar.periods import Period, Reach
    from agence_desktop.desktop.spaces.calendars.planning_items import picture
    from agence_desktop.desktop.spaces.gateway import Agenda
    from agence_desktop.spaces.journal import OccurrenceRow
    from agence_desktop.spaces.rows import OccurrenceState

    sites = tuple(samples.site(n, f"Services Québec {n}", "Québec", "03") for n in range(1, 41))
    spaces = {
        n: samples.space(n, f"Salle {n:04}", n % 40 + 1, 4 + n % 30, equipment=frozenset({"wifi", "visio"}))
        for n in range(1, rooms + 1)
    }
    base = samples.reference(sites=sites)
    facts = base.facts[samples.CHAUDIERE]
    reference = replace(
        base,
        spaces=spaces,
        facts={
            n: replace(facts, space_id=n, code=one.code, name=one.name, site_id=one.site_id)
            for n, one in spaces.items()
        },
    )
    states = tuple(OccurrenceState)
    lengths = (60, 90, 30, 120, 60, 45)
    rows: list[OccurrenceRow] = []
    for room in spaces:
        for day in range(5):
            at = datetime.combine(MONDAY, datetime.min.time()) + timedelta(
                days=day, hours=8, minutes=15 * (room % 4)
            )
            for turn in range(5 + room % 3):
                end = at + timedelta(minutes=lengths[(room + day + turn) % len(lengths)])
                rows.append(
                    samples.occurrence(
                        len(rows) + 1,
                        room,
                        place(at, end, QUEBEC),
                        # Firm bookings are the rule, the other states take turns.
                        states[(room + turn) % len(states)] if turn % 2 else OccurrenceState.CONFIRMED,
                        buffer=15 if turn % 3 == 0 else 0,
                        purpose=("Comité de sécurité routière", "Formation", "Comité de gestion")[turn % 3],
                        acronym=("MTQ", "MSP", "SQ-SC", "RAMQ")[(room + turn) % 4],
                    )
                )
                at = end + timedelta(minutes=15)
    period = Period(Reach.WEEK, MONDAY)
    now = datetime(2026, 11, 25, 15, 0, tzinfo=samples.NOW.tzinfo)
    agenda = Agenda(reference, period.span(), tuple(rows), now)
    return picture(agenda, list(spaces), period, samples.CLERK, now), now


def our_view(rooms: int) -> PlanningView:
    """The calendar of the program, shown."""
    from agence_desktop.core.resources import resource_path
    from agence_desktop.desktop.calendar.planning import PlanningView
    from agence_desktop.desktop.theme import Appearance, Theme, install_font

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_font(app, resource_path("fonts"))
    Theme(app, Appearance.LIGHT)
    made, now = dense_week(rooms)
    view = PlanningView()
    view.resize(*SIZE)
    view.set_range(made.days, made.hours, made.zone)
    view.set_closed(made.closed)
    view.set_rows(made.rows, made.groups)
    view.set_blocks(made.blocks)
    view.set_now(now)
    _open(view)
    return view


def bare_view(ours: PlanningView) -> BareView:
    """The same rectangles, in the same places."""
    scene, metrics = ours.scene, ours.metrics
    lines = []
    for band in scene.bands.bands:
        row = QRect(metrics.side, metrics.header + band.top, round(scene.axis.length), band.height - 1)
        boxes = [scene.box(block) for block in ours.store.row(band.row.key).blocks] if band.row else []
        moved = [box.moved(metrics.side, metrics.header) for box in boxes if box is not None]
        lines.append((row, [QRect(*(round(length) for length in box)) for box in moved]))
    across, down = ours.horizontalScrollBar().maximum(), ours.verticalScrollBar().maximum()
    view = BareView(lines, metrics.header, across, down)
    view.resize(*SIZE)
    _open(view)
    return view


def _open(view: QAbstractScrollArea) -> None:
    view.show()
    view.activateWindow()
    view.setFocus()
    QApplication.processEvents()


def frames(
    view: QAbstractScrollArea, step: Callable[[], object], times: list[tuple[float, float]]
) -> Callable[[], None]:
    """A turn: so many steps, each painted to the end before the next; clock and processor time of each."""

    def turn() -> None:
        for _ in range(FRAMES):
            start, busy = time.perf_counter(), time.thread_time()
            step()
            # At once: Qt would otherwise wait for the next picture of the screen.
            QApplication.sendEvent(view.window(), QEvent(QEvent.Type.UpdateRequest))
            times.append((time.perf_counter() - start, time.thread_time() - busy))

    return turn


def steps_of(view: QAbstractScrollArea) -> dict[str, Callable[[], object]]:
    """What can be done to a view."""
    down = view.verticalScrollBar()

    def scroll(by: int) -> None:
        down.setValue(down.value() + by if down.value() + by <= down.maximum() else 0)

    return {
        "scroll": lambda: scroll(SCROLL_STEP),
        "repaint": view.viewport().update,
        "page": lambda: scroll(view.height() - 100),
        "arrow": _arrow(view),
    }


def _arrow(view: QAbstractScrollArea) -> Callable[[], object]:
    """The next cell, there and back; bare, two rectangles of that size painted again."""
    from agence_desktop.desktop.calendar.planning import PlanningView

    if isinstance(view, PlanningView):
        ways = cycle([Qt.Key.Key_Right] * FRAMES + [Qt.Key.Key_Left] * FRAMES)
        return lambda: QTest.keyClick(view, next(ways))

    def again() -> None:
        view.viewport().update(400, 300, 80, 56)
        view.viewport().update(480, 300, 80, 56)

    return again


def profile(view: PlanningView, kind: str) -> None:
    """Where the frames of one kind spend their time."""
    import cProfile
    import pstats

    turn = frames(view, steps_of(view)[kind], [])
    turn()
    with cProfile.Profile() as profiler:
        turn()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def measure(view: PlanningView, rounds: int) -> list[list[str]]:
    """A line of the table for each kind of frame."""
    bare = bare_view(view)
    ratio = f"{view.devicePixelRatioF():g}"
    kinds, others = steps_of(view), steps_of(bare)
    table = []
    for kind in ("first page", *kinds):
        mine, theirs = list[tuple[float, float]](), list[tuple[float, float]]()
        name = "page" if kind == "first page" else kind
        ours, other = frames(view, kinds[name], mine), frames(bare, others[name], theirs)
        if kind != "first page":
            ours()
            other()
            mine.clear()
            theirs.clear()
        # There are rows for some forty first pages only.
        _, _, factor = paired(ours, other, rounds if kind != "first page" else 2)
        table.append([ratio, kind, *_medians(mine), *_medians(theirs), f"{factor:.1f}"])
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rooms", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--ratios", type=float, nargs="+", default=[1, 1.25, 1.5, 2])
    parser.add_argument("--profile", choices=("scroll", "repaint", "page", "arrow"))
    given = parser.parse_args()
    if len(given.ratios) > 1 and not given.profile:
        for ratio in given.ratios:
            others = ("--rooms", str(given.rooms), "--rounds", str(given.rounds))
            subprocess.run([sys.executable, __file__, "--ratios", str(ratio), *others], check=True)
        return
    os.environ["QT_SCALE_FACTOR"] = str(given.ratios[0])
    app = QApplication([])
    view = our_view(given.rooms)
    if given.profile:
        profile(view, given.profile)
        return
    table = measure(view, given.rounds)
    print(f"{len(view.rows)} rooms, {len(view.store)} blocks, {len(view.visible_stops())} stops on view")
    show(["ratio", "frame", "ours ms", "ours CPU ms", "bare ms", "bare CPU ms", "ours ÷ bare"], table)
    app.processEvents()


def _medians(times: list[tuple[float, float]]) -> list[str]:
    return [f"{statistics.median(column) * 1000:.1f}" for column in zip(*times, strict=True)]


if __name__ == "__main__":
    main()
