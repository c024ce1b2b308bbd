"""Reading a booking request from text: step 1 of `reserver`, every fault in the order of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.recurrence import Rule, RuleError, check_rule, expand
from agence_desktop.spaces.rows import BookingDraft, EquipmentLine, FormFault, Mode, OnConflict

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "espace": "space",
        "debut": "start",
        "fin": "end",
        "rrule": "rule",
        "exdate": "exdates",
        "rdate": "rdates",
        "organisme": "organisation",
        "demandeur": "person",
        "objet": "purpose",
        "participants": "participants",
        "disposition": "layout",
        "materiel": "equipment",
        "accessibilite": "accessibility",
        "soutien": "support",
        "note": "note",
        "telephone": "phone",
        "mode": "mode",
        "si_conflit": "on_conflict",
        "cle": "key",
    }
)
"""Column of `reserver` → field of ``RawBooking``, in the order in which faults are told."""

REQUIRED = frozenset({"espace", "debut", "fin", "organisme", "objet"})

_WALL = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::00)?")
_WHOLE = re.compile(r"0*[1-9][0-9]{0,17}")
_UUID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_UNTYPED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""Characters that nobody types and that databases or workbooks refuse."""
# Room is left at both ends of the calendar for time zones and buffers.
_FIRST, _LAST = datetime(10, 1, 1), datetime(9980, 1, 1)  # noqa: DTZ001 - wall clocks


@dataclass(frozen=True, slots=True)
class RawBooking:
    """The cells of one row of `reserver`, as typed; empty means not given."""

    space: str = ""
    start: str = ""
    end: str = ""
    rule: str = ""
    exdates: str = ""
    rdates: str = ""
    organisation: str = ""
    person: str = ""
    purpose: str = ""
    participants: str = ""
    layout: str = ""
    equipment: str = ""
    accessibility: str = ""
    support: str = ""
    note: str = ""
    phone: str = ""
    mode: str = ""
    on_conflict: str = ""
    key: str = ""

    @classmethod
    def from_cells(cls, cells: Mapping[str, str]) -> RawBooking:
        """From cells by French column name, trimmed; raises KeyError on an unknown column."""
        return cls(**{COLUMNS[column]: cell.strip() for column, cell in cells.items()})

    def cells(self) -> dict[str, str]:
        """The cells by French column name: all of them, in order, without characters that nobody types."""
        by_field = {field.name: _UNTYPED.sub("", getattr(self, field.name)).strip() for field in fields(self)}
        return {column: by_field[name] for column, name in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class KnownSpace:
    """What reading a request needs to know of a space."""

    space_id: int
    site_id: int
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class KnownEquipment:
    """Movable equipment and the site that keeps it."""

    equipment_id: int
    site_id: int


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the codes of a request may name; e-mail addresses are keyed casefolded, all else as written."""

    spaces: Mapping[str, KnownSpace]
    organisations: Mapping[str, int]
    persons: Mapping[str, int]
    equipment: Mapping[str, KnownEquipment]
    layouts: frozenset[str]


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One fault of one column: the text that is refused, and what the recurrence says of it where it does."""

    column: str
    fault: FormFault
    text: str = ""
    detail: str = ""


def read_form(raw: RawBooking, lookup: Lookup) -> BookingDraft | tuple[FormFault, ...]:
    """The request as a draft, or its faults: each code once, by its first column, ``too_many`` last."""
    found = examine_form(raw, lookup)
    return found if isinstance(found, BookingDraft) else tell_faults(found)


def tell_faults(faults: Iterable[FieldFault]) -> tuple[FormFault, ...]:
    """The codes of faults, each once, in order."""
    return tuple(dict.fromkeys(fault.fault for fault in faults))


def examine_form(raw: RawBooking, lookup: Lookup) -> BookingDraft | tuple[FieldFault, ...]:
    """The request as a draft, or every fault of every column, for a form that marks its fields."""
    reader = _Reader(raw.cells(), lookup)
    draft = reader.draft()
    return reader.faults() or draft


_T = TypeVar("_T")
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_wall(text: str) -> datetime | None:
    """A local date-time of a cell; None where it is none, has seconds, or is at an end of the calendar."""
    match = _WALL.fullmatch(text.strip())
    if match is None:
        return None
    try:
        wall = datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    return wall if _FIRST <= wall < _LAST else None


class _Reader:
    """Reads cell by cell and gathers faults by column; a stand-in takes the place of what cannot be read."""

    def __init__(self, cells: Mapping[str, str], lookup: Lookup) -> None:
        self._cells = cells
        self._lookup = lookup
        self._faults: dict[str, list[FieldFault]] = {column: [] for column in COLUMNS}
        self._too_many: list[FieldFault] = []

    def faults(self) -> tuple[FieldFault, ...]:
        in_order = [fault for column in COLUMNS for fault in self._faults[column]]
        return (*in_order, *self._too_many)

    def draft(self) -> BookingDraft:
        for column in COLUMNS:
            if column in REQUIRED and not self._cells[column]:
                self._fault(column, FormFault.MISSING)
        space = self._known(self._lookup.spaces, "espace", FormFault.UNKNOWN_SPACE)
        organisation = self._known(self._lookup.organisations, "organisme", FormFault.UNKNOWN_ORGANISATION)
        start, end = self._slot()
        exdates, rdates = self._times("exdate"), self._times("rdate")
        rule = self._rule(start, end, space.zone if space else QUEBEC, exdates, rdates)
        return BookingDraft(
            space_id=space.space_id if space else 0,
            start=start or _FIRST,
            end=end or _FIRST,
            organisation_id=organisation or 0,
            purpose=self._cells["objet"],
            person_id=self._person(),
            rule=rule.text if rule else None,
            exdates=exdates,
            rdates=rdates,
            participants=self._whole("participants", self._cells["participants"] or "1"),
            layout=self._layout(),
            equipment=self._equipment(space),
            accessibility=self._cells["accessibilite"],
            support=self._cells["soutien"],
            note=self._cells["note"],
            phone=self._cells["telephone"],
            mode=self._choice("mode", Mode.NORMAL),
            on_conflict=self._choice("si_conflit", OnConflict.REFUSE),
            key=self._key(),
        )

    def _fault(self, column: str, fault: FormFault, text: str = "", detail: str = "") -> None:
        self._faults[column].append(FieldFault(column, fault, text, detail))

    def _known(self, known: Mapping[str, _T], column: str, fault: FormFault) -> _T | None:
        text = self._cells[column]
        if text and text not in known:
            self._fault(column, fault, text)
        return known.get(text)

    def _slot(self) -> tuple[datetime | None, datetime | None]:
        bounds = [self._wall(column, self._cells[column]) for column in ("debut", "fin")]
        start, end = bounds
        if start and end and end <= start:
            self._fault("fin", FormFault.BAD_TIME, self._cells["fin"])
        return start, end

    def _wall(self, column: str, text: str) -> datetime | None:
        """A wall clock; None, with a fault, where there is text that is none."""
        wall = read_wall(text)
        if wall is None and (text or column not in REQUIRED):
            self._fault(column, FormFault.BAD_TIME, text)
        return wall

    def _times(self, column: str) -> tuple[datetime, ...]:
        text = self._cells[column]
        walls = [self._wall(column, piece.strip()) for piece in text.split(",")] if text else []
        return tuple(wall for wall in walls if wall)

    def _rule(
        self,
        start: datetime | None,
        end: datetime | None,
        zone: ZoneInfo,
        exdates: tuple[datetime, ...],
        rdates: tuple[datetime, ...],
    ) -> Rule | None:
        """The rule, expanded once to see that it leaves dates, not too many, and none beyond the calendar."""
        text = self._cells["rrule"]
        try:
            rule = check_rule(text) if text else None
            if start:
                walls = expand(start, zone, rule, exdates, rdates)
                if end and max(walls) >= _LAST - max(end - start, timedelta(0)):
                    self._fault("fin", FormFault.BAD_TIME, self._cells["fin"])
        except RuleError as error:
            if error.code == FormFault.TOO_MANY:
                self._too_many.append(FieldFault("rrule", FormFault.TOO_MANY, text, error.sentence))
            else:
                self._fault("rrule", FormFault.BAD_RULE, text, error.sentence)
            return None
        if rule and rule.endless:
            self._too_many.append(FieldFault("rrule", FormFault.TOO_MANY, text))
        return rule

    def _person(self) -> int | None:
        text = self._cells["demandeur"]
        if text and text.casefold() not in self._lookup.persons:
            self._fault("demandeur", FormFault.UNKNOWN_PERSON, text)
        return self._lookup.persons.get(text.casefold()) if text else None

    def _whole(self, column: str, text: str) -> int:
        if not _WHOLE.fullmatch(text):
            self._fault(column, FormFault.BAD_NUMBER, text)
            return 1
        return int(text)

    def _layout(self) -> str | None:
        text = self._cells["disposition"]
        if text and text not in self._lookup.layouts:
            self._fault("disposition", FormFault.BAD_CHOICE, text)
        return text or None

    def _equipment(self, space: KnownSpace | None) -> tuple[EquipmentLine, ...]:
        """The lines, those of one code added up; where the space is unknown any site's equipment is known."""
        text = self._cells["materiel"]
        lines: dict[int, int] = {}
        unknown: list[str] = []
        for piece in text.split("+") if text else ():
            code, _, quantity = (part.strip() for part in piece.partition("*"))
            known = self._lookup.equipment.get(code)
            number = self._whole("materiel", quantity)
            if known is None or (space and known.site_id != space.site_id):
                unknown.append(code)
            else:
                lines[known.equipment_id] = lines.get(known.equipment_id, 0) + number
        for code in unknown:
            self._fault("materiel", FormFault.UNKNOWN_EQUIPMENT, code)
        return tuple(EquipmentLine(equipment, quantity) for equipment, quantity in lines.items())

    def _choice(self, column: str, default: _Choice) -> _Choice:
        text = self._cells[column]
        try:
            return type(default)(text) if text else default
        except ValueError:
            self._fault(column, FormFault.BAD_CHOICE, text)
            return default

    def _key(self) -> UUID | None:
        text = self._cells["cle"]
        if text and not _UUID.fullmatch(text):
            self._fault("cle", FormFault.BAD_KEY, text)
            return None
        return UUID(text) if text else None
