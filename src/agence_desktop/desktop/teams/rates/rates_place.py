"""« Tarifs »: what a day, a kilometre, a night and meals cost, from when to when, and which holds today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from agence_desktop.core.french import sort_key
from agence_desktop.core.roles import Role
from agence_desktop.desktop import icons
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.list_place import ListPlace
from agence_desktop.desktop.teams.rates import texts
from agence_desktop.desktop.teams.rates.rate_dialog import RateDialog
from agence_desktop.desktop.teams.rates.settings_dialog import open_settings
from agence_desktop.desktop.teams.rates.work import RateList, read_rates, remove_rate, save_rate
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Look
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.teams.rate_lines import RateChoices, RateLine, RateScope, Standing

READERS = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)
_LOOKS = {
    Standing.IN_FORCE: ("check-circle-outline", Look.CONFIRMED),
    Standing.COMING: ("calendar-clock", Look.REQUESTED),
    Standing.PAST: ("history", Look.DONE),
}
_NOTHING = RateList((), RateChoices((), (), shared=False))


def standing_chip(line: RateLine) -> Chip:
    """Whether it holds today."""
    return Chip(texts.STANDINGS[line.standing], *_LOOKS[line.standing])


COLUMNS: tuple[Column[RateLine], ...] = (
    Column("tarif", texts.WHAT, lambda line: texts.what(line.scope), strong=True, width=170),
    Column(
        "pour",
        texts.WHOM,
        lambda line: texts.whom(line.scope, line.name),
        sort=lambda line: sort_key(line.name),
        stretch=True,
        width=220,
    ),
    Column(
        "depuis", texts.SINCE, lambda line: texts.day(line.since), sort=lambda line: line.since, width=112
    ),
    Column(
        "jusque",
        texts.LAST,
        lambda line: texts.last(line.last),
        sort=lambda line: line.last or date.max,
        width=112,
    ),
    Column(
        "montant",
        texts.AMOUNT,
        lambda line: texts.money(line.amount),
        sort=lambda line: line.amount,
        align=Align.RIGHT,
        width=100,
    ),
    Column("etat", texts.STANDING, lambda line: standing_chip(line).word, chip=standing_chip, width=124),
)


class RatesPlace(ListPlace):
    """Entrée corrects the rate under the keyboard."""

    columns = COLUMNS
    noun, empty = texts.NOUN, texts.EMPTY
    layout_key = "teams/rates_columns"

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        self.found = _NOTHING
        self._wanted: str | None = None
        if gateway.manages:
            self.invitation = texts.NEW_BUTTON
        super().__init__(desk, gateway)
        if gateway.actor.holds(Role.ADMINISTRATOR):
            self._button(texts.SETTINGS_BUTTON, "cog-outline", "text", self.settings)
        if gateway.manages:
            button = self._button(texts.NEW_BUTTON, "plus", "on_accent", self.add)
            button.setProperty("kind", "primary")
        self.panel.create_requested.connect(self.add)
        self.view.export_requested.connect(self.export)

    # ListPlace.

    def load(self) -> RateList:
        """All rates."""
        return read_rates(self.gateway)

    def rows_of(self, found: RateList) -> Sequence[RateLine]:
        """The rates."""
        return found.lines

    def show_loaded(self, found: RateList) -> None:
        """The list, and what a new rate may be for."""
        self.found = found
        super().show_loaded(found)

    def open_row(self, row: object) -> None:
        """The form."""
        if isinstance(row, RateLine):
            self.correct()

    def is_wanted(self, row: object, state: State) -> bool:
        """The one just written, or one whose scope and date are named."""
        wanted = self._wanted if self._wanted is not None else state.get("rate")
        found = isinstance(row, RateLine) and _mark(row.scope, row.id) == wanted
        if found:
            self._wanted = None
        return found

    def state(self) -> State:
        """Filter, order, the current rate."""
        row = self.row()
        return {**super().state(), "rate": None if row is None else _mark(row.scope, row.id)}

    def capture_scenes(self) -> Sequence[Scene]:
        """The forms of a rate, and the settings."""
        scenes = []
        if self.may_add():
            scenes.append(Scene("nouveau", self.add))
        if self.may_keep():
            scenes.append(Scene("corriger", self.correct))
        if self.may_set():
            scenes.append(Scene("reglages", self.settings))
        return scenes

    # What commands do here.

    def row(self) -> RateLine | None:
        """The rate on which the keyboard stands."""
        row = self.current()
        return row if isinstance(row, RateLine) else None

    def may_add(self) -> bool:
        """Whether there is anything for which this person sets rates."""
        choices = self.found.choices
        return self.desk.session.may_write and (choices.shared or bool(choices.members))

    def may_keep(self) -> bool:
        """Whether this person keeps the current rate."""
        row = self.row()
        return row is not None and row.may_keep and self.desk.session.may_write

    def may_set(self) -> bool:
        """Whether this person changes the settings."""
        return self.gateway.actor.holds(Role.ADMINISTRATOR) and self.desk.session.may_write

    def add(self) -> None:
        """Open the form of a new rate, for what the current one is paid for."""
        if not self.may_add():
            self.desk.tell(texts.NO_RIGHT, kind="warning")
            return
        self._open(corrects=False)

    def correct(self) -> None:
        """Open the form of the current rate."""
        row = self.row()
        if row is not None and not row.may_keep:
            self.desk.tell(texts.NO_RIGHT, kind="warning")
        elif self.may_keep():
            self._open(corrects=True)

    def remove(self) -> None:
        """Take the current rate out; what came before it holds on."""
        row = self.row()
        if row is None or not self.may_keep():
            return

        def removed(written: Written) -> None:
            self.desk.hub.publish(written.changes)
            back = partial(save_rate, self.gateway, row.scope, row.since, row.amount)
            self.desk.offer_undo(texts.removed(row.scope, row.name, row.since), partial(self._undo, back))

        self.desk.tasks.run(
            *(remove_rate, self.gateway, row.scope, row.id, row.version),
            owner=self,
            done=removed,
            failed=self._refused,
        )

    def settings(self) -> None:
        """Open the settings."""
        if self.may_set():
            open_settings(self.desk, self.gateway)

    def export(self) -> None:
        """Ask for a file and write the list."""
        ask_file(self, texts.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is shown."""
        self.write_shown(path, READERS, texts.EXPORT_NAME, texts.exported, texts.exporting)

    # Inside.

    def _button(self, words: str, icon: str, ink: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("compact", True)
        icons.set_icon(button, icon, ink, 16)
        button.clicked.connect(lambda _=False: act())
        button.setVisible(self.desk.session.may_write)
        self.panel.bar.addWidget(button)
        return button

    def _open(self, *, corrects: bool) -> None:
        row = self.row()
        dialog = RateDialog(self.desk, self.gateway, self.found, row, corrects=corrects)
        dialog.written = self._saved
        dialog.open()

    def _saved(self, scope: RateScope, rate_id: int) -> None:
        self._wanted = _mark(scope, rate_id)
        self.refresh()

    def _undo(self, back: Callable[[], Written]) -> None:
        self.desk.tasks.run(
            back,
            owner=self.desk.parent_widget,
            done=lambda written: self.desk.hub.publish(written.changes),
            failed=self._refused,
        )

    def _refused(self, failure: Failure) -> None:
        self.desk.tell(failure.sentence, kind="danger")


def _mark(scope: RateScope, rate_id: int) -> str:
    """Which rate it is: those of days and of expenses are numbered apart."""
    return f"{'jour' if scope.kind is None else 'frais'} {rate_id}"
