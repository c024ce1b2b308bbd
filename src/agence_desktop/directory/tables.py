"""The tables of the directory, as files hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeVar
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_iso_date, quoted, search_key, sort_key
from agence_desktop.core.hours import format_hours, parse_hours
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory import sentences
from agence_desktop.directory.commands import DIRECTORY, PersonDraft, person_keys, today
from agence_desktop.directory.emails import parse_email
from agence_desktop.directory.model import (
    Holiday,
    Municipality,
    Named,
    Organisation,
    Person,
    Region,
    Site,
)
from agence_desktop.directory.queries import in_force
from agence_desktop.directory.settled import require_unsettled
from agence_desktop.storage.base import Versioned
from agence_desktop.storage.exchange import Column, Entry, Known, Stock, Table
from agence_desktop.storage.exchange.columns import (
    Reader,
    checked,
    choice,
    code_of,
    degrees,
    line_of,
    lines_of,
    plain,
    reference,
)
from agence_desktop.storage.exchange.table import Stored, Values
from agence_desktop.storage.tabular import Cell

E = TypeVar("E", bound=Versioned)

NO_SITE: Final = "aucun immeuble"
NO_ORGANISATION: Final = "aucun organisme"
_LEFT: Final = "left"
"""A value beside the columns: whether somebody is out of the directory; a row that names them changes it."""


def ids_by(session: Session, entity: type[Any], attribute: str) -> dict[Any, int]:
    """The key written in files → id, of all records."""
    return dict(session.execute(select(getattr(entity, attribute), entity.id)).tuples().all())


class DirectoryTable(Table[E]):
    """A table of the directory; names bring the keys by which both databases sort and search."""

    topic = DIRECTORY

    def assign(self, entity: E, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        set_name_keys(entity)


def name_of(most: int, longest_key: int = 700) -> Reader:
    """A name on one line, whose key to sort by fits as well (letters of other scripts take more room)."""
    read_line = line_of(most)

    def read(text: str, known: Known) -> str:
        name: str = read_line(text, known)
        if len(sort_key(name)) > longest_key:
            raise InputError("too_long", sentences.LONG_NAME)
        return name

    return read


def set_name_keys(entity: object) -> None:
    """Make the keys agree with the name of what bears one."""
    if isinstance(entity, Named):
        entity.sort_key, entity.search_key = sort_key(entity.name), search_key(entity.name)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(text: str) -> str:
    if text not in _zones():
        raise InputError("bad_zone", sentences.BAD_ZONE.format(text=quoted(text)))
    return text


def _hours(text: str) -> str:
    return checked(format_hours(parse_hours(text)), 300)


def _region_code(text: str, known: Known) -> Any:
    return code_of(2, r"[0-9]{2}", sentences.REGION)(_two_digits(text), known)


def _region(text: str, known: Known) -> Any:
    return reference("regions", "aucune région")(_two_digits(text), known)


def _two_digits(text: str) -> str:
    """Spreadsheets make a number of 03."""
    return text.zfill(2) if text.isdecimal() else text


class Regions(DirectoryTable[Region]):
    """Régions administratives."""

    name = "regions"
    entity = Region
    order = (Region.code,)
    columns = (
        Column("code", _region_code, "code", key=True),
        Column("nom", name_of(300), "name", required=True),
    )


class Municipalities(DirectoryTable[Municipality]):
    """Municipalities with their place on the map."""

    name = "municipalites"
    entity = Municipality
    order = (Municipality.sort_key, Municipality.id)
    columns = (
        Column("nom", name_of(300), "name", key=True),
        Column("region", _region, "region_id", "regions", required=True),
        Column("latitude", degrees(90), "latitude", required=True),
        Column("longitude", degrees(180), "longitude", required=True),
        Column("fuseau", plain(_zone), "zone", required=True),
    )

    def known(self, session: Session) -> Known:
        return {"regions": ids_by(session, Region, "code")}

    def store(
        self, session: Session, stock: Stock[Municipality], entries: Sequence[Entry[Municipality]]
    ) -> list[int]:
        """Buildings without a zone of their own change clocks with their municipality."""
        changed = [
            entry.stored.entity.id
            for entry in entries
            if entry.stored and entry.stored.values["fuseau"] != entry.values["fuseau"]
        ]
        theirs = select(Site.id).where(Site.municipality_id.in_(changed), Site.zone.is_(None))
        require_unsettled(session, session.scalars(theirs).all() if changed else ())
        return super().store(session, stock, entries)


class Organisations(DirectoryTable[Organisation]):
    """Ministries and public bodies."""

    name = "organismes"
    entity = Organisation
    order = (Organisation.acronym,)
    columns = (
        Column(
            "sigle", code_of(30, r"(?!(?i:tous|r[eé]gion)$)[^\s+;,]+", sentences.ACRONYM), "acronym", key=True
        ),
        Column("nom", name_of(300), "name", required=True),
        Column("nature", choice({"ministère": "ministère", "organisme": "organisme"}), "kind", required=True),
    )


class Sites(DirectoryTable[Site]):
    """Buildings."""

    name = "immeubles"
    entity = Site
    order = (Site.sort_key, Site.id)
    columns = (
        Column("nom", name_of(300), "name", key=True),
        Column(
            "organisme",
            reference("organismes", NO_ORGANISATION),
            "organisation_id",
            "organismes",
            required=True,
        ),
        Column(
            "municipalite",
            reference("municipalites", "aucune municipalité"),
            "municipality_id",
            "municipalites",
            required=True,
        ),
        Column("adresse", line_of(300), "address", empty=""),
        Column("fuseau", plain(_zone), "zone"),
        Column("heures", plain(_hours), "hours", empty=""),
        Column("acces", lines_of(1000), "access", empty=""),
    )

    def known(self, session: Session) -> Known:
        return {
            "organismes": ids_by(session, Organisation, "acronym"),
            "municipalites": ids_by(session, Municipality, "name"),
        }

    def store(self, session: Session, stock: Stock[Site], entries: Sequence[Entry[Site]]) -> list[int]:
        """What is planned at a building rests on its organisation and its clock."""
        zones = dict(session.execute(select(Municipality.name, Municipality.zone)).tuples().all())

        def place(values: Values) -> tuple[str, str]:
            return values["organisme"], values["fuseau"] or zones[values["municipalite"]]

        changed = [
            entry.stored.entity.id
            for entry in entries
            if entry.stored and place(entry.stored.values) != place(entry.values)
        ]
        require_unsettled(session, changed)
        return super().store(session, stock, entries)


class Holidays(DirectoryTable[Holiday]):
    """Holidays of the public service."""

    name = "feries"
    entity = Holiday
    order = (Holiday.day,)
    columns = (
        Column("date", plain(parse_iso_date), "day", key=True),
        Column("date_observee", plain(parse_iso_date), "observed", required=True),
        Column("nom", line_of(100), "name", required=True),
    )


class People(DirectoryTable[Person]):
    """People at work: work e-mail and telephone only.

    Who left the directory is in no export, and comes back with a row that names them, as in the window.
    """

    name = "personnes"
    entity = Person
    order = (Person.sort_key, Person.id)
    readers = (Role.CLERK, Role.HOST, Role.MANAGER, Role.TECHNICIAN, Role.ADMINISTRATOR)
    columns = (
        Column("courriel", plain(parse_email), "email", key=True),
        Column("nom", name_of(100, 340), "last_name", required=True),
        Column("prenom", name_of(100, 340), "first_name", required=True),
        Column("organisme", reference("organismes", NO_ORGANISATION), "organisation_id", "organismes"),
        Column("immeuble", reference("immeubles", NO_SITE), "site_id", "immeubles"),
        Column("classe", line_of(100), "job_class", empty=""),
        Column("telephone", line_of(40), "phone", empty=""),
    )

    def known(self, session: Session) -> Known:
        return {
            "organismes": ids_by(session, Organisation, "acronym"),
            "immeubles": ids_by(session, Site, "name"),
        }

    def further_values(self, session: Session, known: Known) -> Mapping[int, Values]:  # noqa: ARG002
        held = select(Person.id, Person.active_from, Person.active_until)
        day = today(session)
        lasting = session.execute(held).tuples()
        return {number: {_LEFT: True} for number, since, until in lasting if not in_force(since, until, day)}

    def check(self, entries: Sequence[Entry[Person]], stock: Stock[Person]) -> None:  # noqa: ARG002
        for entry in entries:
            if _LEFT in entry.values:
                entry.values[_LEFT] = False

    def rows_of(self, records: Iterable[Stored[Person]]) -> list[list[Cell]]:
        return super().rows_of(one for one in records if _LEFT not in one.values)

    def allow_import(self, actor: Actor, entries: Sequence[Entry[Person]], stock: Stock[Person]) -> None:
        """As for one person: a clerk or administrator of the organisations that they leave and join."""
        named = {entry.values["organisme"] for entry in entries}
        named |= {entry.stored.values["organisme"] for entry in entries if entry.stored}
        for acronym in sorted(named, key=str):
            organisation = stock.known["organismes"].get(acronym)
            require(actor, (Role.CLERK, Role.ADMINISTRATOR), organisation, self.importing)

    def export_to(self, session: Session, actor: Actor) -> list[list[Cell]]:
        """The people of the organisations for which the actor holds one of the roles."""
        held = [actor.organisations(role) for role in self.readers]
        if None in held:
            return self.export(session)
        stock = self.stock(session)
        own = frozenset[int]().union(*(one for one in held if one))
        acronyms = {acronym for acronym, number in stock.known["organismes"].items() if number in own}
        return self.rows_of(one for one in stock.records.values() if one.values["organisme"] in acronyms)

    def assign(self, entity: Person, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        keys = person_keys(PersonDraft(entity.email, entity.first_name, entity.last_name))
        entity.sort_key, entity.search_key = keys["sort_key"], keys["search_key"]
        if _LEFT in values:
            entity.active_from = entity.active_until = None


DIRECTORY_TABLES: Final[tuple[Table[Any], ...]] = (
    Regions(),
    Municipalities(),
    Organisations(),
    Sites(),
    Holidays(),
    People(),
)
"""In an order in which each names only those before it."""
