"""A program of its own for the screen reader's test: the planning, which does the keys named on its input."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.planning import PlanningView
from tests.desktop.calendar.samples import BLOCKS, ROWS, SITES, WEEK


def main() -> None:
    """Show the planning until the input ends."""
    app = QApplication(sys.argv)
    view = PlanningView()
    view.resize(1000, 400)
    view.set_range(WEEK, Hours(8 * 60, 18 * 60))
    view.set_rows(ROWS, SITES)
    view.set_blocks(BLOCKS)
    view.show()
    view.activateWindow()
    view.setFocus()

    def obey() -> None:
        words = sys.stdin.readline().split()
        if words:
            QTest.keyClick(view, Qt.Key[words[0]])
        else:
            app.quit()

    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(obey)
    app.exec()


if __name__ == "__main__":
    main()
