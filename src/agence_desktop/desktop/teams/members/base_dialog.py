"""What the forms of members, teams and rates share: rows of fields, sending, refusals, and Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.dialogs import compare_texts
from agence_desktop.desktop.dialogs.compare import CompareDialog, versions_of
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.members import texts
from agence_desktop.desktop.widgets.form import Check, Judge
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.teams.membership import MemberFile


class KeepingDialog(FormDialog):
    """A refusal of the command stays in the dialogue, at the field that ``REFUSED`` gives for its code."""

    REFUSED: ClassVar[Mapping[str, str]] = {}

    def __init__(
        self,
        desk: Workbench,
        gateway: Gateway,
        title: str,
        save: str = texts.SAVE,
        judge: Judge | None = None,
    ) -> None:
        super().__init__(title, save, desk.parent_widget, judge=judge)
        self._desk, self._gateway = desk, gateway
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

    def add(
        self, key: str, widget: QWidget, words: str, *, required: bool = False, check: Check | None = None
    ) -> None:
        """A field with its label."""
        label = QLabel(words)
        self.rows.addRow(label, widget)
        self.form.add(key, widget, label, required=required, check=check)

    def add_box(self, box: QCheckBox, *, checked: bool = False) -> None:
        """A box on a line of its own, without a label beside it."""
        box.setChecked(checked)
        self.rows.addRow("", box)
        self._boxes[box] = checked

    @property
    def dirty(self) -> bool:
        """Boxes that were ticked or cleared count as what is typed."""
        return super().dirty or any(box.isChecked() is not was for box, was in self._boxes.items())

    def write(
        self,
        told: str,
        work: Callable[[], Written],
        back: Callable[[Written], Written] | None,
        after: Callable[[Written], object] | None = None,
    ) -> None:
        """Do it on the database thread; ``back`` undoes what was written, ``after`` goes on from it."""
        desk = self._desk

        def put_back(undo: Callable[[Written], Written], written: Written) -> None:
            desk.tasks.run(
                undo,
                written,
                owner=desk.parent_widget,
                done=lambda again: desk.hub.publish(again.changes),
                failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
            )

        def done(written: Written) -> None:
            desk.hub.publish(written.changes)
            self.saved()
            if back is not None:
                desk.offer_undo(told, partial(put_back, back, written))
            else:
                desk.tell(told)
            if after is not None:
                after(written)

        self.set_saving(True)
        desk.tasks.run(work, owner=self, done=done, failed=self.not_written)

    def not_written(self, failure: Failure) -> None:
        """Say why at its field, or at the foot; what was typed stays."""
        field = self.REFUSED.get(failure.detail)
        self.refused(failure.sentence, {field: failure.sentence} if field else None)

    def compare(
        self,
        record: str,
        said: Callable[[Mapping[str, Any]], Mapping[str, str]],
        values: tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]],
        again: Callable[[Mapping[str, Any]], object],
    ) -> None:
        """Show what was seen, what is there now and what is typed; ``again`` gets what is to be saved.

        A field that was left alone is as others made it.
        """
        seen, now, typed = values
        wanted = {key: now[key] if typed[key] == seen[key] else typed[key] for key in now}
        rows = versions_of(said(seen), said(now), said(wanted))
        CompareDialog(self, compare_texts.TITLE, record, rows, partial(again, wanted)).open()


class MemberDialog(KeepingDialog):
    """A form of one member."""

    def __init__(self, desk: Workbench, gateway: Gateway, member: MemberFile, deed: str) -> None:
        super().__init__(desk, gateway, texts.title(deed, member.name))
        self._member = member
