"""« Relevés »: prepared, looked at, issued, printed; and what organisations set off between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from agence_desktop.core.roles import Role
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.teams.facts.estimate_pane import PlainPane
from agence_desktop.desktop.teams.facts.months_bar import MonthsBar
from agence_desktop.desktop.teams.facts.months_texts import YEAR
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.list_place import ListPlace
from agence_desktop.desktop.teams.statements import texts
from agence_desktop.desktop.teams.statements.columns import COLUMNS, LINES, NETTINGS, noted_lines
from agence_desktop.desktop.teams.statements.prepare_dialog import open_prepare
from agence_desktop.desktop.teams.statements.work import (
    StatementList,
    discard,
    issue,
    prepare,
    print_statement,
    read_statement,
    read_statements,
)
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.desktop.widgets.noted_table import NotedModel, NotedView, NoteLine
from agence_desktop.desktop.widgets.page_parts import ListPane
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.teams.rows import StatementState
from agence_desktop.teams.stating import StatementFile, StatementRow

READERS = (Role.CLERK, Role.MANAGER, Role.CLIENT, Role.ADMINISTRATOR)
_HEIGHTS, _WIDTHS = "teams/statements_heights", "teams/statements_widths"


class StatementsPlace(ListPlace):
    """Entrée shows the paper; the lines of the current statement stand below the list."""

    columns = COLUMNS
    noun, empty, invitation = texts.NOUN, texts.EMPTY, texts.PREPARE_BUTTON
    layout_key = "teams/statements_columns"
    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self.file: StatementFile | None = None
        self._wanted: int | None = None
        self._reading: Cancel | None = None
        self.months = MonthsBar(desk.session.today, YEAR)
        self.lines_model = NotedModel(LINES)
        self.lines_view = NotedView(self.lines_model, texts.LINES, compact=True)
        self.lines_view.setFrameShape(self.lines_view.Shape.NoFrame)
        self.lines_view.horizontalHeader().setSectionsClickable(False)
        self.lines = PlainPane(texts.LINES, "format-list-bulleted", self.lines_view)
        self.renew_button = self.lines.add_button(texts.RENEW_BUTTON, "refresh", self.renew)
        self.issue_button = self.lines.add_button(texts.ISSUE_BUTTON, "file-send-outline", self.issue)
        self.netting_model = TableModel(NETTINGS, self)
        self.nettings = ListPane(
            texts.NETTINGS, "scale-balance", self.netting_model, texts.NETTINGS_EMPTY, compact=True
        )
        self._arrange()
        self.months.period_changed.connect(lambda _days: self.refresh())
        self.panel.create_requested.connect(self.prepare)
        self.view.selection_moved.connect(lambda _row: self._show_current())
        self.view.export_requested.connect(self.export)

    # ListPlace.

    def load(self) -> StatementList:
        """The statements and nettings of the period."""
        return read_statements(self.gateway, self.months.period)

    def rows_of(self, found: StatementList) -> Sequence[StatementRow]:
        """The statements."""
        return found.rows

    def show_loaded(self, found: StatementList) -> None:
        """The list, the nettings, and the statement that is wanted."""
        super().show_loaded(found)
        # What was avoided stands first: that is what netting is for.
        self.netting_model.set_rows(sorted(found.nettings, key=lambda one: (-one.avoided, -one.amount)))
        self._show_current(again=True)

    def open_row(self, row: object) -> None:
        """The paper."""
        if isinstance(row, StatementRow):
            self.print_view()

    def is_wanted(self, row: object, state: State) -> bool:
        """The one named, or the one just prepared."""
        wanted = self._wanted if self._wanted is not None else state.get("statement")
        found = isinstance(row, StatementRow) and row.id == wanted
        if found:
            self._wanted = None
        return found

    def state(self) -> State:
        """Filter and order, period, the current statement."""
        row = self.row()
        return {
            **super().state(),
            "first": self.months.period.first.isoformat(),
            "reach": self.months.reach.value(),
            "statement": None if row is None else row.id,
        }

    def restore(self, state: State) -> None:
        """Show that again."""
        if "first" in state:
            self.months.show_period(date.fromisoformat(str(state["first"])), str(state.get("reach", YEAR)))
        super().restore(state)

    def busy(self) -> bool:
        """Whether the list or a statement is being read."""
        return super().busy() or self._reading is not None

    def print_view(self) -> None:
        """The paper of the current statement."""
        from agence_desktop.desktop.dialogs.preview import open_preview

        if (row := self.row()) is not None:
            make = partial(print_statement, self.gateway, row.id)
            open_preview(self.desk.tasks, self.desk.parent_widget, texts.paper(row.number), make)

    def capture_scenes(self) -> Sequence[Scene]:
        """The form, and the paper."""
        if self.gateway.organises and self.model.rows():
            return (Scene("preparer", self.prepare),)
        return ()

    # What commands do here.

    def row(self) -> StatementRow | None:
        """The statement on which the keyboard stands."""
        row = self.current()
        return row if isinstance(row, StatementRow) else None

    def may_issue(self) -> bool:
        """Whether the current one is a draft that this person may issue, as it is shown."""
        file = self.file
        if file is None or file.row.state is not StatementState.DRAFT or not file.row.may_issue:
            return False
        return bool(file.statement.lines) and not file.changed and not file.missing

    def may_renew(self) -> bool:
        """Whether the current one is a draft of this person’s."""
        file = self.file
        return file is not None and file.row.state is StatementState.DRAFT and file.row.may_issue

    def prepare(self) -> None:
        """Open the form."""
        open_prepare(self.desk, self.gateway, self._prepared)

    def renew(self) -> None:
        """Prepare the current draft again, for the same period."""
        if self.file is None or not self.may_renew():
            return
        self._prepare_again(self.file.row)

    def discard(self) -> None:
        """Delete the current draft; it can be prepared again for the same period."""
        if self.file is None or not self.may_renew():
            return
        row = self.file.row

        def discarded(written: Written) -> None:
            self.desk.hub.publish(written.changes)
            self.desk.offer_undo(texts.discarded(row.client, row.period), partial(self._prepare_again, row))
            self.refresh()

        self.desk.tasks.run(
            *(discard, self.gateway, row.id, row.version), owner=self, done=discarded, failed=self._refused
        )

    def issue(self) -> None:
        """Ask, then issue."""
        if self.file is None or not self.may_issue():
            return
        row = self.file.row
        told = texts.issue_told(row.client, row.period, self.file.statement.total)
        ask(
            self.desk.parent_widget,
            texts.ISSUE_SURE,
            told,
            texts.ISSUE_YES,
            texts.ISSUE_NO,
            partial(self._issue, row),
        )

    def export(self) -> None:
        """Ask for a file and write the list."""
        ask_file(self, texts.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is shown."""
        self.write_shown(path, READERS, texts.EXPORT_NAME, texts.exported, texts.exporting)

    # Inside.

    def _prepared(self, statement_id: int) -> None:
        self._wanted = statement_id
        self.refresh()

    def _prepare_again(self, row: StatementRow) -> None:
        self.desk.tasks.run(
            *(prepare, self.gateway, row.lender_id, row.client_id, row.period),
            owner=self,
            done=self._renewed,
            failed=self._refused,
        )

    def _renewed(self, written: Written) -> None:
        self._wanted = written.id
        self.desk.hub.publish(written.changes)
        self.refresh()

    def _issue(self, row: StatementRow) -> None:
        def issued(written: Written) -> None:
            self._wanted = row.id
            self.desk.hub.publish(written.changes)
            self.desk.tell(texts.issued(written.number))
            self.refresh()

        self.desk.tasks.run(
            *(issue, self.gateway, row.id, row.version), owner=self, done=issued, failed=self._refused
        )

    def _refused(self, failure: Failure) -> None:
        self.desk.tell(failure.sentence, kind="danger")
        self.refresh()

    def _show_current(self, *, again: bool = False) -> None:
        row = self.row()
        if row is None:
            self._show_file(None)
            return
        if not again and self.file is not None and self.file.row == row:
            return
        if self._reading is not None:
            self._reading.request()
        self._reading = Cancel()
        self.desk.tasks.run(
            *(read_statement, self.gateway, row.id),
            owner=self,
            cancel=self._reading,
            done=self._show_file,
            failed=self._unread,
        )

    def _unread(self, _failure: Failure) -> None:
        self._show_file(None)

    def _show_file(self, file: StatementFile | None) -> None:
        self._reading = None
        self.file = file
        if file is None:
            self.lines.say(texts.LINES)
            self.lines_model.set_rows([NoteLine(texts.NONE_CHOSEN)])
        else:
            self.lines.say(texts.title(file.row.number, file.row.client, file.row.period))
            self.lines.note.setText(texts.money(file.statement.total))
            self.lines_model.set_rows(noted_lines(file))
        self.renew_button.setVisible(self.may_renew() and file is not None and file.changed)
        self.issue_button.setVisible(self.may_renew())
        self.issue_button.setEnabled(self.may_issue())
        self.commands_changed.emit()

    def _arrange(self) -> None:
        held = QWidget()
        bar = BarLayout(held)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.months)
        self.prepare_button = QPushButton(texts.PREPARE_BUTTON)
        self.prepare_button.setProperty("kind", "primary")
        self.prepare_button.setProperty("compact", True)
        icons.set_icon(self.prepare_button, "plus", "on_accent", 16)
        self.prepare_button.clicked.connect(lambda _=False: self.prepare())
        self.prepare_button.setVisible(self.gateway.organises)
        bar.add_right(self.prepare_button)
        self.box.insertWidget(0, held)
        self.box.removeWidget(self.panel)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.lines)
        below.addWidget(self.nettings)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.panel)
        both.addWidget(below)
        for splitter, key, usual in ((below, _WIDTHS, [860, 480]), (both, _HEIGHTS, [330, 320])):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
            kept = self.desk.recall(key)
            sizes = [int(one) for one in kept] if isinstance(kept, list) else [*map(theme.scaled, usual)]
            splitter.setSizes(sizes)
            splitter.splitterMoved.connect(partial(self._keep, splitter, key))
        self.box.addWidget(both, 1)

    def _keep(self, splitter: QSplitter, key: str, *_at: int) -> None:
        self.desk.remember(key, splitter.sizes())
