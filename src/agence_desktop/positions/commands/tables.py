"""The tables `unites`, `postes` and `competences`, as files hold them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.french import parse_iso_date, parse_yes_no, search_key
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.emails import parse_email
from agence_desktop.directory.model import Organisation, Person, Site
from agence_desktop.directory.tables import NO_ORGANISATION, NO_SITE, ids_by, name_of, set_name_keys
from agence_desktop.positions.commands import texts
from agence_desktop.positions.commands.competences import HIGHEST
from agence_desktop.positions.commands.desk import POSITIONS
from agence_desktop.positions.commands.posts import FACTORS, STANDARD_FACTOR, write_attrition
from agence_desktop.positions.model import Position, SheetTask, SheetVersion, TaskCompetence, Unit
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.storage.context import current_login
from agence_desktop.storage.exchange import Column, Entry, Known, Stock, Table
from agence_desktop.storage.exchange.columns import Reader, code_of, line_of, plain, reference, whole
from agence_desktop.storage.exchange.table import Stored, Values
from agence_desktop.storage.tabular import Cell

_MANAGING: Final = (Role.MANAGER, Role.ADMINISTRATOR)
_WRITING: Final = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)


def _person(text: str, known: Known) -> Any:
    return reference("personnes", texts.NO_PERSON_ROW)(parse_email(text), known)


_YES_NO: Final[Reader] = plain(parse_yes_no)


class UnitsTable(Table[Unit]):
    """Administrative units."""

    name = "unites"
    topic = POSITIONS
    entity = Unit
    order = (Unit.code,)
    columns = (
        Column("code", code_of(60, r"\S+", texts.UNIT_CODE), "code", key=True),
        Column("nom", name_of(300), "name", required=True),
        Column(
            "organisme",
            reference("organismes", NO_ORGANISATION),
            "organisation_id",
            "organismes",
            required=True,
        ),
    )

    def known(self, session: Session) -> Known:
        return {"organismes": ids_by(session, Organisation, "acronym")}

    def allow_import(self, actor: Actor, entries: Sequence[Entry[Unit]], stock: Stock[Unit]) -> None:
        """As for one unit: managers of the organisations that they leave and join."""
        _require(actor, _MANAGING, entries, stock.known, self.importing)

    def assign(self, entity: Unit, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        set_name_keys(entity)
        entity.search_key = search_key(f"{entity.name} {entity.code}")


class PositionsTable(Table[Position]):
    """Positions; A stands in no file, and is 3 for a new one until its manager judges it."""

    name = "postes"
    topic = POSITIONS
    entity = Position
    order = (Position.number,)
    columns = (
        Column("numero", code_of(40, r"\S+", texts.POSITION_NUMBER), "number", key=True),
        Column("titre", name_of(300), "name", required=True),
        Column("unite", reference("unites", "aucune unité"), "unit_id", "unites", required=True),
        Column(
            "organisme",
            reference("organismes", NO_ORGANISATION),
            "organisation_id",
            "organismes",
            required=True,
        ),
        Column("immeuble", reference("immeubles", NO_SITE), "site_id", "immeubles"),
        Column("classe", line_of(100), "job_class", empty=""),
        Column("gestionnaire", _person, "manager_id", "personnes"),
        Column("titulaire", _person, "holder_id", "personnes"),
        Column("unique", _YES_NO, "sole", empty=True),
        Column("effet", whole(FACTORS.start, FACTORS.stop - 1), "impact", empty=STANDARD_FACTOR),
    )

    def known(self, session: Session) -> Known:
        return {
            "unites": ids_by(session, Unit, "code"),
            "organismes": ids_by(session, Organisation, "acronym"),
            "immeubles": ids_by(session, Site, "name"),
            "personnes": ids_by(session, Person, "email"),
        }

    def allow_import(self, actor: Actor, entries: Sequence[Entry[Position]], stock: Stock[Position]) -> None:
        """As for one position: managers of the organisations that they leave and join."""
        _require(actor, _MANAGING, entries, stock.known, self.importing)

    def store(
        self, session: Session, stock: Stock[Position], entries: Sequence[Entry[Position]]
    ) -> list[int]:
        """A new position has a factor A, which is kept apart."""
        ids = super().store(session, stock, entries)
        for entry in entries:
            if entry.stored is None:
                write_attrition(session, entry.id, STANDARD_FACTOR)
        return ids

    def assign(self, entity: Position, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        set_name_keys(entity)
        entity.search_key = search_key(f"{entity.name} {entity.number}")


class CompetencesTable(Table[Any]):
    """What each person can do of each task, as recorded last; a row that differs is recorded anew.

    Rows are only ever added: what is missing from a file stays on record.
    """

    name = "competences"
    topic = POSITIONS
    entity = TaskCompetence
    order = (TaskCompetence.id,)
    readers = (Role.CLERK, Role.HOLDER, Role.MANAGER, Role.ADMINISTRATOR)
    columns = (
        Column("poste", reference("postes", "aucun poste"), "position_id", "postes", key=True),
        Column("tache", line_of(40), "task", key=True),
        Column("personne", _person, "person_id", "personnes", key=True),
        Column("niveau", whole(0, HIGHEST), "level", required=True),
        Column("valide", plain(parse_iso_date), "validated"),
        Column("acces", _YES_NO, "access", empty=False),
        Column("en_formation", _YES_NO, "in_training", empty=False),
    )

    def known(self, session: Session) -> Known:
        positions = session.execute(
            select(Position.number, Position.id, Position.holder_id, Organisation.acronym).join(
                Organisation, Organisation.id == Position.organisation_id
            )
        )
        rows = positions.tuples().all()
        return {
            "postes": {number: key for number, key, _, _ in rows},
            "titulaires": {number: holder for number, _, holder, _ in rows},
            "leurs organismes": {number: acronym for number, _, _, acronym in rows},
            "organismes": ids_by(session, Organisation, "acronym"),
            "personnes": ids_by(session, Person, "email"),
            "taches": dict.fromkeys(_tasks(session), True),
        }

    def stock(self, session: Session) -> Stock[Any]:
        """The last record of each task and person, in the order of the posts."""
        known = self.known(session)
        numbers = {key: number for number, key in known["postes"].items()}
        emails = {key: email for email, key in known["personnes"].items()}
        found: dict[tuple[Any, ...], Stored[Any]] = {}
        query = select(
            TaskCompetence.position_id,
            TaskCompetence.task,
            TaskCompetence.person_id,
            TaskCompetence.level,
            TaskCompetence.validated,
            TaskCompetence.access,
            TaskCompetence.in_training,
        ).order_by(TaskCompetence.id)
        for position, task, person, *rest in session.execute(query).tuples():
            told = (numbers[position], task, emails[person], *rest)
            values = dict(zip((column.name for column in self.columns), told, strict=True))
            found[self.key_of(values)] = Stored(None, values)
        return Stock(dict(sorted(found.items())), known)

    def allow_import(self, actor: Actor, entries: Sequence[Entry[Any]], stock: Stock[Any]) -> None:
        """As for one level: whoever writes the sheets of the organisation."""
        places = stock.known["leurs organismes"]
        for acronym in sorted({places[one] for one in (entry.values["poste"] for entry in entries) if one}):
            require(actor, _WRITING, stock.known["organismes"][acronym], self.importing)

    def check(self, entries: Sequence[Entry[Any]], stock: Stock[Any]) -> None:
        known = stock.known
        for entry in entries:
            values = entry.values
            if not entry.changes:
                continue
            if (known["postes"][values["poste"]], values["tache"]) not in known["taches"]:
                entry.refuse("tache", "unknown_task", texts.UNKNOWN_TASK.format(task=values["tache"]))
            if known["titulaires"][values["poste"]] == known["personnes"][values["personne"]]:
                entry.refuse("personne", "own_holder", texts.OWN_HOLDER)

    def store(self, session: Session, stock: Stock[Any], entries: Sequence[Entry[Any]]) -> list[int]:
        """Add a record for each entry; the ids are those of the positions."""
        login, known = current_login(session), stock.known
        rows = [
            {
                "position_id": known["postes"][entry.values["poste"]],
                "task": entry.values["tache"],
                "person_id": known["personnes"][entry.values["personne"]],
                "level": entry.values["niveau"],
                "validated": entry.values["valide"],
                "access": entry.values["acces"],
                "in_training": entry.values["en_formation"],
                "recorded_by": login,
            }
            for entry in entries
        ]
        insert_rows(session, TaskCompetence, rows)
        return sorted({row["position_id"] for row in rows})

    def export_to(self, session: Session, actor: Actor) -> list[list[Cell]]:
        """The levels on posts of the organisations for which the actor holds one of the roles."""
        stock = self.stock(session)
        own = _own(actor, self.readers)
        if own is None:
            return self.rows_of(stock.records.values())
        acronyms = {acronym for acronym, number in stock.known["organismes"].items() if number in own}
        places = stock.known["leurs organismes"]
        return self.rows_of(one for one in stock.records.values() if places[one.values["poste"]] in acronyms)


def _tasks(session: Session) -> Collection[tuple[int, str]]:
    """Position and key of each task of every version."""
    query = select(SheetVersion.position_id, SheetTask.key).join(
        SheetTask, SheetTask.sheet_id == SheetVersion.id
    )
    return {(position, key) for position, key in session.execute(query.distinct()).tuples()}


def _own(actor: Actor, roles: Sequence[Role]) -> frozenset[int] | None:
    """The organisations for which the actor holds one of the roles; None for all."""
    held = [actor.organisations(role) for role in roles]
    return None if None in held else frozenset[int]().union(*(one for one in held if one))


def _require(
    actor: Actor, roles: Sequence[Role], entries: Sequence[Entry[Any]], known: Mapping[str, Any], what: str
) -> None:
    named = {entry.values["organisme"] for entry in entries}
    named |= {entry.stored.values["organisme"] for entry in entries if entry.stored}
    for acronym in sorted(named, key=str):
        require(actor, roles, known["organismes"].get(acronym), what)


POSITIONS_TABLES: Final[tuple[Table[Any], ...]] = (UnitsTable(), PositionsTable(), CompetencesTable())
"""In an order in which each names only those before it."""
