"""A place that shows the positions of one unit, or of all: the choice, reading off the screen's thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.positions import texts
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import TOPICS
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.positions.rows import UnitRef

if TYPE_CHECKING:
    from agence_desktop.positions.queries.posts import Scope

_UNIT = "positions/unit"


class UnitChooser(QComboBox):
    """One unit or all of them; ``unit_chosen`` carries its id, None for all."""

    unit_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("compact", True)
        self.setAccessibleName(texts.UNIT)
        self.setMinimumContentsLength(18)
        self.setMaximumWidth(theme.scaled(340))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItem(texts.ALL_UNITS, None)
        self.activated.connect(lambda _number: self.unit_chosen.emit(self.currentData()))

    def show_units(self, units: Sequence[UnitRef], chosen: int | None) -> None:
        """Offer these units."""
        with QSignalBlocker(self):
            self.clear()
            self.addItem(texts.ALL_UNITS, None)
            for unit in units:
                self.addItem(texts.unit_name(unit), unit.id)
            self.setCurrentIndex(max(self.findData(chosen), 0))


class ScopedPlace(Place):
    """Reads again when the unit or the data change. The unit is the same in every place of the slice."""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self.gateway = gateway
        self.unit_chooser = UnitChooser(self)
        self.unit_chooser.unit_chosen.connect(self.choose_unit)
        kept = desk.recall(_UNIT)
        self.unit: int | None = kept if isinstance(kept, int) else None
        self.units: list[UnitRef] = []
        self._cancel: Cancel | None = None
        self._read_at: datetime | None = None
        desk.hub.subscribe(self, TOPICS, lambda _changes: self.refresh())

    @property
    def chosen_unit(self) -> UnitRef | None:
        """The unit that is shown, None for all of them."""
        return next((one for one in self.units if one.id == self.unit), None)

    # What a place gives.

    def load(self, scope: Scope) -> Any:
        """Read on the database thread."""
        raise NotImplementedError

    def show_loaded(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    # Place.

    def state(self) -> State:
        """The unit."""
        return {"unit": self.unit}

    def restore(self, state: State) -> None:
        """Show that unit."""
        if "unit" in state:
            self._follow(state["unit"])

    def showEvent(self, event: QShowEvent) -> None:
        """Show the unit of the place that was shown last."""
        self._follow(self.desk.recall(_UNIT))
        super().showEvent(event)

    def refresh(self) -> None:
        """Read again."""
        if self._cancel is not None:
            self._cancel.request()
        self._cancel = Cancel()
        self.desk.tasks.run(
            self._load,
            self.unit,
            owner=self,
            cancel=self._cancel,
            done=self._loaded,
            failed=self._failed,
        )

    def busy(self) -> bool:
        """Whether it is being read."""
        return self._cancel is not None

    def shown_since(self) -> datetime | None:
        """When it was read."""
        return self._read_at

    def choose_unit(self, unit: int | None) -> None:
        """Show another unit, here and in the places gone to next."""
        self._follow(unit)

    # Inside.

    def _follow(self, kept: object) -> None:
        wanted = kept if isinstance(kept, int) else None
        if wanted != self.desk.recall(_UNIT):
            self.desk.remember(_UNIT, wanted)
        if wanted != self.unit or (self._read_at is None and self._cancel is None):
            self.unit = wanted
            self.refresh()

    def _load(self, unit: int | None) -> tuple[list[UnitRef], Any]:
        from agence_desktop.positions.queries.posts import Scope

        units = self.gateway.units()
        known = unit if any(one.id == unit for one in units) else None
        scope = Scope(unit_ids=None if known is None else frozenset({known}))
        return units, self.load(scope)

    def _loaded(self, found: tuple[list[UnitRef], Any]) -> None:
        units, loaded = found
        self.units = units
        self._cancel = None
        self._read_at = self.desk.session.clock.now()
        if not any(one.id == self.unit for one in units):
            self.unit = None
        self.unit_chooser.show_units(units, self.unit)
        self.show_loaded(loaded)
        self.desk.session.note_refresh()
        self.commands_changed.emit()

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        self.desk.tell(failure.sentence, kind="danger")
