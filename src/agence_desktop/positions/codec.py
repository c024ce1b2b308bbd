"""A handover sheet as plain mappings, as files and the database hold it, and back, without loss."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, listed, parse_iso_date, quoted
from agence_desktop.core.recurrence import RuleError, check_rule
from agence_desktop.positions.catalogue import GROUPS, SECTIONS, Field, Group, Kind, field_at
from agence_desktop.positions.content import (
    IMPACT_DAYS,
    AbsenceLength,
    DueRule,
    Relief,
    Roll,
    Sheet,
    TeamProfile,
    WorkdayOf,
)

MOST_LINES: Final = 500
UNREAD: Final = "unread"
ANCHORS: Final = "anchors"
LONGEST_TEXT: Final = 20_000
LONGEST_KEY: Final = 40
MOST_WORKDAYS: Final = {WorkdayOf.MONTH: 23, WorkdayOf.QUARTER: 66}
"""How many working days each period can have."""
MOST_DAYS: Final = 3_660
MOST_HOURS: Final = 168
_LARGEST: Final = 1_000_000
_NUMBER: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,20}|/[0-9]{1,12})?", re.ASCII)
_DUE_SIBLINGS: Final = ("rule", "start", "roll", "before", "due_text")
_ON_DEMAND: Final = (None, "", "none")
_SHEET_FIELDS: Final = tuple(field for section in SECTIONS if section.number for field in section.fields)


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong at a place of a sheet: « tasks/T4/procedure_date », and a French sentence."""

    path: str
    sentence: str


class SheetError(InputError):
    """A mapping is no sheet: ``bad_sheet``, with every fault found."""

    def __init__(self, faults: Iterable[SheetFault]) -> None:
        self.faults = tuple(faults)
        told = " ".join(f"{fault.path}{NBSP}: {fault.sentence}" for fault in self.faults)
        super().__init__("bad_sheet", told)


class _BadValueError(Exception):
    """A value cannot be read; its text is the French sentence."""


class _Faults:
    """Collects what is wrong while everything else is read."""

    def __init__(self) -> None:
        self.found: list[SheetFault] = []

    def add(self, path: str, sentence: str) -> None:
        self.found.append(SheetFault(path, sentence))

    def attempt(self, path: str, read: Callable[[Any], Any], value: object, default: object) -> Any:
        """What ``read`` makes of the value, or ``default`` and a fault."""
        try:
            return read(value)
        except _BadValueError as fault:
            self.add(path, str(fault))
        except InputError as fault:
            self.add(path, fault.sentence)
        return default


def read_sheet(mapping: Mapping[str, Any]) -> Sheet:
    """The sheet of a mapping as ``write_sheet`` gives it, or as a file of positions has it.

    What is absent or null is empty; a sheet need not be complete. Raises SheetError with all faults: fields
    that no sheet has, by name, and values that cannot be read.
    """
    faults = _Faults()
    if not isinstance(mapping, Mapping):
        raise SheetError([SheetFault("sheet", "La fiche s’écrit comme un objet de champs.")])
    known = {field.name for field in _SHEET_FIELDS} | GROUPS.keys() | {UNREAD, ANCHORS}
    _refuse_unknown(mapping, known, "", faults)
    values: dict[str, Any] = {}
    for field in _SHEET_FIELDS:
        if mapping.get(field.name) is not None:
            default = "" if field.kind in (Kind.TEXT, Kind.LONG) else None
            values[field.name] = faults.attempt(field.name, _reader(field), mapping[field.name], default)
    for group in GROUPS.values():
        if mapping.get(group.name) is not None:
            values[group.name] = _read_group(group, mapping[group.name], faults)
    for name, read in ((UNREAD, _unread), (ANCHORS, _anchors)):
        if mapping.get(name) is not None:
            values[name] = faults.attempt(name, read, mapping[name], ())
    if faults.found:
        raise SheetError(faults.found)
    return Sheet(**values)


def write_sheet(sheet: Sheet) -> dict[str, Any]:
    """The sheet as a mapping of JSON values without what is empty; ``read_sheet`` gives it back."""
    written: dict[str, Any] = {}
    for field in _SHEET_FIELDS:
        value = getattr(sheet, field.name)
        if value not in (None, ""):
            written[field.name] = _write_value(field, value)
    for group in GROUPS.values():
        lines = getattr(sheet, group.name)
        if group.line is None:
            mappings: list[Any] = list(lines)
        else:
            mappings = [_write_line(group, line) for line in lines]
        if mappings and not (group.fixed and all(line.keys() <= {group.key} for line in mappings)):
            written[group.name] = mappings
    if sheet.unread:
        written[UNREAD] = dict(sheet.unread)
    if sheet.anchors:
        written[ANCHORS] = {str(remark): path for remark, path in sheet.anchors}
    return written


def read_rule(mapping: Mapping[str, Any]) -> DueRule | None:
    """The due rule of ``rule``, ``start``, ``roll`` and ``before``; None on demand. Raises InputError."""
    faults = _Faults()
    due = _read_due(mapping, "", faults)
    if faults.found:
        raise SheetError(faults.found)
    return due


def write_rule(due: DueRule | None) -> dict[str, Any]:
    """The siblings by which a file says a due rule, without those that are as usual."""
    if due is None:
        return {}
    written: dict[str, Any] = {
        "rule": due.rule if due.workday is None else {"workday": due.workday, "of": due.of.value}
    }
    if due.start is not None:
        written["start"] = due.start.isoformat()
    if due.roll is not Roll.PREVIOUS:
        written["roll"] = due.roll.value
    if due.before is not None:
        written["before"] = due.before.isoformat("minutes")
    return written


# Tables and lines


def _read_group(group: Group, value: object, faults: _Faults) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        faults.add(group.name, "Une liste est attendue.")
        return ()
    if len(value) > MOST_LINES:
        faults.add(group.name, f"La liste a plus de {MOST_LINES} lignes.")
        return ()
    if group.line is None:
        return tuple(
            faults.attempt(f"{group.name}/{number}", _text, line, "") for number, line in enumerate(value, 1)
        )
    lines: list[Any] = []
    seen: set[str] = set()
    for number, line in enumerate(value, 1):
        if not isinstance(line, Mapping):
            faults.add(f"{group.name}/{number}", "Un objet de champs est attendu.")
            continue
        path = f"{group.name}/{number}"
        values: dict[str, Any] = {}
        if group.key:
            known = len(faults.found)
            key = faults.attempt(f"{path}/{group.key}", _key_reader(group), line.get(group.key), "")
            if len(faults.found) > known:
                continue
            if key in seen:
                faults.add(f"{path}/{group.key}", f"La clé {quoted(key)} est donnée deux fois.")
                continue
            seen.add(key)
            values[group.key] = key
            path = f"{group.name}/{key}"
        values |= _read_line(group, line, path, faults)
        lines.append(group.line(**values))
    return _fixed(group, lines, faults) if group.fixed else tuple(lines)


def _read_line(group: Group, line: Mapping[str, Any], path: str, faults: _Faults) -> dict[str, Any]:
    known = {field.name for field in group.fields} - {"due" if _has_due(group) else ""} | {group.key}
    if _has_due(group):
        known |= set(_DUE_SIBLINGS)
    _refuse_unknown(line, known - {""}, f"{path}/", faults)
    defaults = _defaults(group)
    values: dict[str, Any] = {}
    for field in group.fields:
        if field.kind is Kind.DUE and _has_due(group):
            values[field.name] = _read_due(line, f"{path}/", faults)
            values["due_text"] = faults.attempt(f"{path}/due_text", _text, line.get("due_text") or "", "")
        elif line.get(field.name) is not None:
            values[field.name] = faults.attempt(
                f"{path}/{field.name}", _reader(field), line[field.name], defaults[field.name]
            )
    return values


def _write_line(group: Group, line: Any) -> dict[str, Any]:
    written: dict[str, Any] = {}
    if group.key:
        key = getattr(line, group.key)
        written[group.key] = key.value if isinstance(key, StrEnum) else key
    defaults = _defaults(group)
    for field in group.fields:
        value = getattr(line, field.name)
        if field.kind is Kind.DUE and _has_due(group):
            written |= write_rule(value)
            if line.due_text:
                written["due_text"] = line.due_text
        elif value != defaults[field.name]:
            written[field.name] = _write_value(field, value)
    return written


def _fixed(group: Group, lines: list[Any], faults: _Faults) -> tuple[Any, ...]:
    """The lines of a table that stands as it is: one of each length of absence, or a single one."""
    if group.line is Relief:
        given = {line.length: line for line in lines}
        return tuple(given.get(length, Relief(length)) for length in AbsenceLength)
    if len(lines) > 1:
        faults.add(group.name, "Une seule ligne est attendue.")
    return tuple(lines[:1]) or (TeamProfile(),)


def _key_reader(group: Group) -> Callable[[Any], Any]:
    if group.line is Relief:
        return _choice(AbsenceLength)
    return _key


def _has_due(group: Group) -> bool:
    return any(field.kind is Kind.DUE for field in group.fields)


_DEFAULTS: dict[str, dict[str, Any]] = {}


def _defaults(group: Group) -> dict[str, Any]:
    """What each attribute of a line is where nothing is given."""
    if group.name not in _DEFAULTS and group.line is not None:
        _DEFAULTS[group.name] = {
            field.name: field.default for field in fields(group.line) if field.default is not MISSING
        }
    return _DEFAULTS[group.name]


def _refuse_unknown(mapping: Mapping[str, Any], known: set[str], path: str, faults: _Faults) -> None:
    for name in mapping:
        if name not in known:
            faults.add(f"{path}{name}", f"Le champ {quoted(str(name))} n’existe pas.")


# Values


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _BadValueError("Un texte est attendu, entre guillemets.")
    if len(value) > LONGEST_TEXT:
        raise _BadValueError(f"Le texte dépasse {LONGEST_TEXT} caractères.")
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise _BadValueError("Le texte contient un caractère qui ne peut pas être gardé.")
    return value


def _unread(value: object) -> tuple[tuple[str, str], ...]:
    """What was typed and cannot be read, by the path of a field."""
    if not isinstance(value, Mapping):
        raise _BadValueError("Un objet de textes par champ est attendu.")
    for path in value:
        try:
            field_at(str(path))
        except (KeyError, IndexError):
            raise _BadValueError(f"Le champ {quoted(str(path))} n’existe pas.") from None
    return tuple(sorted((str(path), _text(text)) for path, text in value.items()))


def _anchors(value: object) -> tuple[tuple[int, str], ...]:
    """Where remarks stand, by their number."""
    if not isinstance(value, Mapping) or not all(str(key).isdecimal() for key in value):
        raise _BadValueError("Un objet de champs par numéro de commentaire est attendu.")
    return tuple(sorted((int(key), _text(path)) for key, path in value.items()))


def _key(value: object) -> str:
    text = _text(value) if value is not None else ""
    if not text or len(text) > LONGEST_KEY or "/" in text or text != "".join(text.split()):
        raise _BadValueError(
            f"La clé a de 1 à {LONGEST_KEY} caractères, sans espace ni barre oblique, par exemple T1."
        )
    return text


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise _BadValueError("Une date est attendue, par exemple 2026-12-01.")
    return parse_iso_date(value)


def _exact(value: object, what: str) -> Fraction:
    """A number, a decimal text or a « p/q » text; never negative."""
    try:
        if isinstance(value, str):
            text = value.strip().replace(",", ".")
            if not _NUMBER.fullmatch(text):
                raise ValueError
            return Fraction(text)
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
            raise ValueError
        if not 0 <= value <= _LARGEST:
            raise ValueError
        return Fraction(str(value))
    except (ValueError, ArithmeticError):
        raise _BadValueError(f"{what} est attendu, par exemple 2, 0.5 ou «{NBSP}1/24{NBSP}».") from None


def _days(value: object) -> Fraction:
    number = _exact(value, "Un nombre de jours")
    if number > MOST_DAYS:
        raise _BadValueError("La durée dépasse dix ans.")
    return number


def _hours(value: object) -> Decimal:
    _exact(value, "Un nombre d’heures")
    try:
        hours = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        raise _BadValueError("Un nombre d’heures est attendu, par exemple 2.5.") from None
    if hours > MOST_HOURS:
        raise _BadValueError(f"Une semaine a {MOST_HOURS} heures.")
    return hours


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _BadValueError("Vrai ou faux (true, false) est attendu.")
    return value


def _whole(field: Field) -> Callable[[Any], int]:
    low, high = field.low or 0, field.high

    def read(value: object) -> int:
        if isinstance(value, float | Decimal) and value == value // 1:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise _BadValueError("Un nombre entier est attendu.")
        if value < low or (high is not None and value > high):
            bounds = f"de {low} à {high}" if high is not None else f"d’au moins {low}"
            raise _BadValueError(f"Un nombre entier {bounds} est attendu.")
        return value

    return read


def _impacts(field: Field) -> Callable[[Any], tuple[int | None, ...]]:
    read = _whole(field)
    wanted = len(IMPACT_DAYS)

    def read_all(value: object) -> tuple[int | None, ...]:
        if not isinstance(value, list | tuple) or len(value) not in (0, wanted):
            raise _BadValueError(f"Une liste de {wanted} nombres est attendue.")
        return tuple(None if item is None else read(item) for item in value)

    return read_all


def _months(value: object) -> tuple[int, ...]:
    if not isinstance(value, list | tuple):
        raise _BadValueError("Une liste de mois, de 1 à 12, est attendue.")
    read = _whole(Field("", "", low=1, high=12))
    return tuple(sorted({read(item) for item in value}))


def _choice(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    words = listed([str(choice.value) for choice in kind], "ou")

    def read(value: object) -> StrEnum:
        try:
            return kind(str(value))
        except ValueError:
            raise _BadValueError(f"Un mot parmi {words} est attendu.") from None

    return read


def _reader(field: Field) -> Callable[[Any], Any]:
    match field.kind:
        case Kind.TEXT | Kind.LONG:
            return _text
        case Kind.DATE:
            return _day
        case Kind.HOURS:
            return _hours
        case Kind.YES_NO:
            return _yes_no
        case Kind.DURATION:
            return _days
        case Kind.IMPACTS:
            return _impacts(field)
        case Kind.MONTHS:
            return _months
    return _whole(field)


def _write_value(field: Field, value: Any) -> Any:
    match field.kind:
        case Kind.DATE:
            return value.isoformat()
        case Kind.HOURS:
            return str(value)
        case Kind.DURATION:
            return int(value) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
        case Kind.IMPACTS | Kind.MONTHS:
            return list(value)
    return value


# Due rules


def _read_due(line: Mapping[str, Any], path: str, faults: _Faults) -> DueRule | None:
    """The rule of a line; None on demand, and after a fault."""
    value = line.get("rule")
    if isinstance(value, str) and value.strip().lower() in _ON_DEMAND:
        value = None
    if value is None:
        return None
    known = len(faults.found)
    rule, workday, of = "", None, WorkdayOf.MONTH
    if isinstance(value, Mapping):
        workday, of = _read_workday(value, path, faults)
    else:
        rule = faults.attempt(f"{path}rule", _rule_text, value, "")
    start = line.get("start")
    start = None if start is None else faults.attempt(f"{path}start", _day, start, None)
    roll = faults.attempt(f"{path}roll", _choice(Roll), line.get("roll") or Roll.PREVIOUS, Roll.PREVIOUS)
    before = line.get("before")
    before = None if before in (None, "") else faults.attempt(f"{path}before", _time, before, None)
    if rule and line.get("start") is None:
        read = check_rule(rule)
        if read.interval > 1 or read.count is not None:
            faults.add(
                f"{path}start", f"La règle demande un début (start){NBSP}: d’où compte-t-on les fois{NBSP}?"
            )
    if len(faults.found) > known:
        return None
    return DueRule(rule, start, workday, of, roll, before)


def _read_workday(value: Mapping[str, Any], path: str, faults: _Faults) -> tuple[int | None, WorkdayOf]:
    _refuse_unknown(value, {"workday", "of"}, f"{path}rule/", faults)
    of = faults.attempt(
        f"{path}rule/of", _choice(WorkdayOf), value.get("of", WorkdayOf.MONTH), WorkdayOf.MONTH
    )
    most = MOST_WORKDAYS[of]

    def read(number: object) -> int:
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= abs(number) <= most:
            raise _BadValueError(f"Un rang de 1 à {most} est attendu, ou de −1 à −{most} depuis la fin.")
        return number

    return faults.attempt(f"{path}rule/workday", read, value.get("workday"), None), of


def _rule_text(value: object) -> str:
    try:
        return check_rule(_text(value)).text
    except RuleError as fault:
        raise _BadValueError(fault.sentence) from None


def _time(value: object) -> time:
    try:
        if not isinstance(value, str) or len(value) != 5:
            raise ValueError
        return time.fromisoformat(value)
    except ValueError:
        raise _BadValueError("Une heure est attendue, par exemple 16:00.") from None
