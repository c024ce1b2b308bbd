"""The only place where parts are wired: options and folders, then the window, then the database."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from agence_desktop.bootstrap.logs import start_log
from agence_desktop.core.clock import QUEBEC, Clock, FixedClock
from agence_desktop.storage.folders import drafts_folder, own_folder, settings_folder
from agence_desktop.storage.incidents import Incidents, incident_folder

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from agence_desktop.bootstrap.wiring import Wiring
    from agence_desktop.desktop.application import Runtime
    from agence_desktop.desktop.contribution import Contribution

PICTURED: Final = datetime(2026, 10, 14, 10, 42, tzinfo=QUEBEC)
"""The Wednesday morning of the handbook: its pictures are the same whatever day they are taken."""


def run_desktop(argv: Sequence[str]) -> int:
    """Run the window; the exit code."""
    options = read_options(argv)
    # Qt is loaded here and not before: the options answer « --help » at once.
    from agence_desktop.desktop import starting

    starting.begin()
    from agence_desktop.desktop.application import DesktopOptions, run
    from agence_desktop.desktop.instance import Instance

    toured = options.capture is not None or options.autotest is not None
    # Visits and pictures are made beside whatever a person has open.
    instance = None if toured else Instance(own_folder())
    if instance is not None and not instance.claim():
        return _give_way(options)
    incidents = Incidents(incident_folder())
    incidents.begin()
    start_log(incidents)
    late = LateWiring()
    if options.autotest is not None and options.base is None and not options.demo:
        try:
            return _try_everything(options, late)
        finally:
            late.close()
            incidents.end()
    desktop = DesktopOptions(
        preferences=settings_folder() / "fenetre.ini",
        # Pictures do not offer what somebody was typing.
        drafts=drafts_folder() / "images" if options.capture is not None else drafts_folder(),
        base=options.base,
        demo=options.demo,
        capture=options.capture,
        autotest=options.autotest,
        clock=_clock_of(options),
        file=options.file,
        instance=instance,
    )
    try:
        return run(desktop, late.begin)
    finally:
        late.close()
        incidents.end()
        if instance is not None:
            instance.release()


def _try_everything(options: argparse.Namespace, late: LateWiring) -> int:
    """The self-test of an installed program, in a folder that goes with it; the exit code."""
    from agence_desktop.bootstrap.autotest import DEMO, check_steps, passing_folder
    from agence_desktop.desktop.application import DesktopOptions, run

    clock = FixedClock(PICTURED)
    with passing_folder() as folder:
        desktop = DesktopOptions(
            preferences=folder / "fenetre.ini",
            drafts=folder / "brouillons",
            base=str(folder / DEMO),
            demo=True,
            autotest=options.autotest.absolute(),
            clock=clock,
            checks=lambda window: check_steps(window, folder, clock),
        )
        code = run(desktop, late.begin)
        late.close()
        return code


def _give_way(options: argparse.Namespace) -> int:
    from agence_desktop.desktop.application import give_way
    from agence_desktop.desktop.instance import Wishes

    # Paths are told whole: the first program works in another folder.
    base = options.base
    if base is not None and "://" not in base:
        base = str(Path(base).absolute())
    file = str(options.file.absolute()) if options.file is not None else None
    return give_way(own_folder(), Wishes(base, options.demo, file))


class LateWiring:
    """The wiring, imported when the window is painted."""

    def __init__(self) -> None:
        self._wiring: Wiring | None = None

    def begin(self, runtime: Runtime) -> Sequence[Contribution]:
        """Open a base for the window, or show the doors."""
        from agence_desktop.bootstrap.wiring import Wiring

        self._wiring = Wiring()
        return self._wiring.begin(runtime)

    def close(self) -> None:
        """Close the base."""
        if self._wiring is not None:
            self._wiring.close()


def _clock_of(options: argparse.Namespace) -> Clock | None:
    """Fictional data are drawn on a day of their own; real ones, and a visit, at the present."""
    return FixedClock(PICTURED) if options.demo and options.capture is not None else None


class _Parser(argparse.ArgumentParser):
    """Speaks French with the words of the command line, imported where there is something to say."""

    def format_help(self) -> str:
        from agence_desktop.cli import texts
        from agence_desktop.cli.parsing import FrenchFormatter

        self.formatter_class = FrenchFormatter
        self._optionals.title = texts.OPTIONS
        return super().format_help()

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """An installed program has no console: what it would say there is shown."""
        if sys.stderr is not None:
            super()._print_message(message, file)
        elif message:
            from agence_desktop.desktop.application import say

            say(message)

    def error(self, message: str) -> NoReturn:
        from agence_desktop.cli.parsing import usage_fault

        self.exit(2, f"{usage_fault(message, self.prog)}\n")


def read_options(argv: Sequence[str]) -> argparse.Namespace:
    """The options of ``agence-desktop``; ends the program with code 2 where they cannot be read."""
    parser = _Parser(
        prog="agence-desktop",
        description="Réservation d’espaces, postes uniques et équipes volantes de l’Agence.",
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument("-h", "--aide", "--help", action="help", help="affiche cette aide")
    parser.add_argument(
        "--base",
        metavar="URL_OU_FICHIER",
        help="fichier SQLite ou adresse postgresql://…; sinon les réglages",
    )
    parser.add_argument("--demo", action="store_true", help="ouvre des données fictives")
    parser.add_argument(
        "--capture", metavar="DOSSIER", type=Path, help="dessine chaque écran en PNG dans ce dossier"
    )
    parser.add_argument(
        "--autotest",
        metavar="JOURNAL",
        type=Path,
        nargs="?",
        const=Path("autotest.log"),
        help="visite chaque écran, écrit le journal et se termine",
    )
    parser.add_argument(
        "file",
        metavar="FICHIER",
        type=Path,
        nargs="?",
        help="sauvegarde .agence à restaurer, ou fichier d’une base à ouvrir",
    )
    options = parser.parse_args(argv)
    if options.file is not None and options.file.suffix.lower() != ".agence":
        options.base, options.file = options.base or str(options.file), None
    return options
