"""The log of the window: rotated, and without personal data."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from agence_desktop.storage.incidents import BareFormatter, IncidentHandler, Incidents, incident_folder

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

FILE, BYTES, KEPT = "agence.log", 1_000_000, 3


def start_log(incidents: Incidents) -> None:
    """Rotated logs without personal data: faults of the program, never what people typed."""
    logger = logging.getLogger("agence_desktop")
    logger.addHandler(LateFile())
    logger.addHandler(IncidentHandler(incidents))
    logger.setLevel(logging.INFO)


class LateFile(logging.Handler):
    """The file of the log, with what writes it, from the first record on: most starts have none."""

    def __init__(self) -> None:
        super().__init__()
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; the lock of the handler is held. Without a right on the folder it is lost."""
        if self._file is None and (folder := incident_folder()) is not None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                folder / FILE, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8", delay=True
            )
            self._file.setFormatter(BareFormatter())
        if self._file is not None:
            self._file.emit(record)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()
