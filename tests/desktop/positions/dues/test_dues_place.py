"""The month of due dates: filled, walked by keyboard, listed by day, exported for a substitute."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agence_desktop.desktop.positions.dues.dues_place import DuesPlace
from agence_desktop.desktop.positions.keys import CALENDAR
from support import relief_story
from support.accessibility import check_window
from support.fragile import Fragile
from support.windows import OpenWindow


def month(opened: OpenWindow, day: str = "2026-12-03") -> DuesPlace:
    place = opened.go(CALENDAR, first="2026-12-01", day=day, daily=False)
    assert isinstance(place, DuesPlace)
    return place


def listed(place: DuesPlace) -> list[tuple[str, str]]:
    """Task and relief of the day shown."""
    columns = {column.key: column for column in place.model.columns}
    return [(due.task.key, columns["releve"].text(due)) for due in place.model.rows()]


def test_that_a_day_is_listed_with_who_covers(opened: OpenWindow) -> None:
    place = month(opened)
    assert listed(place) == [("T7", "Josée Lachance"), ("T9", "aucune relève")]
    assert place.list.note.text() == "jeudi 3 décembre 2026, 2 échéances"
    check_window(opened.window)


def test_that_days_and_blocks_are_told_to_a_screen_reader(opened: OpenWindow) -> None:
    place = month(opened)
    names = [place.month.stop_name(stop) for stop in place.month.visible_stops()]
    assert "jeudi 3 décembre 2026, 2 échéances" in names
    told = next(name for name in names if "P-0142 T9" in name)
    assert "Transmettre l’état des engagements financiers" in told
    assert "aucune relève" in told


def test_that_the_keyboard_walks_days_and_opens_the_sheet(opened: OpenWindow) -> None:
    place = month(opened)
    place.month.setFocus()
    place.month.set_focus_stop(place.month.visible_stops()[0])
    for _ in range(3):
        QTest.keyClick(place.month, Qt.Key.Key_Right)
    stop = place.month.focus_stop
    assert stop is not None
    QTest.keyClick(place.month, Qt.Key.Key_Return)
    assert place.day == date(2026, 12, 3)
    QTest.keyClick(place.month, Qt.Key.Key_Down)
    QTest.keyClick(place.month, Qt.Key.Key_Return)
    opened.settle()
    assert opened.window.place is not place


def test_that_daily_tasks_are_shown_on_demand(opened: OpenWindow) -> None:
    place = month(opened)
    place.daily.setChecked(True)
    assert [task for task, _ in listed(place)] == ["T10", "T1", "T7", "T9"]


def test_that_an_announced_absence_is_seen_at_once(opened: OpenWindow, unit: Fragile) -> None:
    place = month(opened)
    assert not any(due.away for due in place.dues)
    opened.database.write(lambda session: relief_story.announced(session, unit))
    opened.window.hub.publish_everything()
    opened.qtbot.waitUntil(lambda: any(due.away for due in place.dues))


def test_that_the_dates_of_a_substitute_are_exported(opened: OpenWindow, tmp_path: Path) -> None:
    place = month(opened)
    menu = place.choose_person()
    assert menu is not None
    names = [action.text() for action in menu.actions()]
    menu.close()
    assert "Josée Lachance" in names
    assert place.unit_dues is not None
    josee = next(one for one in place.unit_dues.people.values() if one.name == "Josée Lachance")
    path = tmp_path / "josee.ics"
    place.export_to(josee, path)
    opened.settle()
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert any("pour Josée Lachance" in said for said in opened.window.toasts.sentences)
