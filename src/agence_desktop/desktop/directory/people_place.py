"""The list of people, and the form to add or change one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from agence_desktop.desktop.directory import columns, texts
from agence_desktop.desktop.directory.gateway import DirectoryGateway, People
from agence_desktop.desktop.directory.list_place import ListPlace, ListSpec
from agence_desktop.desktop.directory.person_form import open_person_form
from agence_desktop.desktop.places import Workbench
from agence_desktop.directory.rows import Directory, PersonRow


class PeoplePlace(ListPlace):
    """People in force; Entrée changes the one under the keyboard."""

    def __init__(self, desk: Workbench, gateway: DirectoryGateway, parent: QWidget | None = None) -> None:
        self._known: Directory | None = None
        spec = ListSpec("personnes", columns.PEOPLE, "personne", texts.NO_PEOPLE, self._load, texts.ADD)
        super().__init__(desk, gateway, spec, parent)
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

    def _load(self) -> Sequence[PersonRow]:
        found: People = self._gateway.people()
        self._known = found.directory
        return found.rows

    def _edit(self, row: PersonRow | None) -> None:
        if self._known is not None:
            open_person_form(self.desk, self._gateway, self._known, row)
