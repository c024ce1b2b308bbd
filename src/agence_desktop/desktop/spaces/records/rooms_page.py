"""What the pages of a room and of a building share: which one, reading it, and reading it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from agence_desktop.core.changes import Change
from agence_desktop.core.spans import Span
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.spaces.calendars.reading import Reading
from agence_desktop.desktop.spaces.facts.date_columns import DateLine
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import date_target
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.page_parts import PageHead


class RoomsPage(Place):
    """The page of one record: its rooms over a span, under a head with its name."""

    printable = True
    state_key: str
    """Under which a target names the record."""
    icon: str
    kind: str
    """Says what the page is about while nothing is chosen."""
    choose: str
    """Says what to do then."""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self._gateway = gateway
        self.record_id: int | None = None
        self.reading: Reading | None = None
        self._loading = 0
        self.head = PageHead(self.icon)
        desk.hub.subscribe(self, {"bookings", "spaces", "directory"}, self._on_changes)

    def span(self) -> Span:
        """What is read."""
        raise NotImplementedError

    def reader(self, record_id: int, span: Span) -> Callable[[Gateway], Reading]:
        """Reads the record on the database thread."""
        raise NotImplementedError

    def knows(self, reading: Reading, record_id: int) -> bool:
        """Whether there is such a record."""
        raise NotImplementedError

    def show_reading(self, reading: Reading, record_id: int) -> None:
        """Show what was read."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """The name of the record."""
        return self.head.title

    def state(self) -> State:
        """Which record."""
        return {self.state_key: self.record_id} if self.record_id is not None else {}

    def restore(self, state: State) -> None:
        """Show that record."""
        if isinstance(state.get(self.state_key), int):
            self.record_id = state[self.state_key]
        self.refresh()

    def refresh(self) -> None:
        """Read the record and its bookings."""
        if self.record_id is None:
            self.head.say(self.kind, self.choose)
            return
        self._loading += 1
        read = self.reader(self.record_id, self.span())
        self.desk.tasks.run(read, self._gateway, owner=self, done=self._show, failed=self._failed)

    def busy(self) -> bool:
        """Whether it is being read."""
        return self._loading > 0

    def shown_since(self) -> datetime | None:
        """When it was read."""
        return self.reading.read_at if self.reading else None

    def open_date(self, line: DateLine) -> None:
        """Go to a date in the planning."""
        self.desk.go(date_target(line.row.space_id, line.row.id, line.start.date()))

    def _show(self, reading: Reading) -> None:
        self._loading -= 1
        if self.record_id is None or not self.knows(reading, self.record_id):
            self.head.say(self.kind, self.choose)
            return
        self.reading = reading
        self.show_reading(reading, self.record_id)
        self.desk.session.note_refresh()
        self.title_changed.emit()

    def _failed(self, failure: Failure) -> None:
        self._loading -= 1
        self.desk.tell(failure.sentence, kind="danger")

    def _on_changes(self, changes: Sequence[Change]) -> None:
        whole = self.span()
        if self.record_id is not None and (
            not changes or any(one.span is None or one.span.overlaps(whole) for one in changes)
        ):
            self.refresh()
