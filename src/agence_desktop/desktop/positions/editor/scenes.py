"""Pictures of the editor for the handbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QItemSelectionModel

from agence_desktop.desktop.places import Scene
from agence_desktop.desktop.positions.editor.cells import DueField
from agence_desktop.desktop.positions.editor.section_pages import SectionPage
from agence_desktop.desktop.positions.editor.sections_pane import SectionsPane

_TYPED = "10e jour ouvr"
_LINE = 3


class Editor(Protocol):
    """What is pictured."""

    sections: SectionsPane

    @property
    def page(self) -> SectionPage: ...


def editor_scenes(place: Editor) -> Sequence[Scene]:
    """A due rule while it is typed, and two more sections."""
    return (
        Scene("echeance", lambda: _type_due(place)),
        Scene("contacts", lambda: place.sections.choose(7)),
        Scene("mission", lambda: place.sections.choose(1)),
    )


def _type_due(place: Editor) -> None:
    place.sections.choose(3)
    table = place.page.tables[0]
    row = min(_LINE, table.lines.count - 1)
    # Nothing is typed into a version that is only read.
    if row < 0 or not table.lines.store.editable:
        return
    table.setFocus()
    index = table.lines.index(row, 3)
    table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    table.edit(index)
    for field in table.findChildren(DueField):
        field.setText(_TYPED)
        field.textEdited.emit(_TYPED)
