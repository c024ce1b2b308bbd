"""Documents of unique positions from stored rows: sheets, relief plans, coverage matrices and registers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from agence_desktop.actions.printing import posts_texts as texts
from agence_desktop.actions.printing.common import Printed, record_print
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import quoted
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.queries import directory, people_by_email
from agence_desktop.directory.rows import Directory
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.documents.sheets.rows import ReliefPaper, SheetPaper, UnitEntry, UnitPaper, Variant
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.queries.absence_files import absence_file
from agence_desktop.positions.queries.absences import absences, away, substitutes
from agence_desktop.positions.queries.posts import Scope, unit_posts
from agence_desktop.positions.queries.register import position_id_of, units
from agence_desktop.positions.queries.sheets import sheet_file
from agence_desktop.positions.rows import IN_FORCE, PositionRow, SheetFile, UnitRef
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session

PRINTERS: Final = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)
"""Who may print what concerns the positions of their organisations; holders print their own sheet."""
_AHEAD = timedelta(days=60)
_NOBODY: Final = -1
_KINDS: Final = {
    Variant.ONE_PAGE: "fiche-une-page",
    Variant.COMPLETE: "fiche",
    Variant.SUBSTITUTE: "fiche-releve",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is read once for many sheets: the day, the directory, and holidays."""

    today: date
    directory: Directory
    observed: frozenset[date]

    def place(self, position: PositionRow) -> str:
        """« Bureau de Portneuf, Donnacona »."""
        site = self.directory.sites.get(position.site_id) if position.site_id else None
        return position.site if site is None else f"{site.name}, {site.municipality}"

    def organisation(self, position: PositionRow) -> str:
        """The name of the organisation of a position."""
        found = self.directory.organisations.get(position.unit.organisation_id)
        return found.name if found else position.unit.organisation


def surroundings(session: Session) -> Surroundings:
    """What sheets are printed with, in five statements."""
    today = to_wall(now(session), QUEBEC).date()
    known = directory(session, today)
    return Surroundings(today, known, frozenset(known.observed))


def print_sheet(
    database: Database,
    desk: Desk,
    number: str,
    variant: Variant = Variant.COMPLETE,
    *,
    version: int | None = None,
    reader: int | str | None = None,
) -> Printed:
    """The sheet of a position as a PDF, the version in force unless another one is asked for.

    A substitute's copy is that of ``reader`` (id or work e-mail), else of whoever prints. Raises RefusedError
    ``unknown_position``, ``no_sheet``, ``unknown_sheet`` or ``not_a_substitute``, RightMissingError.
    """
    from agence_desktop.documents.sheets.sheet import sheet_pdf

    def read(session: Session) -> SheetPaper:
        position_id = position_id_of(session, number.strip().upper())
        if position_id is None:
            raise unknown_position(number)
        around = surroundings(session)
        person = reader
        if isinstance(person, str):
            known = people_by_email(session, [person.strip().lower()], around.today)
            person = next((one.id for one in known.values()), _NOBODY)
        return sheet_paper(session, desk, position_id, around, variant, version=version, reader_id=person)

    paper = database.read(read)
    return record_sheet(database, paper, sheet_pdf(paper))


def sheet_paper(
    session: Session,
    desk: Desk,
    position_id: int,
    around: Surroundings,
    variant: Variant = Variant.COMPLETE,
    *,
    version: int | None = None,
    reader_id: int | None = None,
) -> SheetPaper:
    """The rows of a sheet, once it is known that this person may print it; raises as ``print_sheet``."""
    file = _version(session, position_id, version)
    reader = (reader_id or desk.actor.person_id) if variant is Variant.SUBSTITUTE else None
    _require(desk.actor, file, variant, reader)
    if variant is Variant.SUBSTITUTE and reader not in _substitutes(file):
        raise RefusedError("not_a_substitute", texts.NOT_A_SUBSTITUTE)
    first = around.today
    person = desk.actor.name or desk.actor.login
    # Remarks are for the screen: paper has none, and the child process gets none.
    return SheetPaper(
        file=replace(file, comments=(), versions=()),
        variant=variant,
        today=first,
        stamp=PrintStamp(now(session), person, ""),
        organisation=around.organisation(file.position),
        place=around.place(file.position),
        observed=around.observed,
        away=tuple(away(session, first, first + _AHEAD)),
        reader_id=reader,
    )


def record_sheet(database: Database, paper: SheetPaper, pdf: bytes) -> Printed:
    """Note the print of a sheet that was drawn, and give it out."""
    from agence_desktop.documents.sheets.sheet import sheet_title

    number, version = paper.file.position.number, paper.file.row.number
    kind = _KINDS[paper.variant]
    more: dict[str, int | str] = {"version": version}
    name = f"{kind}-{number}-v{version}"
    if paper.reader_id is not None:
        more["copy_for"] = paper.reader_id
        name += f"-{paper.reader_id}"
    record_print(database, kind, number, paper.stamp.instant, **more)
    return Printed(f"{name}.pdf", sheet_title(paper), pdf)


def print_relief(database: Database, desk: Desk, number: str, absence_id: int | None = None) -> Printed:
    """The relief plan of a position's holder: of one absence, or of the one announced last.

    Raises RefusedError ``unknown_position``, ``no_absence`` or ``unknown_absence``, RightMissingError.
    """
    from agence_desktop.documents.sheets.relief import relief_pdf, relief_title

    def read(session: Session) -> ReliefPaper:
        position_id = position_id_of(session, number.strip().upper())
        if position_id is None:
            raise unknown_position(number)
        around = surroundings(session)
        known = [row for row in absences(session) if position_id in row.position_ids]
        chosen = absence_id if absence_id is not None else max((row.id for row in known), default=None)
        if chosen is None:
            raise RefusedError("no_absence", texts.NO_ABSENCE.format(number=quoted(number)))
        file = absence_file(session, chosen, around.today)
        post = next((one for one in file.posts if one.position.id == position_id), None)
        if post is None or file.absence is None:
            raise RefusedError("no_absence", texts.NO_ABSENCE.format(number=quoted(number)))
        for one in file.posts:
            require_printer(desk.actor, one.position, texts.PRINT_RELIEF)
        person = desk.actor.name or desk.actor.login
        stamp = PrintStamp(now(session), person, "")
        return ReliefPaper(file, file.absence.first, file.absence.last, stamp, around.place(post.position))

    paper = database.read(read)
    pdf = relief_pdf(paper)
    days = f"{paper.first.isoformat()}/{paper.last.isoformat()}"
    record_print(database, "plan-releve", number.strip().upper(), paper.stamp.instant, absence=days)
    name = f"plan-releve-{number.strip().upper()}-{paper.first.isoformat()}.pdf"
    return Printed(name, relief_title(paper), pdf)


def print_matrix(database: Database, desk: Desk, unit_code: str) -> Printed:
    """The coverage matrix of a unit; RefusedError ``unknown_unit``, RightMissingError."""
    from agence_desktop.documents.sheets.unit import matrix_pdf, matrix_title

    paper = database.read(lambda session: _unit(session, desk, unit_code, texts.PRINT_MATRIX))
    pdf = matrix_pdf(paper)
    record_print(database, "matrice", paper.unit.code, paper.stamp.instant)
    return Printed(f"matrice-{paper.unit.code}.pdf", matrix_title(paper), pdf)


def print_register(database: Database, desk: Desk, unit_code: str) -> Printed:
    """The register of the positions of a unit; raises as ``print_matrix``."""
    from agence_desktop.documents.sheets.unit import register_pdf, register_title

    paper = database.read(lambda session: _unit(session, desk, unit_code, texts.PRINT_REGISTER))
    pdf = register_pdf(paper)
    record_print(database, "registre", paper.unit.code, paper.stamp.instant)
    return Printed(f"registre-{paper.unit.code}.pdf", register_title(paper), pdf)


def unit_by_code(session: Session, code: str) -> UnitRef:
    """The unit; RefusedError ``unknown_unit``."""
    found = next((one for one in units(session) if one.code == code.strip()), None)
    if found is None:
        raise RefusedError("unknown_unit", texts.UNKNOWN_UNIT.format(code=quoted(code)))
    return found


def require_unit_printer(desk: Desk, unit: UnitRef, what: str) -> None:
    """Raise RightMissingError unless the actor may print what concerns a whole unit."""
    require(desk.actor, PRINTERS, unit.organisation_id, what)


def _unit(session: Session, desk: Desk, code: str, what: str) -> UnitPaper:
    unit = unit_by_code(session, code)
    require_unit_printer(desk, unit, what)
    today = to_wall(now(session), QUEBEC).date()
    posts = unit_posts(session, desk.actor, today, Scope(unit_ids=frozenset({unit.id})))
    entries = tuple(
        UnitEntry(one.position, one.post, one.sheet_number, one.state, one.next_review, one.approved_at)
        for one in posts
    )
    people = substitutes(session, [one.position.id for one in posts])
    person = desk.actor.name or desk.actor.login
    return UnitPaper(unit, entries, tuple(people), today, PrintStamp(now(session), person, ""))


def _version(session: Session, position_id: int, version: int | None) -> SheetFile:
    """The version asked for, else the one in force, else the newest."""
    file = sheet_file(session, position_id, version)
    if file is None:
        raise RefusedError("no_sheet", texts.NO_SHEET)
    if version is None and file.row.state not in IN_FORCE:
        in_force = next((row.number for row in file.versions if row.state in IN_FORCE), None)
        if in_force is not None:
            file = sheet_file(session, position_id, in_force) or file
    return file


def _substitutes(file: SheetFile) -> set[int]:
    """Whoever has a level on record, or is in training, for a task of the sheet; not its holder."""
    keys = {task.key for task in file.sheet.tasks}
    found = {
        one.person_id for one in file.competences if one.task in keys and (one.level > 0 or one.in_training)
    }
    return found - {file.position.holder.id if file.position.holder else None}


def _require(actor: Actor, file: SheetFile, variant: Variant, reader: int | None) -> None:
    """Clerks, managers and the holder print everything; a substitute prints page one and their own copy."""
    if actor.person_id is not None and actor.person_id in _substitutes(file):
        own = variant is Variant.SUBSTITUTE and reader == actor.person_id
        if own or variant is Variant.ONE_PAGE:
            return
    require_printer(actor, file.position, texts.PRINT_SHEET)


def require_printer(actor: Actor, position: PositionRow, what: str) -> None:
    """Raise RightMissingError unless the actor may print what concerns a position."""
    organisation = position.unit.organisation_id
    holds = position.holder is not None and position.holder.id == actor.person_id
    if not (holds and actor.may(Role.HOLDER, organisation)):
        require(actor, PRINTERS, organisation, what)


def unknown_position(number: str) -> RefusedError:
    """The refusal where no position bears a number."""
    return RefusedError("unknown_position", texts.UNKNOWN_POSITION.format(number=quoted(number)))
