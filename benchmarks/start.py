"""From starting the process to a window one can work with, beside a bare QMainWindow.

    python benchmarks/start.py [--rounds N] [--imports]

The baseline imports QtWidgets, shows an empty QMainWindow and is painted. « Dressed » is a window of the
parts that ours shows first (menu bar, six buttons with icons, tabs, rail, labels, status bar, font, palette,
a short style sheet), written by hand in one script: what they take without a line of the program. Ours is
first painted, then usable: the base of the demonstration is open and every screen is there, to be imported
when it is first shown; then filled: its first place is read. Everything is warm: the files were read and the
modules compiled before. Aim: the painted window within 1.6 times the baseline. ``--imports`` lists what is
imported before the window is painted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import ROOT, show

_TELL = """
import sys, time
def tell(word):
    print(word, time.process_time(), flush=True)
"""

_BARE = (
    _TELL
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1400, 900)
window.show()
app.processEvents()
tell("painted")
"""
)

_DRESSED = (
    _TELL
    + """
from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontDatabase, QIcon, QKeySequence
from PySide6.QtGui import QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (QAbstractButton, QApplication, QFrame, QHBoxLayout, QLabel, QMainWindow,
    QPushButton, QScrollArea, QSizePolicy, QStackedWidget, QStatusBar, QTabBar, QToolButton, QVBoxLayout,
    QWidget)

class Words(QLabel):
    def changeEvent(self, event):
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.update()
        super().changeEvent(event)

class Entry(QAbstractButton):
    def sizeHint(self):
        return QSize(96, 64)
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), "Accueil")
        painter.end()

def icon(name):
    with open(f"{sys.argv[2]}/icons/{name}.svg", "rb") as stream:
        renderer = QSvgRenderer(QByteArray(stream.read()))
    drawn = QPixmap(QSize(18, 18))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, 18, 18))
    painter.end()
    made = QIcon()
    made.addPixmap(drawn, QIcon.Mode.Normal)
    return made

app = QApplication([sys.argv[0], "-style", "fusion"])
for weight in ("Regular", "SemiBold", "Bold", "Italic"):
    QFontDatabase.addApplicationFont(f"{sys.argv[2]}/fonts/OpenSans-{weight}.ttf")
font = QFont("Open Sans")
font.setPixelSize(13)
app.setFont(font)
palette = QPalette()
palette.setColor(QPalette.ColorRole.Window, QColor("#F1F4F7"))
app.setPalette(palette)
app.setStyleSheet("QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 3px } "
    "QStatusBar { background: #E7ECF1 } QLabel { background: transparent }")
window = QMainWindow()
for word in ("&Fichier", "&Edition", "&Affichage", "A&ller", "Fe&netre", "Ai&de"):
    window.menuBar().addMenu(word).addAction(QAction(word, window))
bar = QFrame()
line = QHBoxLayout(bar)
for name in ("arrow-left", "arrow-right", "refresh", "plus", "printer", "undo"):
    action = QAction(icon(name), name, window)
    action.setShortcut(QKeySequence("Ctrl+N"))
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    line.addWidget(button)
box = QPushButton("Aller")
box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
line.addWidget(box)
rail, area = QWidget(), QScrollArea()
QVBoxLayout(rail).addWidget(Entry())
area.setWidget(rail)
area.setFrameShape(QFrame.Shape.NoFrame)
tabs, stack, page, centre = QTabBar(), QStackedWidget(), QWidget(), QWidget()
tabs.addTab("Accueil")
lines = QVBoxLayout(page)
for word in ("Ma journee", "mercredi 14 octobre 2026", "La base s'ouvre."):
    lines.addWidget(Words(word))
stack.addWidget(page)
across, right, whole = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(centre)
right.addWidget(tabs)
right.addWidget(stack, 1)
across.addWidget(area)
across.addLayout(right, 1)
whole.addWidget(bar)
whole.addLayout(across, 1)
window.setCentralWidget(centre)
status = QStatusBar()
window.setStatusBar(status)
for word in ("Base", "Personne", "Actualise"):
    status.addWidget(Words(word))
window.resize(1400, 900)
window.show()
app.processEvents()
tell("painted")
"""
)

_OURS = (
    _TELL
    + """
from agence_desktop import bootstrap

begin = bootstrap.LateWiring.begin

def begun(self, runtime):
    tell("painted")
    if sys.argv[3:]:
        print(*sys.modules, sep="\\n")
        runtime.window.close()
        return ()
    put = runtime.window.set_contributions

    def shown(found):
        from PySide6.QtCore import QTimer

        put(found)
        QTimer.singleShot(0, lambda: (tell("usable"), watch.start(1)))

    def looked():
        if not runtime.window.place.busy():
            watch.stop()
            tell("filled")
            runtime.window.close()

    from PySide6.QtCore import QTimer

    watch = self.watch = QTimer()
    watch.timeout.connect(looked)
    runtime.window.set_contributions = shown
    return begin(self, runtime)

bootstrap.LateWiring.begin = begun
sys.exit(bootstrap.run_desktop(["--base", sys.argv[1]]))
"""
)

_STAGES = {
    "painted": "our window painted",
    "usable": "every screen there",
    "filled": "first place filled",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was reached: seconds on the clock and of the processor since the process began."""

    clock: float
    processor: float


def moments(script: str, folder: Path, environment: Mapping[str, str]) -> dict[str, Moment]:
    """When the process told each of its words."""
    start = time.perf_counter()
    command = [sys.executable, "-c", script, str(folder / "base.sqlite"), str(ROOT / "resources")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(environment)) as process:
        assert process.stdout is not None
        watch = threading.Timer(60, process.kill)
        watch.start()
        told = {}
        for line in process.stdout:
            word, processor = line.split()
            told[word] = Moment(time.perf_counter() - start, float(processor))
        watch.cancel()
    if process.returncode:
        raise RuntimeError(f"the process ended with {process.returncode}")
    return told


def prepare(folder: Path) -> dict[str, str]:
    """The base, and the environment of a person whose modules are compiled, as they are where installed."""
    from agence_desktop.actions.bases import build_demo_file

    build_demo_file(folder / "base.sqlite")
    # A screen on which the window has the size it was drawn with; without one it would fill 800 × 800.
    screen = {"name": "bureau", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}
    (folder / "screens.json").write_text(json.dumps({"screens": [screen]}), "utf-8")
    platform = f"offscreen:configfile={folder / 'screens.json'}"
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, "QT_LOGGING_RULES": "qt.qpa.*=false"}
    environment |= {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    for script in (_BARE, _DRESSED, _OURS):
        moments(script, folder, environment)
    return environment


def measure(folder: Path, rounds: int) -> list[list[object]]:
    """One row per stage, as medians of paired rounds."""
    environment = prepare(folder)
    turns = [
        tuple(moments(script, folder, environment) for script in (_BARE, _DRESSED, _OURS))
        for _ in range(rounds)
    ]
    bare = [one["painted"] for one, _, _ in turns]
    rows: list[list[object]] = [
        _row("bare window painted", bare, bare),
        _row("dressed window painted", [one["painted"] for _, one, _ in turns], bare),
    ]
    rows += [_row(words, [ours[stage] for _, _, ours in turns], bare) for stage, words in _STAGES.items()]
    return rows


def _row(words: str, reached: list[Moment], bare: list[Moment]) -> list[object]:
    median = statistics.median
    return [
        words,
        f"{1000 * median(one.processor for one in reached):.0f}",
        f"{median(one.processor / base.processor for one, base in zip(reached, bare, strict=True)):.2f}",
        f"{1000 * median(one.clock for one in reached):.0f}",
        f"{median(one.clock / base.clock for one, base in zip(reached, bare, strict=True)):.2f}",
    ]


def list_imports(folder: Path) -> None:
    """Print the modules that are there when the window is painted, and no others."""
    command = [sys.executable, "-c", _OURS, str(folder / "base.sqlite"), "", "imports"]
    subprocess.run(command, env=prepare(folder), check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--imports", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="agence-mesure-") as name:
        if options.imports:
            list_imports(Path(name))
        else:
            table = measure(Path(name), options.rounds)
            show(["stage", "CPU ms", "÷ bare (CPU)", "ms", "÷ bare"], table)


if __name__ == "__main__":
    main()
