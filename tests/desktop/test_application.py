"""The window comes first; what is heavy comes after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

PREAMBLE = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout
from agence_desktop.desktop import application
from agence_desktop.desktop.application import DesktopOptions
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.places import Place, PlaceSpec, Scene

folder = Path(sys.argv[1])
HEAVY = {"sqlalchemy", "alembic", "psycopg", "reportlab", "openpyxl", "icalendar"}

class Calm(Place):
    def __init__(self, desk):
        super().__init__(desk)
        QVBoxLayout(self).addWidget(QLabel("Calme"))
    def capture_scenes(self):
        return [Scene("Carte ouverte", lambda: None)]

class Broken(Place):
    def __init__(self, desk):
        raise ValueError("boom")

def slices(*places):
    specs = tuple(PlaceSpec(f"s.{place.__name__.lower()}", place.__name__, place) for place in places)
    return [Contribution("s", "Service", "door", 1, specs)]

def options(**more):
    return DesktopOptions(preferences=folder / "agence.ini", drafts=folder / "drafts", **more)
"""


def start(tmp_path: Path, body: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own, without a screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", PREAMBLE + body, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
    )


def test_that_the_window_is_shown_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        """
def wire(runtime):
    shown = runtime.window.isVisible()
    print(json.dumps({"shown": shown, "heavy": sorted(HEAVY & set(sys.modules))}))
    runtime.window.close()
    return []

sys.exit(application.run(options(), wire))
""",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"shown": True, "heavy": []}


@pytest.fixture(scope="module")
def captured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("capture")
    done = start(
        folder, "sys.exit(application.run(options(capture=folder / 'images'), lambda _: slices(Calm)))"
    )
    assert done.returncode == 0, done.stderr
    return folder / "images"


def test_that_every_place_and_scene_is_drawn_light_and_dark(captured: Path) -> None:
    assert sorted(path.name for path in captured.iterdir()) == [
        "accueil-clair.png",
        "accueil-manuel-clair.png",
        "accueil-manuel-sombre.png",
        "accueil-portes-clair.png",
        "accueil-portes-sombre.png",
        "accueil-recherche-clair.png",
        "accueil-recherche-sombre.png",
        "accueil-sombre.png",
        "s-calm-carte-ouverte-clair.png",
        "s-calm-carte-ouverte-sombre.png",
        "s-calm-clair.png",
        "s-calm-sombre.png",
    ]


def test_that_pictures_have_the_size_of_the_handbook_and_their_look(captured: Path) -> None:
    for look, ground in (("clair", "#f1f4f7"), ("sombre", "#1a1e23")):
        picture = QImage(str(captured / f"s-calm-{look}.png"))
        assert (picture.width(), picture.height()) == (1440, 900)
        assert picture.pixelColor(1200, 700).name() == ground


def test_that_a_visit_of_all_places_is_logged(tmp_path: Path) -> None:
    done = start(
        tmp_path, "sys.exit(application.run(options(autotest=folder / 'log'), lambda _: slices(Calm)))"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "log").read_text("utf-8").split() == [
        "ouverture",
        "exemples",
        "accueil",
        "s.calm",
        "réussi",
    ]


def test_that_the_page_of_a_record_is_drawn_with_the_record_its_slice_names(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        """
class Record(Calm):
    def restore(self, state):
        print(state["number"])

def wire(runtime):
    place = PlaceSpec("s.record", "Fiche", Record, listed=False)
    samples = lambda: {"s.record": {"number": "R-2026-000418"}}
    return [Contribution("s", "Service", "door", 1, (place,), samples=samples)]

sys.exit(application.run(options(autotest=folder / 'log'), wire))
""",
    )
    assert done.stdout.split() == ["R-2026-000418"], done.stderr


def test_that_a_place_that_does_not_open_fails_the_visit(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        "sys.exit(application.run(options(autotest=folder / 'log'), lambda _: slices(Broken, Calm)))",
    )
    assert done.returncode == 1
    log = (tmp_path / "log").read_text("utf-8")
    assert "ValueError('boom')" in log
    assert log.rstrip().endswith("échec")


def test_that_an_error_in_a_slot_is_told_and_the_window_goes_on(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

def fail():
    raise ValueError("boom")

def check(runtime):
    boxes = runtime.window.findChildren(QMessageBox)
    print(json.dumps([box.text()[:24] for box in boxes]))
    for box in boxes:
        box.close()
    runtime.window.close()

def wire(runtime):
    QTimer.singleShot(0, runtime.window, fail)
    QTimer.singleShot(50, runtime.window, lambda: check(runtime))
    return []

sys.exit(application.run(options(), wire))
""",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["Une erreur inattendue a "]
    assert "boom" in done.stderr


def test_that_keys_and_standard_words_are_french(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        """
from PySide6.QtGui import QKeySequence

def wire(runtime):
    keys = runtime.window.commands.action("shell.back").shortcut()
    print(keys.toString(QKeySequence.SequenceFormat.NativeText))
    runtime.window.close()
    return []

sys.exit(application.run(options(), wire))
""",
    )
    assert done.stdout.strip() == "Alt+Gauche", done.stderr


def test_that_the_end_of_a_session_keeps_what_was_being_typed(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        """
from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget
from agence_desktop.desktop.drafts import DraftKeeper
from agence_desktop.desktop.widgets.form_dialog import FormDialog

def wire(runtime):
    window, drafts = runtime.window, runtime.drafts
    dialog, pane, field, label = FormDialog("Essai", "Enregistrer", window), QWidget(), QLineEdit(), QLabel()
    fields = QFormLayout(pane)
    fields.addRow(label, field)
    dialog.body.addWidget(pane)
    dialog.form.add("what", field, label)
    dialog.keep_drafts(DraftKeeper(drafts, "essai", lambda: "Essai", dialog.form.draft_values))
    dialog.open()
    field.setText("commence")
    heard = QApplication.instance().receivers(SIGNAL("commitDataRequest(QSessionManager&)"))
    # What the system tells then; nothing but the system can make its argument.
    window.set_aside_dialogs()
    kept = [draft.values for draft in drafts.waiting("essai")]
    print(json.dumps({"heard": heard, "open": dialog.isVisible(), "kept": kept}))
    window.close()
    return []

sys.exit(application.run(options(), wire))
""",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"heard": 1, "open": False, "kept": [{"what": "commence"}]}
