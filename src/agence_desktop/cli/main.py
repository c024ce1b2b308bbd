"""The agence-admin command: one command is run, every fault becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from agence_desktop import __version__
from agence_desktop.cli import (
    base,
    demo,
    equipes,
    espaces,
    imprimer,
    maintenance,
    postes,
    reglages,
    reserver,
    texts,
    transfer,
    users,
)
from agence_desktop.cli.context import Context
from agence_desktop.cli.journal import log_fault
from agence_desktop.cli.output import Output
from agence_desktop.cli.parsing import CommandParser, require_readable
from agence_desktop.core.errors import AgenceError, ExitCode
from agence_desktop.core.files import file_refused

COMMANDS = (base, users, maintenance, transfer, reserver, espaces, postes, equipes, imprimer, reglages, demo)
"""Modules of commands, in the order of the help; each has ``register(subparsers)``."""

_INTERRUPTED = 130


def build_parser() -> CommandParser:
    """The parser of the whole program; each command sets ``run(context) -> int``."""
    parser = CommandParser(prog="agence-admin", description=texts.DESCRIPTION)
    parser.add_argument("--version", action="version", version=__version__, help=texts.VERSION)
    subparsers = parser.add_subparsers(
        title=texts.COMMANDS, metavar="COMMANDE", dest="command", required=True
    )
    for module in COMMANDS:
        module.register(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; its exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    output = Output(as_json="--json" in arguments)
    try:
        require_readable(arguments)
        options = build_parser().parse_args(arguments)
        code: int = options.run(Context(options, output))
        return code
    except AgenceError as error:
        output.message(error.sentence)
        return int(error.exit_code)
    except SystemExit as done:  # after the help or the version
        return done.code if isinstance(done.code, int) else 0
    except BrokenPipeError:  # whoever read the results has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.DONE)
    except KeyboardInterrupt:
        output.message(texts.INTERRUPTED)
        return _INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError) and (refused := file_refused(error)) is not None:
            output.message(refused.sentence)
            return int(refused.exit_code)
        path = log_fault(error)
        output.message(" ".join([texts.UNEXPECTED, *([texts.LOGGED.format(path=path)] if path else [])]))
        return int(ExitCode.UNREADABLE)
