"""The list of people, and the form to add or change one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from agence_desktop.desktop.directory import columns, texts
from agence_desktop.desktop.directory.gateway import DirectoryGateway, People
from agence_desktop.desktop.directory.list_place import ListPlace, ListSpec
from agence_desktop.desktop.directory.person_form import open_person_form
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.directory.rows import Directory, PersonRow


class PeoplePlace(ListPlace):
    """People in force, on demand those who left; Entrée changes the one under the keyboard."""

    def __init__(self, desk: Workbench, gateway: DirectoryGateway, parent: QWidget | None = None) -> None:
        self._known: Directory | None = None
        self._retired = False
        spec = ListSpec("personnes", columns.PEOPLE, "personne", texts.NO_PEOPLE, self._load, texts.ADD)
        super().__init__(desk, gateway, spec, parent)
        self.retired = QCheckBox(texts.RETIRED)
        self.retired.setToolTip(texts.RETIRED_TIP)
        self.retired.toggled.connect(self._show_retired)
        self.panel.bar.insertWidget(1, self.retired)
        self.panel.create_requested.connect(self.new_person)
        self.panel.view.row_opened.connect(self._edit)
        self.panel.view.selectionModel().selectionChanged.connect(lambda *_: self.commands_changed.emit())

    @property
    def chosen(self) -> PersonRow | None:
        """The person under the keyboard."""
        index = self.panel.view.currentIndex()
        row = self.model.row(index.row()) if index.isValid() else None
        return row if isinstance(row, PersonRow) else None

    def new_person(self) -> None:
        """Open an empty form."""
        self._edit(None)

    def edit_chosen(self) -> None:
        """Open the form of the person under the keyboard."""
        if (row := self.chosen) is not None:
            self._edit(row)

    def state(self) -> State:
        """Whether those who left are shown, too."""
        return {**super().state(), "retired": self.retired.isChecked()}

    def restore(self, state: State) -> None:
        """As before."""
        super().restore(state)
        if "retired" in state:
            self.retired.setChecked(bool(state["retired"]))

    def capture_scenes(self) -> Sequence[Scene]:
        """The form of the first person."""
        row = next(iter(self.model.rows()), None)
        return () if row is None else (Scene("personne", partial(self._edit, row)),)

    def _show_retired(self, shown: bool) -> None:
        self._retired = shown
        self.panel.view.set_column_shown("until", shown)
        self.refresh()

    def _load(self) -> Sequence[PersonRow]:
        found: People = self._gateway.people(retired=self._retired)
        self._known = found.directory
        return found.rows

    def _edit(self, row: PersonRow | None) -> None:
        if self._known is not None:
            open_person_form(self.desk, self._gateway, self._known, row)
