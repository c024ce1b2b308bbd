"""What the program fills by itself: the year, the measures, drills, signatures, facts of the version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import NBSP, format_moment, format_number, format_percent, listed
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView
from agence_desktop.positions.content import Task
from agence_desktop.positions.due import is_daily, next_dates
from agence_desktop.positions.due_words import dates_text
from agence_desktop.positions.formats import display_due, task_name
from agence_desktop.positions.measures import Post, measure
from agence_desktop.positions.rows import Drill, Signature
from agence_desktop.positions.sentences import DECLARATIONS, STATE_LABELS
from agence_desktop.positions.states import passed, retest_by, unaided_share

_SHOWN_DATES = 4


class Derived(QWidget):
    """Shown above what people fill; renewed when the sheet changes."""

    def __init__(self, store: EditorStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(12, 4, 12, 4)
        self.box.setSpacing(4)
        store.changed.connect(self._on_change)

    def renew(self) -> None:
        """Show what follows from the sheet now."""

    def showEvent(self, event: Any) -> None:
        """What changed meanwhile is shown."""
        super().showEvent(event)
        self.renew()

    def _on_change(self) -> None:
        if self.isVisible():
            self.renew()


class DerivedList(Derived):
    """A table that only tells."""

    def __init__(self, store: EditorStore, words: str, columns: tuple[Column[Any], ...], empty: str) -> None:
        super().__init__(store)
        self.model = TableModel(columns, self)
        self.view = TableView(self.model, words, compact=True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(EmptyState(empty))
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.addWidget(self._stack, 1)

    def rows(self) -> list[Any]:
        """What to list."""
        raise NotImplementedError

    def renew(self) -> None:
        """List it."""
        rows = self.rows()
        if list(self.model.rows()) != rows:
            self.model.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)


class Facts(Derived):
    """§ 0: what is known of the version without anybody writing it."""

    def __init__(self, store: EditorStore) -> None:
        super().__init__(store)
        self._words = Label("", Type.BODY, "secondary", wrap=True)
        self.box.addWidget(self._words)

    def renew(self) -> None:
        """Number, version, state and people."""
        file = self.store.open.file if self.store.open is not None else None
        if file is None:
            return
        row, position = file.row, file.position
        facts = (
            (texts.POSITION, position.number),
            (texts.VERSION, str(row.number)),
            (texts.STATE, STATE_LABELS[row.state].lower()),
            (texts.HOLDER, row.holder.name if row.holder else texts.VACANT),
            (texts.MANAGER, row.manager.name if row.manager else ""),
        )
        self._words.setText(" · ".join(f"{word}{NBSP}: {value}" for word, value in facts if value))


class Year(DerivedList):
    """§ 4: the next dates of each task."""

    def __init__(self, store: EditorStore) -> None:
        columns: tuple[Column[Task], ...] = (
            Column("tache", texts.YEAR_TASK, task_name, width=260, strong=True),
            Column("regle", texts.DERIVED_YEAR, display_due, width=190),
            Column("dates", texts.YEAR_DATES, self._dates, width=220, stretch=True),
        )
        super().__init__(store, texts.YEAR_LIST, columns, texts.NO_YEAR)

    def rows(self) -> list[Task]:
        """Tasks with a rule."""
        return [task for task in self.store.content.sheet.tasks if task.due is not None]

    def _dates(self, task: Task) -> str:
        if is_daily(task.due):
            return texts.EVERY_DAY
        found = next_dates(task.due, self.store.today, _SHOWN_DATES, self.store.observed)
        return dates_text(found) if found else texts.NO_DATES


class Scores(Derived):
    """§ 13: coverage, uncovered share and documentation deficit of the sheet as it is written."""

    def __init__(self, store: EditorStore) -> None:
        super().__init__(store)
        self.box.addWidget(Label(texts.SCORES, Type.SUBJECT))
        self._words = Label("", wrap=True)
        self.box.addWidget(self._words)

    def renew(self) -> None:
        """Measure again."""
        file = self.store.open.file if self.store.open is not None else None
        if file is None:
            return
        holder = file.position.holder
        post = Post(
            file.position.id,
            holder.id if holder else None,
            file.position.impact,
            None,
            self.store.content.sheet,
            file.competences,
        )
        found = measure(post, self.store.today)
        shares = (found.coverage, found.uncovered_share, found.documentation_deficit)
        self._words.setText(texts.scores(*(format_number(round(one, 4), 2) for one in shares)))


class Drills(DerivedList):
    """§ 14: drills, as they were noted in the matrix."""

    def __init__(self, store: EditorStore) -> None:
        titles = texts.DRILL_COLUMNS
        columns: tuple[Column[Drill], ...] = (
            Column("jour", titles[0], lambda one: one.day.isoformat(), width=90),
            Column("releve", titles[1], self._person, width=150, strong=True),
            Column("taches", titles[2], lambda one: listed([each.task for each in one.results]), width=120),
            Column("part", titles[3], lambda one: format_percent(round(unaided_share(one))), width=80),
            Column("resultat", titles[4], lambda one: texts.drill_result(passed(one)), width=90),
            Column("reprise", titles[5], self._retest, width=110, stretch=True),
        )
        super().__init__(store, texts.DRILL_LIST, columns, texts.NO_DRILL)

    def rows(self) -> list[Drill]:
        """The newest first."""
        file = self.store.open.file if self.store.open is not None else None
        return sorted(file.drills, key=lambda one: one.day, reverse=True) if file is not None else []

    def _person(self, drill: Drill) -> str:
        file = self.store.open.file if self.store.open is not None else None
        people = {one.id: one.name for one in file.people} if file is not None else {}
        return people.get(drill.person_id, "")

    @staticmethod
    def _retest(drill: Drill) -> str:
        day = retest_by(drill)
        return day.isoformat() if day is not None else ""


class Signatures(DerivedList):
    """§ 15: who signed this version."""

    def __init__(self, store: EditorStore) -> None:
        titles = texts.SIGNATURE_COLUMNS
        columns: tuple[Column[Signature], ...] = (
            Column("declaration", titles[0], lambda one: DECLARATIONS[one.signer], width=170, strong=True),
            Column("personne", titles[1], lambda one: one.person, width=180),
            Column(
                "quand",
                titles[2],
                lambda one: _moment(one.at),
                stretch=True,
            ),
        )
        super().__init__(store, texts.SIGNATURE_LIST, columns, texts.NO_SIGNATURE)

    def rows(self) -> list[Signature]:
        """In the order of signing."""
        file = self.store.open.file if self.store.open is not None else None
        return list(file.signatures) if file is not None else []


def _moment(at: datetime) -> str:
    return format_moment(to_wall(at, QUEBEC), short=True)


DERIVED: Mapping[int, Callable[[EditorStore], Derived]] = {
    0: Facts,
    4: Year,
    13: Scores,
    14: Drills,
    15: Signatures,
}
"""Section → what the program shows there."""
