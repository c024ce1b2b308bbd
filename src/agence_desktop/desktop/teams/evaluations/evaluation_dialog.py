"""The form of an evaluation: five criteria from 1 to 5, whether to begin again, and a comment."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFormLayout, QLabel, QPlainTextEdit, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.evaluations import texts
from agence_desktop.desktop.teams.evaluations.work import save_evaluation
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.teams.ended import EndedMandate
from agence_desktop.teams.evaluating import AGAIN, CRITERIA, LEAST, MOST
from agence_desktop.teams.rows import Side

_NONE = 0


class ScoreField(Segments):
    """A score from 1 to 5: a click, or its digit on the keyboard."""

    def __init__(self, words: str) -> None:
        super().__init__(words, [(one, str(one)) for one in range(LEAST, MOST + 1)], _NONE)
        self.setFocusProxy(self.findChildren(QAbstractButton)[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses, and the keyboard follows it."""
        digit = event.text()
        if digit.isdigit() and LEAST <= int(digit) <= MOST:
            self.set_value(int(digit))
            self.findChildren(QAbstractButton)[int(digit) - LEAST].setFocus()
        else:
            super().keyPressEvent(event)


class EvaluationDialog(FormDialog):
    """Every criterion is asked for."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, mandate: EndedMandate, side: Side, *, own: bool
    ) -> None:
        super().__init__(texts.title(mandate, side), texts.SAVE, desk.parent_widget)
        self._desk, self._gateway, self._mandate, self._side = desk, gateway, mandate, side
        self.scores: dict[str, ScoreField] = {}
        self.comment = QPlainTextEdit()
        self.comment.setFixedHeight(theme.scaled(80))
        self.comment.setTabChangesFocus(True)
        self.body.addWidget(Label(texts.about(mandate), Type.BODY, "secondary", wrap=True))
        if not own:
            self.body.addWidget(Label(texts.PAPER_NOTE[side], Type.HELP, "secondary", wrap=True))
        holder = QWidget()
        rows = QFormLayout(holder)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setHorizontalSpacing(16)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for code, words in CRITERIA[side].items():
            field = ScoreField(words)
            label = QLabel(words)
            rows.addRow(label, field)
            self.form.add(code, field, label, required=True)
            self.scores[code] = field
        rows.addRow(Label(texts.SCALE, Type.HELP, "secondary", wrap=True))
        label = QLabel(texts.AGAIN)
        self.again = Segments(AGAIN[side], texts.AGAIN_ANSWERS)
        self.again.set_value(None)
        rows.addRow(label, self.again)
        self.form.add("again", self.again, label)
        rows.addRow("", Label(AGAIN[side], Type.HELP, "secondary", wrap=True))
        label = QLabel(texts.COMMENT)
        rows.addRow(label, self.comment)
        self.form.add("comment", self.comment, label)
        rows.addRow("", Label(texts.COMMENT_HELP, Type.HELP, "secondary"))
        self.body.addWidget(holder)
        said = mandate.evaluations.get(side)
        self._version = said.version if said is not None else None
        if said is not None:
            self.form.set_values({**said.scores, "again": said.again, "comment": said.comment})
        self.save_requested.connect(self._save)
        self.setMinimumWidth(theme.scaled(620))
        next(iter(self.scores.values())).setFocus()

    def _save(self) -> None:
        values: dict[str, Any] = self.form.values()
        scores = {code: values[code] for code in self.scores}

        def written(result: Written) -> None:
            self._desk.hub.publish(result.changes)
            self.saved()
            self._desk.tell(texts.saved(self._mandate, self._side))

        self.set_saving(True)
        self._desk.tasks.run(
            save_evaluation,
            self._gateway,
            self._mandate.deployment_id,
            self._side,
            scores,
            values["comment"],
            values["again"],
            self._version,
            owner=self,
            done=written,
            failed=lambda failure: self.refused(failure.sentence),
        )
