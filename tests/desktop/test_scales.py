"""On screens of usual sizes at 100 to 200 %, the window has its room and its drawings are sharp."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FULL_HD, ULTRA_HD = (1920, 1080), (3840, 2160)
SCREENS = "ecrans.json"
# Named without its folder: colons part what the platform is told, and Windows has one after its drives.
PLATFORM = f"offscreen:configfile={SCREENS}"
SHOWN = """
import json, sys
from pathlib import Path
from agence_desktop.desktop import application
from agence_desktop.desktop.application import DesktopOptions

folder = Path(sys.argv[1])

def wire(runtime):
    from PySide6.QtCore import QSize, QTimer

    def tell():
        window = runtime.window
        action = next(one for one in window.actions() if not one.icon().isNull())
        screen = window.screen().availableGeometry()
        print(json.dumps({
            "screen": [screen.width(), screen.height()],
            "window": [window.frameGeometry().width(), window.frameGeometry().height()],
            "full": window.isMaximized(),
            "ratio": window.devicePixelRatioF(),
            "icon": action.icon().pixmap(QSize(16, 16), window.devicePixelRatioF()).width(),
        }))
        window.close()

    QTimer.singleShot(0, tell)
    return []

sys.exit(application.run(DesktopOptions(folder / "fenetre.ini", folder / "brouillons"), wire))
"""


def started(folder: Path, pixels: tuple[int, int], scale: str, program: str = SHOWN) -> dict[str, Any]:
    """What a first start shows on a screen of so many pixels at a scale of Windows."""
    screen = {"name": "essai", "x": 0, "y": 0, "width": pixels[0], "height": pixels[1], "dpr": 1}
    (folder / SCREENS).write_text(json.dumps({"screens": [screen]}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=folder,
        env={**os.environ, "QT_QPA_PLATFORM": PLATFORM, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("pixels", "scale", "full"),
    [
        (FULL_HD, "1", False),
        (FULL_HD, "1.25", True),
        (FULL_HD, "1.5", True),
        ((1366, 768), "1", True),
        (ULTRA_HD, "1.5", False),
        (ULTRA_HD, "1.75", False),
        (ULTRA_HD, "2", False),
    ],
)
def test_that_the_first_window_has_its_room_and_its_drawings_the_ratio_of_the_screen(
    tmp_path: Path, pixels: tuple[int, int], scale: str, full: bool
) -> None:
    found = started(tmp_path, pixels, scale)
    assert found["ratio"] == float(scale)
    assert found["full"] is full
    # Between two whole scales Qt rounds the frame up.
    assert all(have <= room + 1 for have, room in zip(found["window"], found["screen"], strict=True))
    assert found["icon"] == round(16 * float(scale))


LARGE = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout
from agence_desktop.desktop import application
from agence_desktop.desktop.application import DesktopOptions
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.places import Place, PlaceSpec, Target

folder = Path(sys.argv[1])

class Large(Place):
    def __init__(self, desk):
        super().__init__(desk)
        self.first, self.last = QPushButton("a"), QPushButton("z")
        box = QVBoxLayout(self)
        box.addWidget(self.first)
        box.addSpacing(900)
        box.addWidget(self.last)

class Small(Place):
    pass

def wire(runtime):
    from PySide6.QtCore import QTimer

    specs = tuple(PlaceSpec(f"s.{one.__name__}", one.__name__, one) for one in (Large, Small))

    def tell():
        window = runtime.window
        area = window.pages.findChild(QScrollArea, options=Qt.FindChildOption.FindDirectChildrenOnly)
        bar = area.verticalScrollBar() if area is not None else None
        told = {"scrolls": bar is not None, "window": window.height(),
                "screen": window.screen().availableGeometry().height()}
        if bar is not None:
            window.go(Target("s.Large"))
            QApplication.processEvents()
            told["large"] = bar.maximum()
            area.ensureWidgetVisible(window.place.last)
            told["reached"] = bar.value() > 0
            window.go(Target("s.Small"))
            QApplication.processEvents()
            told["small"] = bar.maximum()
        told["after"] = window.height()
        print(json.dumps(told))
        window.close()

    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    QTimer.singleShot(0, tell)
    return [Contribution("s", "Service", "door", 1, specs)]

sys.exit(application.run(DesktopOptions(folder / "fenetre.ini", folder / "brouillons"), wire))
"""


def test_that_a_place_larger_than_a_small_screen_is_scrolled_and_the_window_stays_on_it(
    tmp_path: Path,
) -> None:
    found = started(tmp_path, FULL_HD, "2", LARGE)
    assert found["scrolls"]
    assert found["large"] > 400
    assert found["reached"]
    assert found["small"] == 0
    assert found["window"] == found["after"] <= found["screen"]


def test_that_on_a_usual_screen_nothing_of_the_window_scrolls(tmp_path: Path) -> None:
    assert not started(tmp_path, FULL_HD, "1", LARGE)["scrolls"]


TWO_SCREENS = """
import json, sys
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from agence_desktop.core.resources import resource_path
from agence_desktop.desktop import icons
from agence_desktop.desktop.theme import Appearance, Theme, install_font
from agence_desktop.desktop.widgets.labels import IconLabel

app = QApplication(sys.argv)
install_font(app, resource_path("fonts"))
look = Theme(app, Appearance.LIGHT)
window = QWidget()
line = QHBoxLayout(window)
label = IconLabel("calendar")
line.addWidget(label)
told = []
for screen in app.screens():
    window.show()
    window.windowHandle().setScreen(screen)
    window.windowHandle().setPosition(screen.geometry().topLeft() + QPoint(50, 50))
    app.processEvents()
    made = icons.icon("calendar").pixmap(label.size(), window.devicePixelRatioF())
    told.append([window.devicePixelRatioF(), label.pixmap().devicePixelRatioF(), made.devicePixelRatioF()])
print(json.dumps(told))
"""


def test_that_drawings_stay_sharp_on_a_second_screen_of_another_scale(tmp_path: Path) -> None:
    screens = [
        {"name": "portable", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1},
        {"name": "bureau", "x": 1920, "y": 0, "width": 2560, "height": 1440, "dpr": 1},
    ]
    (tmp_path / SCREENS).write_text(json.dumps({"screens": screens}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": PLATFORM, "QT_SCREEN_SCALE_FACTORS": "1;1.5"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[1.0, 1.0, 1.0], [1.5, 1.5, 1.5]]
