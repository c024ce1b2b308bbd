"""The form of a relief drill: position, substitute, day, tasks tried, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QPlainTextEdit, QWidget

from agence_desktop.core.french import search_key
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.register import drills_texts as texts
from agence_desktop.desktop.positions.register.choices import find_people, person_choice
from agence_desktop.desktop.positions.register.drills_work import DrillSeed, record
from agence_desktop.desktop.positions.register.tried_field import TriedField
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.positions.rows import Drill, DrillResult, PositionRow
from agence_desktop.positions.states import unaided_share

if TYPE_CHECKING:
    from agence_desktop.positions.commands.competences import Recorded

_MOST = 50


class DrillForm(FormDialog):
    """Says while it is filled whether the drill is passed."""

    def __init__(self, desk: Workbench, gateway: Gateway, seed: DrillSeed) -> None:
        super().__init__(texts.FORM_TITLE, texts.SAVE, desk.parent_widget)
        self._desk, self._gateway = desk, gateway
        self._posts = {position.id: (position, tasks) for position, tasks in seed.posts}
        self.post = Chooser(desk.tasks, self._find_posts)
        self.person = Chooser(desk.tasks, lambda text: find_people(gateway, text))
        self.day = DateField(desk.session.today)
        self.tried, self.corrections = TriedField(), QPlainTextEdit()
        self.corrections.setFixedHeight(theme.scaled(64))
        self.outcome = Label(texts.TASKS_HELP, Type.HELP, "secondary", wrap=True)
        self._bind()
        self.post.value_changed.connect(self._show_tasks)
        self.tried.value_changed.connect(lambda _value: self._judge())
        self.save_requested.connect(self._save)
        chosen = self._posts.get(seed.position_id) if seed.position_id is not None else None
        self.form.set_values(
            {
                "post": _post_choice(chosen[0]) if chosen else None,
                "person": person_choice(seed.person),
                "day": desk.session.today(),
            }
        )
        self._first = next((key for key in seed.tasks if key in self.tried.fields), "")
        (self.tried.fields[self._first] if self._first else self.post).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """The task for which the form was opened is in sight."""
        super().showEvent(event)
        self.tried.reveal(self._first)

    def _bind(self) -> None:
        fields = QWidget()
        rows = QFormLayout(fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(16)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, widget, words, required in (
            ("post", self.post, texts.FORM_POST, True),
            ("person", self.person, texts.FORM_PERSON, True),
            ("day", self.day, texts.FORM_DAY, True),
            ("tried", self.tried, texts.FORM_TASKS, False),
            ("corrections", self.corrections, texts.FORM_CORRECTIONS, False),
        ):
            label = QLabel(words)
            rows.addRow(label, widget)
            check = {"day": self._check_day, "tried": self._check_tried}.get(key)
            self.form.add(key, widget, label, required=required, check=check)
            if key == "tried":
                rows.addRow("", self.outcome)
        self.body.addWidget(fields)
        self.setMinimumWidth(theme.scaled(620))

    def _find_posts(self, text: str) -> Sequence[Choice]:
        words = search_key(text).split()
        found = []
        for position, _ in self._posts.values():
            holder = position.holder.name if position.holder else ""
            held = search_key(f"{position.number} {position.title} {holder}")
            if all(word in held for word in words):
                found.append(_post_choice(position))
        return found[:_MOST]

    def _show_tasks(self, choice: object) -> None:
        chosen = self._posts.get(choice.key) if isinstance(choice, Choice) else None
        self.tried.show_tasks(chosen[1] if chosen else None)
        # Fields that came later are where they are seen.
        stops = [self.post, self.person, self.day, *self.tried.fields.values(), self.corrections]
        for before, after in pairwise([*stops, self.cancel_button, self.save_button]):
            QWidget.setTabOrder(before, after)

    def _judge(self) -> None:
        drill = self._drill(self.form.values())
        total: Fraction | None = unaided_share(drill) if drill.results else None
        self.outcome.setText(texts.outcome(total))

    def _check_day(self, value: Any) -> str:
        ahead = isinstance(value, date) and value > self._desk.session.today()
        return texts.FUTURE if ahead else ""

    def _check_tried(self, value: Any) -> str:
        return "" if value else texts.NONE_TRIED

    def _drill(self, values: dict[str, Any]) -> Drill:
        person = values["person"]
        return Drill(
            values["day"] or self._desk.session.today(),
            person.key if isinstance(person, Choice) else 0,
            tuple(DrillResult(task, part) for task, part in values["tried"].items()),
            values["corrections"],
        )

    def _save(self) -> None:
        values = self.form.values()
        drill, post, person = self._drill(values), values["post"], values["person"]
        number = self._posts[post.key][0].number

        def done(answer: Recorded) -> None:
            self._desk.hub.publish([answer.change])
            self.saved()
            kind = "ok" if answer.passed else "warning"
            self._desk.tell(texts.recorded(person.title, number, drill), kind=kind)

        self.set_saving(True)
        self._desk.tasks.run(
            *(record, self._gateway, post.key, drill),
            owner=self,
            done=done,
            failed=lambda failure: self.refused(failure.sentence),
        )


def _post_choice(position: PositionRow) -> Choice:
    holder = position.holder.name if position.holder else ""
    detail = ", ".join(part for part in (position.unit.name, holder) if part)
    return Choice(position.id, f"{position.number} {position.title}", detail)
