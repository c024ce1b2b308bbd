"""« Ma journée » before a base is open: light, for it is what the first picture shows."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agence_desktop.desktop.places import Place, Workbench
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.labels import Label


class DayHeading(QWidget):
    """The title of the day, above its date."""

    def __init__(self) -> None:
        super().__init__()
        self._date = Label("", Type.BODY, "secondary")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Label(texts.HOME_TITLE, Type.PLACE))
        lines.addWidget(self._date)

    def show_date(self, today: date) -> None:
        """« mercredi 14 octobre 2026, semaine 42 »."""
        self._date.setText(texts.day_title(today))


class EmptyDay(Place):
    """The heading, and when something will stand below."""

    def __init__(self, desk: Workbench) -> None:
        super().__init__(desk)
        self._heading = DayHeading()
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(8)
        box.addWidget(self._heading)
        box.addWidget(EmptyState(texts.NO_BASE_YET), 1)
        self.refresh()

    @property
    def title(self) -> str:
        """« Ma journée »."""
        return texts.HOME_TITLE

    def refresh(self) -> None:
        """The date of today."""
        self._heading.show_date(self.desk.session.today())
