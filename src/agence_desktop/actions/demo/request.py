"""One request of the demonstration, and the booking it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agence_desktop.actions.demo.dates import PlannedDate
from agence_desktop.actions.demo.setting import Requesting, Room
from agence_desktop.spaces.checks import Asked
from agence_desktop.spaces.rows import (
    BookingDraft,
    EquipmentLine,
    Mode,
    OccurrenceState,
    OnConflict,
    Requester,
)


@dataclass(frozen=True, slots=True)
class Request:
    """Who wants a room, on which days, from which to which minute of the day, and what for."""

    room: Room
    client: Requester
    person: Requesting
    purpose: str
    participants: int
    layout: str | None
    days: Sequence[date]
    slot: tuple[int, int]
    rule: str | None = None
    ask: bool = False

    @property
    def asked(self) -> Asked:
        """What the rules look at."""
        return Asked(self.client, self.participants, self.layout)

    def draft(
        self,
        dates: Sequence[PlannedDate],
        equipment: tuple[EquipmentLine, ...],
        *,
        support: str = "",
        accessibility: str = "",
        note: str = "",
    ) -> BookingDraft:
        """The booking as its form would have given it."""
        skipped = any(one.state is OccurrenceState.NOT_OBTAINED for one in dates)
        return BookingDraft(
            space_id=self.room.facts.space_id,
            start=dates[0].origin,
            end=dates[0].ends,
            organisation_id=self.client.organisation_id,
            purpose=self.purpose,
            person_id=self.person.person_id,
            rule=self.rule,
            participants=self.participants,
            layout=self.layout,
            equipment=equipment,
            accessibility=accessibility,
            support=support,
            note=note,
            phone=self.person.phone,
            mode=Mode.REQUEST if self.ask else Mode.NORMAL,
            on_conflict=OnConflict.SKIP if skipped else OnConflict.REFUSE,
        )
