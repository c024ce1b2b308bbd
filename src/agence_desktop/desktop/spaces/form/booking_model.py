"""The booking form without a widget: what its fields hold, and the request that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_phone, parse_whole
from agence_desktop.core.recurrence import expand
from agence_desktop.desktop.spaces.form.support_lines import SupportLine, support_text
from agence_desktop.spaces.rows import (
    BookingDraft,
    EquipmentLine,
)

WHEELCHAIR = "Une place pour fauteuil roulant"


@dataclass(frozen=True, slots=True)
class Slot:
    """Naive wall clocks at the site; ``end`` may be a later day."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """On the wall clock."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Series:
    """How a booking repeats; without a rule and added dates there is one date."""

    rule: str | None = None
    exdates: tuple[datetime, ...] = ()
    rdates: tuple[datetime, ...] = ()

    @property
    def single(self) -> bool:
        """Whether nothing repeats."""
        return self.rule is None and not self.rdates

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        dates = {"exdates": self.exdates, "rdates": self.rdates}
        return {"rule": self.rule} | {key: [one.isoformat() for one in walls] for key, walls in dates.items()}

    @classmethod
    def of_stored(cls, kept: Mapping[str, Any]) -> Series:
        """From JSON; what is missing is empty."""
        walls = {key: tuple(map(datetime.fromisoformat, kept.get(key, ()))) for key in ("exdates", "rdates")}
        return cls(kept.get("rule") or None, **walls)


@dataclass(frozen=True, slots=True)
class Extras:
    """Equipment lines, and what is asked of the people who support."""

    equipment: tuple[EquipmentLine, ...] = ()
    support: tuple[SupportLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FormValues:
    """What the form holds, read; None where nothing is chosen or can be read."""

    organisation_id: int | None = None
    person_id: int | None = None
    purpose: str = ""
    phone: str = ""
    space_id: int | None = None
    slot: Slot | None = None
    series: Series = field(default_factory=Series)
    participants: int | None = None
    layout: str | None = None
    wheelchair: bool = False
    needs: str = ""
    extras: Extras = field(default_factory=Extras)
    note: str = ""


def phone_fault(text: str) -> str:
    """The sentence of what is wrong with a telephone number."""
    return _fault(parse_phone, text)


def participants_fault(text: str) -> str:
    """The sentence of what is wrong with a number of participants."""
    return _fault(lambda typed: parse_whole(typed, 1), text)


def series_fault(series: Series, slot: Slot | None) -> str:
    """The sentence of a series that gives no date or too many."""
    if slot is None or series.single:
        return ""
    return _fault(lambda _: expand(slot.start, QUEBEC, series.rule, series.exdates, series.rdates), "")


def _fault(read: Any, text: str) -> str:
    try:
        read(text)
    except InputError as error:
        return error.sentence
    return ""


def accessibility_text(wheelchair: bool, needs: str) -> str:
    """The needs as one text, the wheelchair on a line of its own."""
    return "\n".join(filter(None, (WHEELCHAIR if wheelchair else "", needs.strip())))


def accessibility_parts(text: str) -> tuple[bool, str]:
    """Whether a place for a wheelchair is asked for, and the other needs."""
    lines = text.splitlines()
    rest = [line for line in lines if line.strip() != WHEELCHAIR]
    return len(rest) < len(lines), "\n".join(rest).strip()


def draft_of(values: FormValues, key: UUID | None = None) -> BookingDraft | None:
    """The request that the form makes; None while it is not known who, where or when.

    A telephone number or number of participants that cannot be read is left to the faults of the form.
    """
    slot = values.slot
    if values.organisation_id is None or values.space_id is None or slot is None:
        return None
    return BookingDraft(
        space_id=values.space_id,
        start=slot.start,
        end=slot.end,
        organisation_id=values.organisation_id,
        purpose=values.purpose,
        person_id=values.person_id,
        rule=values.series.rule,
        exdates=values.series.exdates,
        rdates=values.series.rdates,
        participants=values.participants or 1,
        layout=values.layout,
        equipment=values.extras.equipment,
        accessibility=accessibility_text(values.wheelchair, values.needs),
        support=support_text(values.extras.support),
        note=values.note,
        phone=values.phone,
        key=key,
    )
