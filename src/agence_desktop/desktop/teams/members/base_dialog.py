"""What the forms of a member share: rows of fields, sending, and Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.members import texts
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.teams.membership import MemberFile


class MemberDialog(FormDialog):
    """A refusal of the command stays in the dialogue."""

    def __init__(self, desk: Workbench, gateway: Gateway, member: MemberFile, deed: str) -> None:
        super().__init__(texts.title(deed, member.name), texts.SAVE, desk.parent_widget)
        self._desk, self._gateway, self._member = desk, gateway, member
        self._boxes: dict[QCheckBox, bool] = {}
        holder = QWidget()
        self.rows = QFormLayout(holder)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(16)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.body.addWidget(holder)
        self.save_requested.connect(self.send)
        self.setMinimumWidth(theme.scaled(520))

    def send(self) -> None:
        """Write what the fields hold."""
        raise NotImplementedError

    def add(self, key: str, widget: QWidget, words: str, *, required: bool = False) -> None:
        """A field with its label."""
        label = QLabel(words)
        self.rows.addRow(label, widget)
        self.form.add(key, widget, label, required=required)

    def add_box(self, box: QCheckBox, *, checked: bool = False) -> None:
        """A box on a line of its own, without a label beside it."""
        box.setChecked(checked)
        self.rows.addRow("", box)
        self._boxes[box] = checked

    @property
    def dirty(self) -> bool:
        """Boxes that were ticked or cleared count as what is typed."""
        return super().dirty or any(box.isChecked() is not was for box, was in self._boxes.items())

    def write(self, told: str, work: Callable[[], Written], back: Callable[[Written], Written]) -> None:
        """Do it on the database thread; ``back`` undoes what was written."""
        desk = self._desk

        def put_back(written: Written) -> None:
            desk.tasks.run(
                back,
                written,
                owner=desk.parent_widget,
                done=lambda again: desk.hub.publish(again.changes),
                failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
            )

        def done(written: Written) -> None:
            desk.hub.publish(written.changes)
            self.saved()
            desk.offer_undo(told, lambda: put_back(written))

        self.set_saving(True)
        desk.tasks.run(work, owner=self, done=done, failed=lambda failure: self.refused(failure.sentence))
