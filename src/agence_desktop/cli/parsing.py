"""The parser of the command line: argparse that speaks French and knows the options of every command."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NoReturn

from agence_desktop.cli import texts
from agence_desktop.core.clock import QUEBEC, to_instant
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import quoted
from agence_desktop.core.french.parse_iso import YEARS

_LONE = re.compile("[\ud800-\udfff]")
"""What stands for a byte that is no UTF-8, or half a character."""
_Translation = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


class FrenchFormatter(argparse.HelpFormatter):
    """Begins with « Utilisation »."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, texts.USAGE if prefix is None else prefix)


class CommandParser(argparse.ArgumentParser):
    """A parser whose help and errors are French; every command takes ``--base``, ``--json``…

    An error of usage raises InputError ``usage``, told and turned into its exit code with all others.
    """

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", FrenchFormatter)
        super().__init__(**{**settings, "add_help": False, "allow_abbrev": False})
        self.closing: Callable[[], str] | None = None
        """What ends the help; made only when it is asked for."""
        self._positionals.title = texts.ARGUMENTS
        self._optionals.title = texts.OPTIONS
        self.add_argument("-h", "--aide", "--help", action="help", help=texts.HELP)
        # Suppressed where absent, so that a command does not undo what was given before its name.
        absent = argparse.SUPPRESS
        self.add_argument("--base", metavar="URL_OU_FICHIER", default=absent, help=texts.BASE)
        self.add_argument("--json", action="store_true", default=absent, help=texts.JSON)
        self.add_argument("--maintenant", metavar="MOMENT", type=read_instant, default=absent, help=texts.NOW)

    def format_help(self) -> str:
        """The help, and what ends it."""
        told = super().format_help()
        return told if self.closing is None else f"{told}\n{self.closing()}"

    def error(self, message: str) -> NoReturn:
        raise InputError("usage", usage_fault(message, self.prog))


def require_readable(arguments: Iterable[str]) -> None:
    """Raise InputError ``unreadable_argument`` for one whose bytes are no text, before anything is done."""
    for place, text in enumerate(arguments, 1):
        if _LONE.search(text):
            shown = _LONE.sub("\N{REPLACEMENT CHARACTER}", text)
            raise InputError(
                "unreadable_argument", texts.UNREADABLE_ARGUMENT.format(place=place, text=quoted(shown))
            )


def read_instant(text: str) -> datetime:
    """An instant of ISO 8601, in Québec's time where it has no offset; raises InputError ``bad_time``."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.year not in YEARS:
            raise ValueError(moment.year)
    except ValueError as fault:
        raise InputError("bad_time", texts.BAD_INSTANT.format(text=quoted(text))) from fault
    return moment if moment.tzinfo else to_instant(moment, QUEBEC)


def usage_fault(message: str, program: str) -> str:
    """What argparse says of an error of usage, as a French sentence that points to the help."""
    return texts.USAGE_FAULT.format(fault=_french(message), program=program)


def _french(message: str) -> str:
    """What argparse says in English; a message it does not know is kept as it is."""
    for pattern, say in _TRANSLATIONS:
        if match := pattern.fullmatch(message):
            return say(match)
    return message


def _choices(listed: str) -> str:
    return ", ".join(part.strip(" '") for part in listed.split(","))


_TRANSLATIONS: tuple[_Translation, ...] = tuple(
    (re.compile(pattern, re.DOTALL), say)
    for pattern, say in (
        (r"the following arguments are required: (.+)", lambda m: texts.REQUIRED.format(names=m[1])),
        (r"unrecognized arguments: (.+)", lambda m: texts.UNRECOGNIZED.format(names=quoted(m[1]))),
        (
            r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)",
            lambda m: texts.INVALID_CHOICE.format(name=m[1], value=quoted(m[2]), choices=_choices(m[3])),
        ),
        (
            r"argument (.+?): invalid \w+ value: '(.*)'",
            lambda m: texts.INVALID_VALUE.format(name=m[1], value=quoted(m[2])),
        ),
        (r"argument (.+?): expected .*arguments?", lambda m: texts.EXPECTED.format(name=m[1])),
        (
            r"argument (.+?): not allowed with argument (.+)",
            lambda m: texts.NOT_TOGETHER.format(name=m[1], other=m[2]),
        ),
        (
            r"argument (.+?): ignored explicit argument '(.*)'",
            lambda m: texts.NO_VALUE.format(name=m[1], value=quoted(m[2])),
        ),
        (r"one of the arguments (.+) is required", lambda m: texts.ONE_OF.format(names=m[1])),
        (r"argument (.+?): (.+)", lambda m: f"{m[1]}\u00a0: {m[2]}"),
    )
)
