"""The log of faults nobody foresaw: where they happened, without the values they happened with."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from agence_desktop.core.incidents import bare_trace
from agence_desktop.storage.folders import log_folder

_SIZE, _KEPT = 500_000, 3


def log_fault(error: BaseException) -> Path | None:
    """Write the kind of the fault and its frames, no message: it may quote personal data.

    The path of the log; None where it cannot be written.
    """
    try:
        path = log_folder() / "agence-admin.log"
        handler = RotatingFileHandler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        record = logging.LogRecord(__name__, logging.ERROR, __file__, 0, "%s", (bare_trace(error),), None)
        handler.emit(record)
        handler.close()
    except OSError:
        return None
    return path
