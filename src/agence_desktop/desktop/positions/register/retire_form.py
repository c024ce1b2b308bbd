"""The last day of a position: after it, the position is in no list, and nothing of it is due."""

from __future__ import annotations

from datetime import date

import shiboken6
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.register import form_texts as texts
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.positions.rows import PositionRow


class RetireForm(FormDialog):
    """An empty day leaves the position without an end."""

    def __init__(self, desk: Workbench, gateway: Gateway, position: PositionRow) -> None:
        super().__init__(texts.retire_title(position.number), texts.SAVE, desk.parent_widget)
        self._desk, self._gateway, self._position = desk, gateway, position
        self.last = DateField(desk.session.today)
        fields, label = QWidget(), QLabel(texts.LAST_DAY)
        rows = QFormLayout(fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addRow(label, self.last)
        self.form.add("last", self.last, label)
        self.form.set_values({"last": position.until})
        self.body.addWidget(fields)
        self.body.addWidget(Label(texts.RETIRE_EXPLANATION, Type.BODY, "secondary", wrap=True))
        self.last.setFocus()
        self.save_requested.connect(self._save)

    def _save(self) -> None:
        last: date | None = self.form.values()["last"]
        self.set_saving(True)
        give_last_day(self._desk, self._gateway, self._position, last, form=self)


def give_last_day(
    desk: Workbench,
    gateway: Gateway,
    position: PositionRow,
    last: date | None,
    *,
    form: FormDialog | None = None,
) -> None:
    """Write the last day of a position, or that it goes on; Ctrl+Z takes it back.

    ``form`` asked for it, and may be closed before the answer comes.
    """

    def tell(sentence: str) -> None:
        desk.tell(sentence, kind="danger")

    def refused(failure: Failure) -> None:
        tell_there = form.refused if form is not None and shiboken6.isValid(form) else tell
        tell_there(failure.sentence)

    def stored(written: tuple[int, Change]) -> None:
        version, change = written
        desk.hub.publish([change])

        def undo() -> None:
            desk.tasks.run(
                gateway.retire_position,
                *(position.id, version, position.until),
                done=lambda again: desk.hub.publish([again[1]]),
                failed=lambda failure: tell(failure.sentence),
            )

        desk.offer_undo(texts.retired(position.number, last), undo)
        if form is not None and shiboken6.isValid(form):
            form.saved()

    desk.tasks.run(
        gateway.retire_position,
        *(position.id, position.version, last),
        done=stored,
        failed=refused,
    )
