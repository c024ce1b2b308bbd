"""Columns of a table and how their cells are read; faults are French sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_number, listed, parse_decimal, parse_whole, quoted, search_key
from agence_desktop.storage.exchange import sentences
from agence_desktop.storage.tabular import Cell

Known = Mapping[str, Mapping[Any, Any]]
"""What cells may name: the name of a list → what is written in cells → what it stands for (mostly an id)."""

Reader = Callable[[str, Known], Any]
"""Reads a cell that is not empty; raises InputError, whose sentence need not name the column."""

# Line ends are judged apart; the two separators of Unicode break lines in some programs.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")
_MOST = 1_000_000


def as_it_is(value: Any) -> Cell:
    """A value that can be written without more ado."""
    cell: Cell = value
    return cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: where its value is kept, how a cell is read and written.

    ``attribute`` of the entity, empty where the table itself sees to it; with ``names`` it is the id of what
    this list names. ``key``: part of what tells rows apart. ``required``: neither empty nor absent for a new
    row. ``empty`` is the value where nothing is given, also for a new row without the column.
    """

    name: str
    read: Reader
    attribute: str = ""
    names: str = ""
    key: bool = False
    required: bool = False
    empty: Any = None
    write: Callable[[Any], Cell] = as_it_is


def line_of(most: int) -> Reader:
    """Text on one line, at most ``most`` characters."""

    def read(text: str, _known: Known) -> str:
        if "\n" in text:
            raise InputError("bad_text", sentences.ONE_LINE)
        return checked(text, most)

    return read


def lines_of(most: int) -> Reader:
    """Text that may have several lines."""
    return lambda text, _known: checked(text, most)


def checked(text: str, most: int) -> str:
    """The text with composed letters; raises InputError for control characters and more than ``most``."""
    composed = unicodedata.normalize("NFC", text)
    if _CONTROL.search(composed):
        raise InputError("bad_text", sentences.BAD_CHARACTER)
    if len(composed) > most:
        found = format_number(len(composed))
        raise InputError("too_long", sentences.TOO_LONG.format(found=found, most=format_number(most)))
    return composed


def code_of(most: int, pattern: str, advice: str) -> Reader:
    """A code that matches ``pattern``; ``advice`` says in French how it is written."""
    form = re.compile(pattern)

    def read(text: str, _known: Known) -> str:
        code = checked(text, most)
        if not form.fullmatch(code):
            raise InputError("bad_code", sentences.BAD_CODE.format(text=quoted(text), advice=advice))
        return code

    return read


def whole(least: int = 0, most: int = _MOST) -> Reader:
    """A whole number between two bounds."""
    return lambda text, _known: parse_whole(text, least, most)


def degrees(most: int) -> Reader:
    """Degrees between minus ``most`` and ``most``."""

    def read(text: str, _known: Known) -> float:
        value = parse_decimal(text)
        if abs(value) > Decimal(most):
            raise InputError("bad_number", sentences.BAD_DEGREES.format(text=quoted(text), most=most))
        return float(value)

    return read


def choice(values: Mapping[str, Any]) -> Reader:
    """One of several words, whatever their case and accents; ``values`` by word."""
    by_key = {search_key(word): value for word, value in values.items()}

    def read(text: str, _known: Known) -> Any:
        if search_key(text) not in by_key:
            wanted = listed([quoted(word) for word in values], "ou")
            raise InputError("bad_choice", sentences.BAD_CHOICE.format(text=quoted(text), wanted=wanted))
        return by_key[search_key(text)]

    return read


def reference(names: str, nothing: str) -> Reader:
    """What the table ``names`` holds, by its key: « … ne désigne {nothing} »."""

    def read(text: str, known: Known) -> str:
        named = unicodedata.normalize("NFC", text)
        if named not in known[names]:
            raise unknown(text, names, nothing)
        return named

    return read


def unknown(text: str, names: str, nothing: str) -> InputError:
    """That a cell names what the table ``names`` does not hold."""
    told = sentences.UNKNOWN.format(text=quoted(text), nothing=nothing, table=quoted(names))
    return InputError("unknown", told)


def plain(read: Callable[[str], Any]) -> Reader:
    """A reader that needs to know nothing."""
    return lambda text, _known: read(text)
