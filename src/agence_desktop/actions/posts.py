"""Unique positions for scripts: import of a file, measures of units, and what an absence touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agence_desktop.core.roles import Actor
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.positions.absence import AbsenceReport, absence_report
from agence_desktop.positions.bus_factor import unit_bus_factor
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.importing import ImportReport, import_positions
from agence_desktop.positions.measures import Measures, Post
from agence_desktop.positions.queries.absences import away, substitutes
from agence_desktop.positions.queries.posts import Scope, measured_posts, unit_posts
from agence_desktop.positions.queries.register import position_id_of, units
from agence_desktop.positions.sentences import BAND_LABELS
from agence_desktop.storage.work import Database, Session


@dataclass(frozen=True, slots=True)
class MeasuredPost:
    """A position and its measures; ``band`` is the French word, empty where V is not seen."""

    number: str
    title: str
    unit: str
    measures: Measures
    band: str


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """Measures of positions by unit and number, and the bus factor of each unit by its code."""

    posts: tuple[MeasuredPost, ...]
    units: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class AbsenceAnswer:
    """What an absence touches, with the e-mails and names of the persons it speaks of."""

    report: AbsenceReport
    emails: Mapping[int, str]
    names: Mapping[int, str]


def import_file(database: Database, actor: Actor, content: Any, *, dry_run: bool = False) -> ImportReport:
    """Import what a JSON file holds in one transaction, or nothing; a dry run changes nothing.

    Raises InputError, RightMissingError.
    """

    def work(session: Session) -> ImportReport:
        report = import_positions(session, Desk(actor), content)
        if dry_run or report.refused:
            session.rollback()
        return report

    report = database.write(work)
    return report.rolled_back() if report.refused and not dry_run else report


def coverage(database: Database, actor: Actor, on: date, unit: str | None = None) -> CoverageAnswer | None:
    """The measures on a day of every unit, or of one by its code; None where there is no such unit."""

    def work(session: Session) -> CoverageAnswer | None:
        scope = Scope()
        if unit is not None:
            found = [one.id for one in units(session) if one.code == unit]
            if not found:
                return None
            scope = Scope(unit_ids=frozenset(found))
        measured: list[MeasuredPost] = []
        by_unit: dict[str, list[Post]] = defaultdict(list)
        for one, measures in measured_posts(session, actor, on, scope):
            band = "" if measures.band is None else BAND_LABELS[measures.band]
            position = one.position
            measured.append(MeasuredPost(position.number, position.title, position.unit.code, measures, band))
            by_unit[position.unit.code].append(one.post)
        factors = tuple((code, unit_bus_factor(posts, on)) for code, posts in by_unit.items())
        return CoverageAnswer(tuple(measured), factors)

    return database.read(work)


def absence(database: Database, actor: Actor, number: str, first: date, last: date) -> AbsenceAnswer | None:
    """What the absence of a position's holder touches, both days included; None for an unknown one."""

    def work(session: Session) -> AbsenceAnswer | None:
        position = position_id_of(session, number)
        if position is None:
            return None
        found = unit_posts(session, actor, last, Scope(position_ids=frozenset({position})))
        if not found:
            return None
        one = found[0]
        report = absence_report(
            one.post.tasks,
            one.post.competences,
            one.post.holder_id,
            first,
            last,
            observed_holidays(session),
            away(session, first, last),
        )
        people = substitutes(session, [position])
        emails = {person.id: person.email for person in people}
        return AbsenceAnswer(report, emails, {person.id: person.name for person in people})

    return database.read(work)
