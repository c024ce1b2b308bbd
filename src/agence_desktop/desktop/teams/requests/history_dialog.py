"""« Historique » of a request: all that was done about it and its deployments, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import format_moment
from agence_desktop.desktop.dialogs.table_box import lay_out_table
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.requests import list_texts as texts
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel
from agence_desktop.teams.history import event_words

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What was done, when and by whom."""

    at: datetime
    what: str
    who: str


def read_history(gateway: Gateway, request_id: int) -> tuple[HistoryLine, ...]:
    """The history of a request; RefusedError ``unknown_request``."""
    from agence_desktop.teams.queries.papers import login_names

    file = gateway.request_file(request_id)

    def names(session: Session, _today: date) -> dict[str, str]:
        return login_names(session, {event.login for event in file.history})

    known = gateway.read(names)
    return tuple(
        HistoryLine(event.at, event_words(event, file.members), known.get(event.login, event.login))
        for event in reversed(file.history)
    )


def open_history(desk: Workbench, gateway: Gateway, request_id: int, number: str) -> None:
    """Read the history of a request and show it."""

    def shown(lines: tuple[HistoryLine, ...]) -> None:
        HistoryDialog(number, lines, desk.parent_widget).open()

    desk.tasks.run(read_history, gateway, request_id, owner=desk.parent_widget, done=shown)


class HistoryDialog(QDialog):
    """The list; Échap closes it."""

    def __init__(self, number: str, lines: tuple[HistoryLine, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{texts.HISTORY_TITLE}, {number}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns: tuple[Column[HistoryLine], ...] = (
            Column(
                "quand",
                texts.WHEN,
                lambda line: format_moment(to_wall(line.at, QUEBEC), short=True),
                sort=lambda line: line.at,
                width=176,
            ),
            Column("quoi", texts.WHAT, lambda line: line.what, tip=lambda line: line.what, stretch=True),
            Column("qui", texts.WHO, lambda line: line.who, width=170),
        )
        model = TableModel(columns, self)
        self.panel = TablePanel(model, "ligne", texts.HISTORY_EMPTY)
        model.set_rows(lines)
        lay_out_table(self, self.panel)
        open_as(self, 860, 480)
