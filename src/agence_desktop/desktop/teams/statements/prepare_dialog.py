"""The form of a statement to prepare: the client, and from when to when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.statements import texts
from agence_desktop.desktop.teams.statements.work import prepare, read_billables
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.periods import Days
from agence_desktop.teams.stating import Billable


def open_prepare(desk: Workbench, gateway: Gateway, done: Callable[[int], object]) -> None:
    """Read whom one may bill, and open the form; ``done`` gets the id of the draft."""

    def opened(found: list[Billable]) -> None:
        if not found:
            desk.tell(texts.NOBODY, kind="warning")
            return
        PrepareDialog(desk, gateway, found, done).open()

    desk.tasks.run(
        read_billables,
        gateway,
        owner=desk.parent_widget,
        done=opened,
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
    )


def last_month(today: date) -> tuple[date, date]:
    """The month before this one."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


class PrepareDialog(FormDialog):
    """Refusals of the command stay in the dialogue; nothing typed is lost."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, found: Sequence[Billable], done: Callable[[int], object]
    ) -> None:
        super().__init__(texts.TITLE, texts.SAVE, desk.parent_widget)
        self._desk, self._gateway, self._done = desk, gateway, done
        self._offered = {(one.lender_id, one.client_id): one for one in found}
        self.client = QComboBox()
        for one in found:
            self.client.addItem(texts.billed(one.client, one.lender), [one.lender_id, one.client_id])
        self.first, self.last = DateField(desk.session.today), DateField(desk.session.today)
        holder = QWidget()
        rows = QFormLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, widget, words in (
            ("client", self.client, texts.WHOM),
            ("first", self.first, texts.FIRST),
            ("last", self.last, texts.LAST),
        ):
            label = QLabel(words)
            rows.addRow(label, widget)
            self.form.add(key, widget, label, required=True)
        self.body.addWidget(holder)
        first, last = last_month(desk.session.today())
        self.form.set_values({"first": first, "last": last})
        self.save_requested.connect(self._save)
        self.setMinimumWidth(theme.scaled(520))
        self.client.setFocus()

    def _save(self) -> None:
        values = self.form.values()
        if values["last"] < values["first"]:
            self.refused(texts.BAD_PERIOD, {"last": texts.BAD_PERIOD})
            return
        lender, client = values["client"]
        period = Days(values["first"], values["last"] + timedelta(days=1))

        def written(result: Written) -> None:
            self._desk.hub.publish(result.changes)
            self.saved()
            self._done(result.id)

        self.set_saving(True)
        self._desk.tasks.run(
            *(prepare, self._gateway, lender, client, period),
            owner=self,
            done=written,
            failed=lambda failure: self.refused(failure.sentence),
        )
