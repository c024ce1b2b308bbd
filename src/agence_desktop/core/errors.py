"""Errors that reach people: a code for programs, a French sentence for the screen, an exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    REFUSED = 1
    UNREADABLE = 2
    UNREACHABLE = 3
    SCHEMA = 4
    RIGHT_MISSING = 5


class AgenceError(Exception):
    """A fault told to the user.

    ``code`` is a stable English word; ``sentence`` is complete French that says what is wrong and what to do.
    """

    exit_code = ExitCode.REFUSED

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence


class RefusedError(AgenceError):
    """A rule refuses; nothing was changed."""


class StaleError(RefusedError):
    """The record was changed elsewhere since it was read; nothing was overwritten."""


class InputError(AgenceError):
    """A command, file or value cannot be read."""

    exit_code = ExitCode.UNREADABLE


class UnreachableError(AgenceError):
    """The database cannot be reached, opened or written."""

    exit_code = ExitCode.UNREACHABLE


class SchemaError(AgenceError):
    """The database has the schema of another version of the program."""

    exit_code = ExitCode.SCHEMA


class RightMissingError(AgenceError):
    """The person who is signed in does not hold the right this needs."""

    exit_code = ExitCode.RIGHT_MISSING
