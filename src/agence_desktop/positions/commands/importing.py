"""Import of positions, their sheets and competences (interfaces.md): all or nothing, told one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import AgenceError, InputError
from agence_desktop.core.french import NBSP, parse_iso_date
from agence_desktop.directory.commands import PersonDraft, person_keys
from agence_desktop.directory.model import Organisation, Person, Site
from agence_desktop.positions.codec import SheetError, read_sheet
from agence_desktop.positions.commands import import_texts as texts
from agence_desktop.positions.commands.commenting import with_remarks
from agence_desktop.positions.commands.competences import validate
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.posts import (
    CLASS_LENGTH,
    NUMBER_LENGTH,
    TITLE_LENGTH,
    UNIT_CODE_LENGTH,
    PositionDraft,
    save_position,
    unit_of,
    write_attrition,
)
from agence_desktop.positions.commands.writing import (
    Save,
    SecretError,
    content_of,
    control_of,
    open_version,
    save_draft,
)
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.model import Position, SheetVersion, TaskCompetence
from agence_desktop.positions.rows import EDITABLE, Competence, SheetState
from agence_desktop.storage.exchange.outcomes import Fault, ImportOutcome
from agence_desktop.storage.numbering import next_ids

_POSITION_FIELDS: Final = (
    "number",
    "title",
    "unit",
    "organisation",
    "site",
    "class",
    "holder",
    "manager",
    "unique",
    "impact",
    "attrition",
    "sheet",
)
_COMPETENCE_FIELDS: Final = (
    "person",
    "position",
    "task",
    "level",
    "validated",
    "access",
    "in_training",
)
# Wider than a form's rule: names of machines without a domain are met in files of other systems.
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+")
_STANDARD_IMPACT: Final = 3
_LONGEST_TEXT: Final = 200
# What is no text of one line, and halves of characters, which no database keeps.
_UNKEPT: Final = re.compile("[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Imported:
    """One object of the file: what it is, what became of it, why not, and whom it added to the directory."""

    kind: str
    key: Mapping[str, str]
    outcome: ImportOutcome
    faults: tuple[Fault, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file."""

    rows: tuple[Imported, ...]

    @property
    def refused(self) -> bool:
        """Whether an object is refused, and so nothing was kept."""
        return any(row.outcome is ImportOutcome.REFUSED for row in self.rows)

    def rolled_back(self) -> ImportReport:
        """The same where nothing was kept."""
        return ImportReport(
            tuple(
                row
                if row.outcome is ImportOutcome.REFUSED
                else replace(row, outcome=ImportOutcome.ROLLED_BACK)
                for row in self.rows
            )
        )


class _RefusedRowError(Exception):
    """One object cannot be imported, for these faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__()
        self.faults = faults


def import_positions(session: Session, desk: Desk, content: Any) -> ImportReport:
    """Import what a JSON file holds, within the caller's transaction, which a refusal must take back.

    Raises InputError ``bad_file`` where the whole is of another shape, RightMissingError.
    """
    if not isinstance(content, Mapping):
        raise InputError("bad_file", texts.NOT_AN_OBJECT)
    for name in content:
        if name not in ("positions", "competences"):
            told = texts.UNKNOWN_FIELD.format(name=name, known="positions, competences")
            raise InputError("bad_file", told)
    lists = {}
    for name in ("positions", "competences"):
        lists[name] = [] if content.get(name) is None else content[name]
        if not isinstance(lists[name], list):
            raise InputError("bad_file", texts.NOT_A_LIST.format(name=name))
    importer = _Importer(session, desk)
    rows = [importer.run("position", one, importer.position) for one in lists["positions"]]
    rows += [importer.run("competence", one, importer.competence) for one in lists["competences"]]
    return ImportReport(tuple(rows))


class _Importer:
    """What an import knows while it goes through a file."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session = session
        self._desk = desk
        self._seen: set[str] = set()
        self._refused: set[str] = set()
        self._added: list[str] = []
        rows = session.execute(select(func.upper(Organisation.acronym), Organisation.id)).tuples()
        self._organisations: dict[str, int] = dict(rows.all())
        self._sites = dict(session.execute(select(Site.name, Site.id)).tuples().all())
        people = session.execute(select(func.lower(Person.email), Person.id)).tuples()
        self._people: dict[str, int] = dict(people.all())

    def run(self, kind: str, given: Any, act: Callable[[Mapping[str, Any]], ImportOutcome]) -> Imported:
        """What becomes of one object; other refusals than those of rows go on to the caller."""
        key = _key(kind, given)
        self._added = []
        try:
            if not isinstance(given, Mapping):
                raise _RefusedRowError(Fault("bad_row", "", texts.NOT_AN_OBJECT))
            outcome = act(given)
        except _RefusedRowError as refusal:
            return self._refuse(kind, key, *refusal.faults)
        except SheetError as error:
            told = ((one.path, f"{one.path}{NBSP}: {one.sentence}") for one in error.faults)
            return self._refuse(kind, key, *(Fault(error.code, *fault) for fault in told))
        except SecretError as error:
            words = f"{error.path}{NBSP}: {error.sentence}"
            return self._refuse(kind, key, Fault(error.code, error.path, words))
        except AgenceError as error:
            if error.exit_code is not AgenceError.exit_code:
                raise
            return self._refuse(kind, key, Fault(error.code, "", error.sentence))
        return Imported(kind, key, outcome, added=tuple(self._added))

    def _refuse(self, kind: str, key: Mapping[str, str], *faults: Fault) -> Imported:
        if kind == "position" and not any(fault.code == "twice" for fault in faults):
            self._refused.add(key["number"].strip())
        return Imported(kind, key, ImportOutcome.REFUSED, faults)

    def position(self, given: Mapping[str, Any]) -> ImportOutcome:
        """Make or update a position and its sheet."""
        _known(given, _POSITION_FIELDS)
        number = _text(given, "number", NUMBER_LENGTH, required=True)
        if number in self._seen:
            raise _RefusedRowError(Fault("twice", "number", texts.TWICE.format(value=number)))
        self._seen.add(number)
        title = _text(given, "title", TITLE_LENGTH, required=True)
        unit = _text(given, "unit", UNIT_CODE_LENGTH, required=True)
        organisation = self._organisation(_text(given, "organisation", required=True))
        stored = self._session.scalars(select(Position).where(Position.number == number)).one_or_none()
        attrition = _whole(given, "attrition", 1, 5)
        impact = _whole(given, "impact", 1, 5)
        draft = PositionDraft(
            number=number,
            title=title,
            unit_id=unit_of(self._session, self._desk, unit, "", organisation),
            organisation_id=organisation,
            site_id=self._site(_text(given, "site")),
            job_class=_text(given, "class", CLASS_LENGTH),
            manager_id=self._person(_text(given, "manager"), organisation),
            holder_id=self._person(_text(given, "holder"), organisation),
            unique=_yes_no(given, "unique", default=True),
            impact=_STANDARD_IMPACT if impact is None else impact,
        )
        sheet = None if given.get("sheet") is None else read_sheet(given["sheet"])
        changed = stored is None or _differs(stored, draft)
        if changed:
            place = (None, 0) if stored is None else (stored.id, stored.version)
            position_id, _ = save_position(self._session, self._desk, draft, *place)
        else:
            position_id = stored.id if stored else 0
        if attrition is not None:
            write_attrition(self._session, position_id, attrition)
        if sheet is not None:
            changed = self._sheet(position_id, sheet) or changed
        if stored is None:
            return ImportOutcome.CREATED
        return ImportOutcome.UPDATED if changed else ImportOutcome.UNCHANGED

    def competence(self, given: Mapping[str, Any]) -> ImportOutcome:
        """Record what a person can do of a task."""
        _known(given, _COMPETENCE_FIELDS)
        number = _text(given, "position", required=True)
        if number in self._refused:
            told = texts.REFUSED_POSITION.format(value=number)
            raise _RefusedRowError(Fault("refused_position", "position", told))
        position = self._session.scalars(select(Position).where(Position.number == number)).one_or_none()
        if position is None:
            told = texts.UNKNOWN_POSITION.format(value=number)
            raise _RefusedRowError(Fault("unknown_position", "position", told))
        email = _text(given, "person", required=True)
        person = self._person(email, position.organisation_id)
        level = _whole(given, "level", 0, 4)
        if level is None:
            raise _RefusedRowError(Fault("missing", "level", texts.MISSING.format(name="level")))
        wanted = Competence(
            person_id=person or 0,
            position_id=position.id,
            task=_text(given, "task", required=True),
            level=level,
            validated=_day(given, "validated"),
            access=_yes_no(given, "access", default=False),
            in_training=_yes_no(given, "in_training", default=False),
        )
        before = latest(self._session, wanted)
        if before == wanted:
            return ImportOutcome.UNCHANGED
        validate(self._session, self._desk, wanted)
        return ImportOutcome.CREATED if before is None else ImportOutcome.UPDATED

    def _sheet(self, position_id: int, sheet: Sheet) -> bool:
        """Put a content into the open draft, or into a new version where it differs; whether it did."""
        newest = self._session.scalars(
            select(SheetVersion)
            .where(SheetVersion.position_id == position_id)
            .order_by(SheetVersion.number.desc())
            .limit(1)
        ).one_or_none()
        if newest is not None and content_of(newest) == sheet:
            return False
        if newest is not None and newest.state == SheetState.SUBMITTED:
            told = texts.SUBMITTED.format(number=newest.number)
            raise _RefusedRowError(Fault("sheet_open", "sheet", told))
        before = Sheet() if newest is None else content_of(newest)
        sheet = with_remarks(self._session, position_id, before, replace(sheet, anchors=()))
        if newest is None or newest.state not in EDITABLE:
            opened = open_version(self._session, self._desk, position_id, Sheet())
            newest = self._session.get_one(SheetVersion, opened.sheet_id)
        save = Save(newest.id, newest.version, sheet, control_of(newest))
        save_draft(self._session, self._desk, save)
        return True

    def _organisation(self, acronym: str) -> int:
        found = self._organisations.get(acronym.upper())
        if found is None:
            told = texts.UNKNOWN_ORGANISATION.format(value=acronym)
            raise _RefusedRowError(Fault("unknown_organisation", "organisation", told))
        return found

    def _site(self, name: str) -> int | None:
        if name and name not in self._sites:
            raise _RefusedRowError(Fault("unknown_site", "site", texts.UNKNOWN_SITE.format(value=name)))
        return self._sites.get(name)

    def _person(self, email: str, organisation_id: int) -> int | None:
        """The person of an e-mail; one who is unknown joins the directory, and is told of."""
        if not email:
            return None
        key = email.lower()
        if key in self._people:
            return self._people[key]
        if not _EMAIL.fullmatch(key):
            raise _RefusedRowError(Fault("bad_email", "person", texts.BAD_EMAIL.format(value=email)))
        self._desk.require_directory(organisation_id)
        first, last = _name_of(key)
        draft = PersonDraft(key, first, last, organisation_id)
        (number,) = next_ids(self._session, Person, 1)
        self._session.execute(
            insert(Person).values(
                id=number,
                email=key,
                first_name=first,
                last_name=last,
                organisation_id=organisation_id,
                **person_keys(draft),
            )
        )
        self._people[key] = number
        self._added.append(key)
        return number


def latest(session: Session, wanted: Competence) -> Competence | None:
    """What was recorded last of a person and a task of a position."""
    row = session.scalars(
        select(TaskCompetence)
        .where(
            TaskCompetence.position_id == wanted.position_id,
            TaskCompetence.task == wanted.task,
            TaskCompetence.person_id == wanted.person_id,
        )
        .order_by(TaskCompetence.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return replace(
        wanted, level=row.level, validated=row.validated, access=row.access, in_training=row.in_training
    )


def _differs(stored: Position, draft: PositionDraft) -> bool:
    before = PositionDraft(
        stored.number,
        stored.name,
        stored.unit_id,
        stored.organisation_id,
        stored.site_id,
        stored.job_class,
        stored.manager_id,
        stored.holder_id,
        stored.sole,
        stored.impact,
    )
    return before != draft


def _key(kind: str, given: Any) -> dict[str, str]:
    names = ("number",) if kind == "position" else ("person", "position", "task")
    values = given if isinstance(given, Mapping) else {}
    # Told on a terminal, whatever was given.
    return {name: _UNKEPT.sub("\ufffd", str(values.get(name, "")))[:_LONGEST_TEXT] for name in names}


def _name_of(email: str) -> tuple[str, str]:
    """First and last name as far as an e-mail tells them: « lea.cote@… » is Lea Cote."""
    words = [word.capitalize() for word in re.split(r"[._]+", email.partition("@")[0]) if word]
    if not words:
        return "", email
    return (words[0], " ".join(words[1:])) if len(words) > 1 else ("", words[0])


def _known(given: Mapping[str, Any], names: Sequence[str]) -> None:
    faults = [
        Fault("unknown_field", str(name), texts.UNKNOWN_FIELD.format(name=name, known=", ".join(names)))
        for name in given
        if name not in names
    ]
    if faults:
        raise _RefusedRowError(*faults)


def _fault(code: str, name: str, sentence: str, **words: object) -> _RefusedRowError:
    return _RefusedRowError(Fault(code, name, sentence.format(name=name, **words)))


def _text(given: Mapping[str, Any], name: str, most: int = _LONGEST_TEXT, *, required: bool = False) -> str:
    value = given.get(name)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise _fault("bad_value", name, texts.NOT_TEXT)
    if required and not value.strip():
        raise _fault("missing", name, texts.MISSING)
    value = value.strip()
    if len(value) > most:
        raise _fault("too_long", name, texts.TOO_LONG, most=most)
    if _UNKEPT.search(value):
        raise _fault("bad_value", name, texts.BAD_CHARACTER)
    return value


def _whole(given: Mapping[str, Any], name: str, low: int, high: int) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise _fault("bad_value", name, texts.NOT_FACTOR, low=low, high=high)
    return value


def _yes_no(given: Mapping[str, Any], name: str, *, default: bool) -> bool:
    value = given.get(name)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise _fault("bad_value", name, texts.NOT_YES_NO)
    return value


def _day(given: Mapping[str, Any], name: str) -> date | None:
    value = given.get(name)
    if value is None or value == "":
        return None
    try:
        return parse_iso_date(value)
    except (InputError, TypeError, AttributeError):
        raise _fault("bad_value", name, texts.BAD_DATE) from None
