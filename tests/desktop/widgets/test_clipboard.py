"""The clipboard holds tables to the end of the program and a little longer."""

from __future__ import annotations

import os
import subprocess
import sys

COPY = """
from PySide6.QtWidgets import QApplication
from agence_desktop.desktop.widgets.clipboard import copy_table
from agence_desktop.desktop.widgets.columns import Column

app = QApplication([])
copy_table((Column("number", "Numéro", str),), [1, 2])
copy_table((Column("number", "Numéro", str),), [3])
assert app.clipboard().text() == "Numéro\\r\\n3\\r\\n"
assert set(app.clipboard().mimeData().formats()) == {"text/plain", "text/html"}
"""


def test_that_a_program_ends_in_peace_with_a_table_on_its_clipboard() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", COPY], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
