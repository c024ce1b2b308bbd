"""The list of announced absences: when, what stops first, how the relief stands; Entrée opens one."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.gateway import AbsenceGateway
from agence_desktop.desktop.positions.absence.keys import absence_target, new_target
from agence_desktop.desktop.positions.absence.lines import (
    AbsenceLine,
    absence_lines,
    breach_icon,
    relief_chip,
)
from agence_desktop.desktop.positions.keys import TOPICS
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.rows import SortKey
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel

_LAYOUT = "positions/absences_columns"


class AbsencesPlace(Place):
    """Announced absences that are not over."""

    def __init__(self, desk: Workbench, gateway: AbsenceGateway) -> None:
        super().__init__(desk)
        self._gateway = gateway
        self._cancel: Cancel | None = None
        self._read_at: datetime | None = None
        self._wanted: int | None = None
        self.model = TableModel(columns(desk), self)
        self.panel = TablePanel(self.model, texts.NOUN, texts.EMPTY, texts.ANNOUNCE_ONE)
        self.view = self.panel.view
        self.view.row_opened.connect(self._open)
        self.panel.create_requested.connect(self.announce)
        self.view.layout_changed.connect(lambda: desk.remember(_LAYOUT, self.view.layout_state()))
        kept = desk.recall(_LAYOUT)
        if isinstance(kept, dict):
            self.view.restore_layout(kept)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.panel)
        # An empty list is told only once it is known to be empty.
        self.panel.hide()
        desk.hub.subscribe(self, TOPICS, lambda _changes: self.refresh())
        self.refresh()

    def state(self) -> State:
        """Filter, order and the current absence."""
        line = self.view.current_row()
        return {
            "filter": self.panel.filter_line.text(),
            "sort": [[key.column, key.descending] for key in self.model.order],
            "absence": line.row.id if isinstance(line, AbsenceLine) else None,
        }

    def restore(self, state: State) -> None:
        """Show that again."""
        if "filter" in state:
            self.panel.filter_line.setText(str(state["filter"]))
            self.panel.apply_filter()
        if "sort" in state:
            self.model.sort_by([SortKey(str(key), bool(down)) for key, down in state["sort"]])
        self._wanted = state.get("absence")
        self._choose_wanted()

    def refresh(self) -> None:
        """Read the absences again."""
        if self._cancel is not None:
            self._cancel.request()
        self._cancel = Cancel()
        self.desk.tasks.run(
            partial(_read, self._gateway),
            owner=self,
            cancel=self._cancel,
            done=self._show,
            failed=self._failed,
        )

    def busy(self) -> bool:
        """Whether they are being read."""
        return self._cancel is not None

    def shown_since(self) -> datetime | None:
        """When they were read."""
        return self._read_at

    def take_focus(self) -> None:
        """On the filter."""
        self.panel.filter_line.setFocus()

    def announce(self) -> None:
        """Go to the page of a new absence."""
        self.desk.go(new_target())

    def _open(self, line: AbsenceLine) -> None:
        self.desk.go(absence_target(line.row.id))

    def _show(self, lines: list[AbsenceLine]) -> None:
        self._cancel = None
        self._read_at = self.desk.session.clock.now()
        if self._wanted is None and isinstance(line := self.view.current_row(), AbsenceLine):
            self._wanted = line.row.id
        self.model.set_rows(lines)
        self._choose_wanted()
        if self.panel.isHidden():
            self.panel.show()
            if self.desk.place is self:
                self.take_focus()
        self.desk.session.note_refresh()

    def _choose_wanted(self) -> None:
        ids = [line.row.id for line in self.model.rows()]
        if self._wanted in ids:
            self.view.choose(ids.index(self._wanted))
            self._wanted = None

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        self.desk.tell(failure.sentence, kind="danger")


def _read(gateway: AbsenceGateway) -> list[AbsenceLine]:
    return absence_lines(gateway.announced())


def columns(desk: Workbench) -> tuple[Column[AbsenceLine], ...]:
    """The columns; the date of the day tells how near a first breach is."""
    today = desk.session.today

    def icon(line: AbsenceLine) -> tuple[str, str]:
        return breach_icon(line.breach, today())

    return (
        Column(
            "personne",
            texts.PERSON,
            lambda line: line.row.person.name,
            sort=lambda line: line.row.person.sort_key,
            strong=True,
            width=180,
        ),
        Column("postes", texts.POSTS, lambda line: line.posts, width=110),
        Column("titre", texts.POST_TITLE, _titles, stretch=True, tip=_titles),
        Column(
            "absence", texts.PERIOD, lambda line: line.period, sort=lambda line: line.row.first, width=150
        ),
        Column(
            "jours",
            texts.WORKDAYS,
            lambda line: str(line.plan.working_days),
            sort=lambda line: line.plan.working_days,
            align=Align.RIGHT,
            width=136,
        ),
        Column(
            "bris",
            texts.FIRST_BREACH,
            breach_words,
            sort=lambda line: line.breach,
            icon=lambda line: icon(line)[0],
            ink=lambda line: icon(line)[1],
            width=160,
        ),
        Column("releve", texts.RELIEF, lambda line: line.relief, width=170),
        Column(
            "etat",
            texts.STATE,
            lambda line: relief_chip(line.plan).word,
            chip=lambda line: relief_chip(line.plan),
            width=150,
        ),
    )


def _titles(line: AbsenceLine) -> str:
    return ", ".join(post.position.title for post in line.file.posts)


def breach_words(line: AbsenceLine) -> str:
    """« jeu. 3 déc. », « aucun »."""
    return texts.short_day(line.breach) if line.breach is not None else texts.NONE
