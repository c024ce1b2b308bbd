"""``--autotest`` by itself: the installed program tries everything on fictional data of its own."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.bootstrap.opening import open_base
from agence_desktop.core.clock import Clock
from agence_desktop.desktop.installed import check_fonts, check_forms, check_plugins, check_translations
from agence_desktop.desktop.tour import Step

if TYPE_CHECKING:
    from agence_desktop.cli.imprimer import Make
    from agence_desktop.desktop.shell.window import MainWindow

DEMO = "démonstration.sqlite"


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder that goes at the end; what is still open on Windows stays, rather than fail what passed.

    Not TemporaryDirectory: told to ignore errors, it still raises where it may not change an attribute,
    and a program without console then waits for somebody to close a box that tells so.
    """
    folder = Path(tempfile.mkdtemp(prefix="agence-autotest-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_steps(window: MainWindow, folder: Path, clock: Clock) -> Iterator[Step]:
    """Everything but the screens; what fails is told by the tasks."""
    from agence_desktop.actions import selftest
    from agence_desktop.cli.imprimer import DOCUMENTS

    def aside(name: str, check: object, *more: object) -> Step:
        return Step(name, partial(window.tasks.run, check, *more), _nothing)  # type: ignore[arg-type]

    yield Step("polices", check_fonts, _nothing)
    yield Step("greffons de Qt", check_plugins, _nothing)
    yield Step("traductions", check_translations, _nothing)
    yield Step("formulaires", check_forms, _nothing)
    yield aside("fichiers livrés", selftest.check_files)
    yield aside("sommes des fichiers", selftest.check_sums, Path(sys.executable).parent)
    yield aside("bibliothèques", selftest.check_libraries)
    yield aside("base créée et mise à niveau", selftest.check_schema, folder, clock)
    base = str(folder / DEMO)
    yield aside("réservation et double refusé", _book, folder, clock)
    yield aside("proposition exacte", _propose, base, clock)
    for name, make in DOCUMENTS.items():
        yield aside(f"document {name}", _print, base, clock, make, selftest.PAPERS[name])


def _nothing() -> None:
    pass


def _book(folder: Path, clock: Clock) -> None:
    from agence_desktop.actions.selftest import CREATED, check_booking

    opened = open_base(str(folder / CREATED), clock=clock)
    try:
        check_booking(opened.database, opened.actor, folder)
    finally:
        opened.database.close()


def _propose(base: str, clock: Clock) -> None:
    from agence_desktop.actions.selftest import check_proposal

    opened = open_base(base, demo=True, clock=clock)
    try:
        check_proposal(opened.database)
    finally:
        opened.database.close()


def _print(base: str, clock: Clock, make: Make, key: str) -> None:
    from agence_desktop.actions.selftest import check_paper

    opened = open_base(base, demo=True, clock=clock)
    try:
        check_paper(opened.database, opened.actor, make, key)
    finally:
        opened.database.close()
