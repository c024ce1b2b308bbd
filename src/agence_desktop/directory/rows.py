"""Plain values of the directory, as its queries give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation; ``regions`` are the codes of those where it has a site in force."""

    id: int
    acronym: str
    name: str
    kind: str
    active: bool = True
    regions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site with what its municipality gives: region code, time zone, latitude and longitude in degrees."""

    id: int
    name: str
    sort_key: str
    organisation_id: int
    municipality: str
    region: str
    zone: ZoneInfo
    latitude: float
    longitude: float
    address: str
    hours: str
    access: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A holiday and the day on which it is observed."""

    day: date
    observed: date
    name: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A municipality on the map, degrees."""

    name: str
    region: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Directory:
    """The whole directory but its people, small enough to keep in memory."""

    organisations: Mapping[int, OrganisationRow]
    sites: Mapping[int, SiteRow]
    places: Mapping[str, PlaceRow]
    regions: Mapping[str, str]
    holidays: tuple[HolidayRow, ...]
    by_acronym: Mapping[str, int] = field(default_factory=dict)

    @property
    def observed(self) -> Mapping[date, str]:
        """Observed holidays and their names."""
        return {holiday.observed: holiday.name for holiday in self.holidays}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person at work, as lists and choosers show one."""

    id: int
    email: str
    last_name: str
    first_name: str
    organisation_id: int | None
    organisation: str
    site: str
    job_class: str
    phone: str
    version: int
    active: bool = True
    until: date | None = None
    """The last day in the directory, None without one."""

    @property
    def name(self) -> str:
        """First name and name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Remaining:
    """What still rests on a person who leaves, for decision: a record, what it is about, and when."""

    record: str
    about: str
    day: date | None = None
