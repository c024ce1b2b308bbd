"""The tables `modalites`, `tarifs` and `fermetures`: what a host sets at one level."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_money, parse_iso_date, parse_iso_wall, quoted
from agence_desktop.core.money import parse_money
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.model import Organisation, Site
from agence_desktop.spaces.commands.tables import texts
from agence_desktop.spaces.commands.tables.words import SPACES
from agence_desktop.spaces.model import HostClosure, HostTerms, Rate, Scoped, Space
from agence_desktop.spaces.rows import Eligibility, EligibilityKind, Terms
from agence_desktop.spaces.terms import TERMS_COLUMNS, format_term, parse_term, terms_of_cells
from agence_desktop.storage.exchange import Column, Entry, Known, Stock, Table
from agence_desktop.storage.exchange.columns import checked, choice, line_of, plain, unknown
from agence_desktop.storage.exchange.table import Key, Values
from agence_desktop.storage.tabular import Cell

S = TypeVar("S", bound=Scoped)

_LEVELS: Final = {"organisme": "organisation_id", "immeuble": "site_id", "espace": "space_id"}
_IMPORTERS: Final = (Role.HOST, Role.ADMINISTRATOR)
_LONGEST: Final = {"admissibles": 1000}
_HIGHEST: Final = Decimal(1_000_000)
"""Dollars of a rate: the price of the longest slot still has its place in the database."""
_TABLES: Final = {"organisme": "organismes", "immeuble": "immeubles", "espace": "espaces"}

SCOPE: Final = (
    Column("portee", choice({level: level for level in _LEVELS}), key=True),
    Column("cle", line_of(300), key=True),
)


class ScopedTable(Table[S]):
    """A table of the host's; the host of the organisation and administrators may import it."""

    topic = SPACES

    def known(self, session: Session) -> Known:
        """``scopes``: (level, key) → id; ``hosts``: the same → the organisation that answers for it."""
        scopes: dict[tuple[str, str], int] = {}
        hosts: dict[tuple[str, str], int] = {}
        for level, query in (
            ("organisme", select(Organisation.acronym, Organisation.id, Organisation.id)),
            ("immeuble", select(Site.name, Site.id, Site.organisation_id)),
            (
                "espace",
                select(Space.code, Space.id, Site.organisation_id).join(Site, Site.id == Space.site_id),
            ),
        ):
            for word, number, host in session.execute(query).tuples():
                scopes[level, word], hosts[level, word] = number, host
        return {"scopes": scopes, "hosts": hosts}

    def further_values(self, session: Session, known: Known) -> Mapping[int, Values]:
        words = {(level, number): word for (level, word), number in known["scopes"].items()}
        found: dict[int, Values] = {}
        for entity in session.scalars(select(self.entity)):
            level = next(name for name, column in _LEVELS.items() if getattr(entity, column) is not None)
            word = words[level, getattr(entity, _LEVELS[level])]
            found[entity.id] = {"portee": level, "cle": word, **self.values_of(entity)}
        return found

    def values_of(self, entity: S) -> Values:  # noqa: ARG002 - what tables may override
        """Values of columns that are no attribute, the scope left out."""
        return {}

    def check(self, entries: Sequence[Entry[S]], stock: Stock[S]) -> None:
        for entry in entries:
            scope = _scope(entry)
            if entry.key and scope not in stock.known["scopes"]:
                level = scope[0]
                _refuse_unknown(entry, "cle", scope[1], level)
            elif not entry.faults:
                self.check_row(entry, stock.known)

    def check_row(self, entry: Entry[S], known: Known) -> None:
        """Refuse an entry for what its cells say together."""

    def allow_import(self, actor: Actor, entries: Sequence[Entry[S]], stock: Stock[S]) -> None:
        """Every host organisation that the file names is one of the actor's."""
        named = {_scope(entry) for entry in entries if entry.key}
        hosts = {stock.known["hosts"][scope] for scope in named if scope in stock.known["hosts"]}
        if not hosts and any(actor.holds(role) for role in _IMPORTERS):
            return
        for host in hosts or {None}:
            require(actor, _IMPORTERS, host, self.importing)

    def assign(self, entity: S, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        level, word = values["portee"], values["cle"]
        setattr(entity, _LEVELS[level], known["scopes"][level, word])


def _scope(entry: Entry[Any]) -> tuple[str, str]:
    return entry.values["portee"], entry.values["cle"]


def _refuse_unknown(entry: Entry[Any], column: str, text: str, level: str) -> None:
    fault = unknown(text, _TABLES[level], texts.NOTHING[level])
    entry.refuse(column, fault.code, fault.sentence)


def _level_order(entity: type[Scoped]) -> tuple[Any, ...]:
    """Organisations first, then sites, then spaces."""
    level = case((entity.organisation_id.is_not(None), 0), (entity.site_id.is_not(None), 1), else_=2)
    return (level, entity.organisation_id, entity.site_id, entity.space_id)


def _term_column(name: str) -> Column:
    def read(text: str, _known: Known) -> Any:
        value = parse_term(name, text)
        checked(format_term(name, Terms(**{TERMS_COLUMNS[name]: value})), _LONGEST.get(name, 300))
        return value

    return Column(name, read, write=_write_term(name))


def _write_term(name: str) -> Callable[[Any], Cell]:
    """Numbers stay numbers for typed cells; all else is the text that is read back."""

    def write(value: Any) -> Cell:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return format_term(name, Terms(**{TERMS_COLUMNS[name]: value}))

    return write


class TermsTable(ScopedTable[HostTerms]):
    """Host terms, field by field."""

    name = "modalites"
    entity = HostTerms
    order = _level_order(HostTerms)
    columns = (*SCOPE, *map(_term_column, TERMS_COLUMNS))

    def values_of(self, entity: HostTerms) -> Values:
        stored = {attribute: getattr(entity, attribute) for attribute in TERMS_COLUMNS.values()}
        terms = terms_of_cells(stored)
        return {name: getattr(terms, attribute) for name, attribute in TERMS_COLUMNS.items()}

    def check_row(self, entry: Entry[HostTerms], known: Known) -> None:
        shortest, longest = entry.values["duree_min"], entry.values["duree_max"]
        if shortest is not None and longest is not None and shortest > longest:
            entry.refuse("duree_min", "bad_terms", texts.LENGTHS)
        eligible = entry.values["admissibles"]
        if isinstance(eligible, Eligibility) and eligible.kind is EligibilityKind.LISTED:
            for acronym in sorted(eligible.acronyms):
                if ("organisme", acronym) not in known["scopes"]:
                    _refuse_unknown(entry, "admissibles", acronym, "organisme")

    def assign(self, entity: HostTerms, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        for name, attribute in TERMS_COLUMNS.items():
            value = values[name]
            written = value is None or isinstance(value, int)
            setattr(entity, attribute, value if written else format_term(name, Terms(**{attribute: value})))


def _rate(text: str) -> Decimal:
    amount = parse_money(text)
    if amount < 0:
        raise InputError("bad_amount", texts.NEGATIVE.format(text=quoted(text)))
    if amount > _HIGHEST:
        most = format_money(_HIGHEST)
        raise InputError("bad_amount", texts.TOO_HIGH.format(text=quoted(text), most=most))
    return amount


class RatesTable(ScopedTable[Rate]):
    """Dated rates."""

    name = "tarifs"
    entity = Rate
    order = (*_level_order(Rate), Rate.since)
    columns = (
        *SCOPE,
        Column("depuis", plain(parse_iso_date), "since", key=True),
        Column("tarif_heure", plain(_rate), "hour"),
        Column("tarif_demi_journee", plain(_rate), "half_day"),
        Column("tarif_jour", plain(_rate), "day"),
    )


def _bound(text: str) -> date | datetime:
    return parse_iso_wall(text) if len(text) > len("2026-12-01") else parse_iso_date(text)


def _placed(debut: date, fin: date) -> tuple[datetime, datetime]:
    """Start and exclusive end on the wall clock; by dates both days are closed."""
    if isinstance(debut, datetime) and isinstance(fin, datetime):
        return debut, fin
    return datetime.combine(debut, time()), datetime.combine(fin, time()) + timedelta(days=1)


class ClosuresTable(ScopedTable[HostClosure]):
    """Closures, by dates or by date-times; the same span given the other way is the same closure."""

    name = "fermetures"
    entity = HostClosure
    order = (*_level_order(HostClosure), HostClosure.starts, HostClosure.ends)
    columns = (
        *SCOPE,
        Column("debut", plain(_bound), key=True),
        Column("fin", plain(_bound), key=True),
        Column("motif", line_of(300), "reason", empty=""),
    )

    def key_of(self, values: Values) -> Key:
        return (values["portee"], values["cle"], *_placed(values["debut"], values["fin"]))

    def values_of(self, entity: HostClosure) -> Values:
        if not entity.by_dates:
            return {"debut": entity.starts, "fin": entity.ends}
        return {"debut": entity.starts.date(), "fin": (entity.ends - timedelta(days=1)).date()}

    def check_row(self, entry: Entry[HostClosure], known: Known) -> None:  # noqa: ARG002
        debut, fin = entry.values["debut"], entry.values["fin"]
        starts, ends = _placed(debut, fin)
        if isinstance(debut, datetime) is not isinstance(fin, datetime):
            entry.refuse("debut", "bad_time", texts.MIXED_BOUNDS)
        elif ends <= starts:
            entry.refuse("fin", "bad_time", texts.BOUNDS_ORDER)

    def assign(self, entity: HostClosure, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        entity.starts, entity.ends = _placed(values["debut"], values["fin"])
        entity.by_dates = not isinstance(values["debut"], datetime)
