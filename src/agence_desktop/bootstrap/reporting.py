"""After an incident, the next start offers a report that the person may send; nothing leaves by itself."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.bootstrap import texts
from agence_desktop.desktop.places import ToastAction
from agence_desktop.desktop.tasks import Lane
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.storage.folders import log_folder
from agence_desktop.storage.incidents import forget, incident_folder, report_folder, waiting, write_report

if TYPE_CHECKING:
    from agence_desktop.desktop.application import Runtime


def offer_report(runtime: Runtime) -> None:
    """Ask once, where a former run left an incident."""
    folder = incident_folder()
    if folder is None or not waiting(folder):
        return
    box = ask(
        runtime.window, *texts.REPORT_QUESTION, texts.REPORT_YES, texts.REPORT_NO, partial(_make, runtime)
    )
    refuse = box.escapeButton()
    box.buttonClicked.connect(lambda pressed: forget(folder) if pressed is refuse else None)


def _make(runtime: Runtime) -> None:
    moment = runtime.session.clock.now().astimezone()
    runtime.tasks.run(
        partial(_write, moment, _screen(runtime)),
        done=partial(_made, runtime),
        label=texts.REPORTING,
        lane=Lane.POOL,
    )


def _write(moment: datetime, more: dict[str, str]) -> Path:
    return write_report(log_folder(), report_folder(), moment, more)


def _made(runtime: Runtime, path: Path) -> None:
    from agence_desktop.desktop.dialogs.paper import open_file

    action = ToastAction(texts.OPEN_FOLDER, partial(open_file, path.parent))
    runtime.window.tell(texts.report_made(path.name), action)


def _screen(runtime: Runtime) -> dict[str, str]:
    from agence_desktop.desktop.application import qt_version

    return {"Qt": qt_version(), "échelle": f"{runtime.window.devicePixelRatioF():g}"}
