"""Incidents of the program on this computer, kept without names, and one file of them to send."""

from __future__ import annotations

import faulthandler
import logging
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import platformdirs

from agence_desktop import __version__
from agence_desktop.core.incidents import bare_trace, without_names
from agence_desktop.storage.folders import log_folder

if TYPE_CHECKING:
    from datetime import datetime

STOPPED, FAILED, TOLD = "arret.txt", "erreurs.txt", "incident.txt"
_MOST: Final = 200_000
"""Characters of an incident that are kept: the end of it."""


def incident_folder() -> Path | None:
    """The folder of the logs, where there is a right on it."""
    try:
        return log_folder()
    except OSError:
        return None


class Incidents:
    """Notes failures from ``begin`` to ``end``; those of the former run wait until they were offered.

    A native fault is written by the interpreter itself. It counts only if the program did not end well: on
    Windows harmless refusals of the system are written too.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._stopped: IO[str] | None = None

    def begin(self) -> None:
        """Put aside what the former run left, and note from now on; without a right, nothing."""
        if self._folder is None:
            return
        try:
            for name in (STOPPED, FAILED):
                self._put_aside(self._folder / name)
            self._stopped = (self._folder / STOPPED).open("w", encoding="utf-8")
            faulthandler.enable(self._stopped)
        except OSError:
            self._stopped = None

    def end(self) -> None:
        """The program ends well."""
        if self._stopped is not None and self._folder is not None:
            faulthandler.disable()
            self._stopped.close()
            self._stopped = None
            with suppress(OSError):
                (self._folder / STOPPED).unlink()

    def note(self, error: BaseException) -> None:
        """Note an unexpected exception after which the program goes on."""
        if self._folder is None:
            return
        with suppress(OSError), (self._folder / FAILED).open("a", encoding="utf-8") as file:
            file.write(f"{bare_trace(error)}\n")

    def _put_aside(self, path: Path) -> None:
        if not path.exists():
            return
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.strip():
            with path.with_name(TOLD).open("a", encoding="utf-8") as told:
                told.write(text[-_MOST:])
        path.unlink()


class IncidentHandler(logging.Handler):
    """Notes every record of an unexpected exception."""

    def __init__(self, incidents: Incidents) -> None:
        super().__init__(logging.ERROR)
        self._incidents = incidents

    def emit(self, record: logging.LogRecord) -> None:
        """Note the exception of a record."""
        if record.exc_info and record.exc_info[1] is not None:
            self._incidents.note(record.exc_info[1])


class BareFormatter(logging.Formatter):
    """Writes an exception without its message, which may quote personal data."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record; the trace that another formatter may have left in it is not taken."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: object) -> str:
        """The kinds and the frames."""
        error = ei[1] if isinstance(ei, tuple) else None
        return bare_trace(error) if isinstance(error, BaseException) else ""


def waiting(folder: Path) -> bool:
    """Whether an incident of a former run was not offered yet."""
    return (folder / TOLD).exists()


def forget(folder: Path) -> None:
    """It was offered."""
    (folder / TOLD).unlink(missing_ok=True)


def write_report(folder: Path, target: Path, moment: datetime, more: dict[str, str]) -> Path:
    """Make one zip of the incident, the logs and what the program runs on; its path. Raises OSError.

    ``more`` are lines about the computer that the caller knows. Nothing is sent.
    """
    # Every start begins here; few write a report.
    import platform
    import zipfile

    names = _names()
    facts = {
        "programme": __version__,
        "moment": moment.isoformat(timespec="minutes"),
        "système": platform.platform(),
        "Python": platform.python_version(),
        **more,
    }
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"rapport-agence-{moment:%Y-%m-%d-%H%M%S}.zip"
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        lines = "".join(f"{key}\u00a0: {value}\n" for key, value in facts.items())
        archive.writestr("ordinateur.txt", without_names(lines, names))
        for source in [folder / TOLD, *sorted(folder.glob("agence*.log*"))]:
            if source.is_file():
                text = source.read_text(encoding="utf-8", errors="replace")[-_MOST:]
                archive.writestr(source.name, without_names(text, names))
    forget(folder)
    return path


def report_folder() -> Path:
    """Where people find the report: among their documents."""
    return platformdirs.user_documents_path()


def _names() -> set[str]:
    """What tells who works here: home folder, login, name of the computer."""
    import getpass
    import platform

    found = {str(Path.home()), Path.home().name, platform.node()}
    with suppress(OSError, KeyError, ImportError):
        found.add(getpass.getuser())
    return found
